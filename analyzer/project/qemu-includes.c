/*
 * Follows #include lines, as far as text tells: conditions do not count, and
 * the headers of all architectures are candidates for every file. So more
 * files are reached than are read, never fewer.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "project/qemu-includes.h"

#include <string.h>

/* tcg/i386 holds a header that each cpu.h of 2.12 to 4.x needs. */
const char *const qemu_include_folders[] = {
    "include/",
    "",
    "tcg/",
    "tcg/i386/",
    "linux-headers/",
    "host/include/x86_64/",
    "host/include/generic/",
    NULL,
};

/*
 * Headers that the C library and the kernel provide; of those that the
 * machine lacks and of every other library's a stand-in is made. A library
 * that happens to be installed so makes no difference.
 */
static const char *const system_folders[] = {
    "arpa/",    "asm-generic/", "asm/", "bits/", "linux/", "mtd/", "net/",
    "netinet/", "netpacket/",   "rpc/", "scsi/", "sound/", "sys/",
};

static const char *const system_names[] = {
    "aio.h",
    "alloca.h",
    "assert.h",
    "byteswap.h",
    "complex.h",
    "ctype.h",
    "dirent.h",
    "dlfcn.h",
    "elf.h",
    "emmintrin.h",
    "endian.h",
    "err.h",
    "errno.h",
    "execinfo.h",
    "fcntl.h",
    "features.h",
    "fenv.h",
    "float.h",
    "fnmatch.h",
    "ftw.h",
    "gio/gio.h",
    "gio/gunixfdlist.h",
    "getopt.h",
    "glib.h",
    "glib-object.h",
    "glib-unix.h",
    "glib/gprintf.h",
    "glib/gstdio.h",
    "gmodule.h",
    "gio/gunixinputstream.h",
    "gio/gunixoutputstream.h",
    "glob.h",
    "grp.h",
    "iconv.h",
    "ifaddrs.h",
    "immintrin.h",
    "inttypes.h",
    "iso646.h",
    "langinfo.h",
    "libgen.h",
    "libintl.h",
    "limits.h",
    "locale.h",
    "malloc.h",
    "math.h",
    "memory.h",
    "mntent.h",
    "netdb.h",
    "nl_types.h",
    "paths.h",
    "poll.h",
    "pthread.h",
    "pty.h",
    "pwd.h",
    "regex.h",
    "resolv.h",
    "sched.h",
    "search.h",
    "semaphore.h",
    "setjmp.h",
    "signal.h",
    "smmintrin.h",
    "spawn.h",
    "stdalign.h",
    "stdarg.h",
    "stdatomic.h",
    "stdbool.h",
    "stddef.h",
    "stdint.h",
    "stdio.h",
    "stdlib.h",
    "stdnoreturn.h",
    "string.h",
    "strings.h",
    "syscall.h",
    "sysexits.h",
    "syslog.h",
    "termios.h",
    "tgmath.h",
    "threads.h",
    "time.h",
    "tmmintrin.h",
    "ucontext.h",
    "ulimit.h",
    "unistd.h",
    "utime.h",
    "utmpx.h",
    "values.h",
    "wait.h",
    "wchar.h",
    "wctype.h",
    "wmmintrin.h",
    "wordexp.h",
    "xmmintrin.h",
    "cpuid.h",
    "x86intrin.h",
    "nmmintrin.h",
    "pmmintrin.h",
};

static const char *const system_roots[] = {
    LIBCLANG_RESOURCE_INCLUDE,    GLIB_HEADERS,
    GLIB_CONFIG_HEADERS,          "/usr/include",
    "/usr/include/" HOST_TRIPLET,
};

typedef struct Walk {
    const QemuLayout *layout;
    GHashTable *reached;
    GPtrArray *todo;     /* const QemuText * */
    GHashTable *names;   /* set: resolved from the include path */
    GHashTable *missing; /* set of names */
} Walk;

static void reach(Walk *walk, const QemuText *text)
{
    if (g_hash_table_add(walk->reached, (char *)text->path)) {
        g_ptr_array_add(walk->todo, (QemuText *)text);
    }
}

static bool reach_path(Walk *walk, const char *folder, const char *name)
{
    g_autofree char *path = g_strconcat(folder, name, NULL);
    const QemuText *text = qemu_texts_find(walk->layout->texts, path);

    if (text) {
        reach(walk, text);
    }
    return text != NULL;
}

/* Beside the including file. */
static bool reach_near(Walk *walk, const char *from, const char *name)
{
    const char *slash = strrchr(from, '/');
    g_autofree char *folder =
        slash ? g_strndup(from, (gsize)(slash - from)) : g_strdup("");
    g_autofree char *joined = g_strconcat("/", folder, "/", name, NULL);
    g_autofree char *path = NULL;

    if (!strstr(name, "./")) {
        return reach_path(walk, *folder ? joined + 1 : "", *folder ? "" : name);
    }
    path = g_canonicalize_filename(joined, "/");
    return reach_path(walk, "", path + 1);
}

