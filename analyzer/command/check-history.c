/*
 * Releases among the commits that a check's base comes after.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "command/check-history.h"

#include "base/version.h"
#include "project/project.h"

/* Commits along first parents that are looked at in search of a release: some
 * six years of QEMU, a year of libvirt, which has a release every month. */
#define MOST_COMMITS         30000
#define MOST_COMMITS_LIBVIRT 5000

typedef struct Walk {
    ReleaseSearch *search;
    const char *path; /* of the file with the version */
    char *current;    /* libvirt: the version to come */
} Walk;

guint check_micro(const char *version)
{
    g_auto(GStrv) parts = g_strsplit(version, ".", 3);

    return g_strv_length(parts) == 3
               ? (guint)g_ascii_strtoull(parts[2], NULL, 10)
               : 0;
}

static bool is_too_new(const ReleaseSearch *search, const char *version)
{
    return search->below && version_compare(version, search->below) >= 0;
}

static bool is_qemu_release(const char *text, gpointer user)
{
    ReleaseSearch *search = ((Walk *)user)->search;
    g_autofree char *version = g_strstrip(g_strdup(text));

    if (!g_ascii_isdigit(*version) ||
        check_micro(version) >= CHECK_DEVELOPMENT ||
        is_too_new(search, version) ||
        (search->version && version_compare(version, search->version) != 0)) {
        return false;
    }
    g_free(search->found);
    search->found = g_steal_pointer(&version);
    return true;
}

static bool is_libvirt_release(const char *text, gpointer user)
{
    Walk *walk = user;
    g_autofree char *version = project_libvirt_version(walk->path, text);

    if (!version || g_str_equal(version, walk->current) ||
        is_too_new(walk->search, version)) {
        return false;
    }
    g_free(walk->search->found);
    walk->search->found = g_steal_pointer(&version);
    return true;
}

char *check_find_release(const Check *check, const char *commit,
                         ReleaseSearch *search)
{
    g_autoptr(Source) source =
        repository_source(check->repository, commit, commit, NULL);
    const char *project = NULL;
    g_autofree char *current = NULL;
    Walk walk = {.search = search};

    if (!source || !project_identify(source, &project, &current, NULL)) {
        return NULL;
    }
    walk.path = project_version_file(source, project);
    walk.current = current;
    return g_str_equal(project, "qemu")
               ? repository_find_text(check->repository, commit, walk.path,
                                      is_qemu_release, &walk, MOST_COMMITS)
               : repository_find_text(check->repository, commit, walk.path,
                                      is_libvirt_release, &walk,
                                      MOST_COMMITS_LIBVIRT);
}