static bool is_system_name(const char *name)
{
    for (guint i = 0; i < G_N_ELEMENTS(system_folders); i++) {
        if (g_str_has_prefix(name, system_folders[i])) {
            return true;
        }
    }
    for (guint i = 0; i < G_N_ELEMENTS(system_names); i++) {
        if (g_str_equal(name, system_names[i])) {
            return true;
        }
    }
    return false;
}

static bool is_on_machine(const char *name)
{
    if (!is_system_name(name)) {
        return false;
    }
    for (guint i = 0; i < G_N_ELEMENTS(system_roots); i++) {
        g_autofree char *path = g_build_filename(system_roots[i], name, NULL);

        if (g_file_test(path, G_FILE_TEST_EXISTS)) {
            return true;
        }
    }
    return false;
}

/* target/X/cpu.h is included as "cpu.h". A group that has no such header
 * still needs a stand-in. */
static void reach_in_targets(Walk *walk, const char *name)
{
    const GPtrArray *groups = walk->layout->groups;

    for (guint i = 0; i < groups->len; i++) {
        const QemuGroup *group = g_ptr_array_index(groups, i);
        g_autofree char *newer = g_strconcat("target/", group->name, "/", NULL);
        g_autofree char *older = g_strconcat("target-", group->name, "/", NULL);

        if (!reach_path(walk, newer, name)) {
            reach_path(walk, older, name);
        }
    }
}

static void reach_anywhere(Walk *walk, const char *name)
{
    bool found = false;

    if (!g_hash_table_add(walk->names, (char *)name)) {
        return;
    }
    for (guint i = 0; qemu_include_folders[i] && !found; i++) {
        found = reach_path(walk, qemu_include_folders[i], name);
    }
    if (found) {
        return;
    }
    reach_in_targets(walk, name);
    if (!strstr(name, "..") && *name != '/' && !is_on_machine(name)) {
        g_hash_table_add(walk->missing, (char *)name);
    }
}

static void walk_text(Walk *walk, const QemuText *text)
{
    for (guint i = 0; i < text->includes->len; i++) {
        const char *name = g_ptr_array_index(text->includes, i);

        if (!reach_near(walk, text->path, name)) {
            reach_anywhere(walk, name);
        }
    }
}

static void reach_parsed(Walk *walk)
{
    for (guint i = 0; i < walk->layout->groups->len; i++) {
        const QemuGroup *group = g_ptr_array_index(walk->layout->groups, i);

        for (guint k = 0; k < group->files->len; k++) {
            reach(walk, g_array_index(group->files, QemuFile, k).text);
        }
    }
}

static void reach_precompiled(Walk *walk)
{
    for (guint i = 0; i < walk->layout->groups->len; i++) {
        const QemuGroup *group = g_ptr_array_index(walk->layout->groups, i);

        for (guint k = 0; k < group->headers->len; k++) {
            reach_anywhere(walk, g_ptr_array_index(group->headers, k));
        }
    }
}

/* Of a part of the tree: what synthesised headers may include. */
static void reach_common(Walk *walk)
{
    static const char *const folders[] = {
        "include/hw/xen/", "include/qapi/",  "include/qemu/",
        "include/qom/",    "linux-headers/", "trace/",
    };
    const GPtrArray *all = walk->layout->texts->all;

    for (guint i = 0; i < all->len; i++) {
        const QemuText *text = g_ptr_array_index(all, i);

        for (guint k = 0; k < G_N_ELEMENTS(folders); k++) {
            if (g_str_has_prefix(text->path, folders[k]) &&
                g_str_has_suffix(text->path, ".h")) {
                reach(walk, text);
            }
        }
    }
}

static int compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static GPtrArray *sorted_names(GHashTable *names)
{
    GPtrArray *sorted = g_ptr_array_new_with_free_func(g_free);
    GHashTableIter iter;
    gpointer name;

    g_hash_table_iter_init(&iter, names);
    while (g_hash_table_iter_next(&iter, &name, NULL)) {
        g_ptr_array_add(sorted, g_strdup(name));
    }
    g_ptr_array_sort(sorted, compare_names);
    return sorted;
}

QemuIncludes *qemu_includes_new(const QemuLayout *layout)
{
    QemuIncludes *includes = g_new0(QemuIncludes, 1);
    g_autoptr(GPtrArray) todo = g_ptr_array_new();
    g_autoptr(GHashTable) names = g_hash_table_new(NULL, NULL);
    g_autoptr(GHashTable) missing = g_hash_table_new(g_str_hash, g_str_equal);
    Walk walk = {layout, NULL, todo, names, missing};

    includes->reached = g_hash_table_new(g_str_hash, g_str_equal);
    walk.reached = includes->reached;
    reach_parsed(&walk);
    if (layout->is_part) {
        reach_precompiled(&walk);
        reach_common(&walk);
    }
    while (todo->len > 0) {
        walk_text(&walk, g_ptr_array_steal_index_fast(todo, todo->len - 1));
    }
    includes->missing = sorted_names(missing);
    return includes;
}

void qemu_includes_free(QemuIncludes *includes)
{
    if (!includes) {
        return;
    }
    g_hash_table_unref(includes->reached);
    g_ptr_array_unref(includes->missing);
    g_free(includes);
}
