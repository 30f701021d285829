/*
 * The language of QEMU's Kconfig files, as scripts/minikconf.py takes it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <string.h>

#include "project/qemu-kconfig-symbol.h"

/* Of nested brackets, and of files that source others. */
#define MAX_DEPTH 100

typedef struct KconfigReader {
    QemuKconfig *kconfig;
    const Source *source;
    GHashTable *seen; /* char *: paths, each is read once */
    guint depth;      /* of sources */
} KconfigReader;

typedef struct KconfigText {
    const char *at;
    char *token; /* NULL at the end */
    guint depth; /* of brackets */
} KconfigText;

char *kconfig_join_path(const char *directory, const char *path)
{
    g_autofree char *joined = g_build_filename("/", directory, path, NULL);
    g_autofree char *plain = g_canonicalize_filename(joined, "/");

    return g_strdup(plain + 1);
}

static bool is_word(char c)
{
    return g_ascii_isalnum(c) || c == '_';
}

static void skip_space(KconfigText *text)
{
    while (*text->at) {
        if (*text->at == '#') {
            text->at += strcspn(text->at, "\n");
        } else if (g_ascii_isspace(*text->at)) {
            text->at++;
        } else {
            return;
        }
    }
}

static void next_token(KconfigText *text)
{
    const char *start;

    g_clear_pointer(&text->token, g_free);
    skip_space(text);
    start = text->at;
    if (*start == '\0') {
        return;
    }
    if (is_word(*start)) {
        while (is_word(*text->at)) {
            text->at++;
        }
    } else if (g_str_has_prefix(start, "&&") || g_str_has_prefix(start, "||")) {
        text->at += 2;
    } else if (*start == '"') {
        text->at++;
        text->at += strcspn(text->at, "\"\n");
        text->at += *text->at == '"';
    } else {
        text->at++;
    }
    text->token = g_strndup(start, text->at - start);
}

static bool token_is(const KconfigText *text, const char *word)
{
    return text->token && g_str_equal(text->token, word);
}

static bool accept(KconfigText *text, const char *word)
{
    if (!token_is(text, word)) {
        return false;
    }
    next_token(text);
    return true;
}

static const Condition *read_or(KconfigText *text, GPtrArray *pool);

static const Condition *read_operand(KconfigText *text, GPtrArray *pool)
{
    const Condition *condition = NULL;

    if (++text->depth > MAX_DEPTH) {
        condition = condition_constant(pool, TRUTH_MAYBE);
    } else if (accept(text, "!")) {
        condition = condition_not(pool, read_operand(text, pool));
    } else if (accept(text, "(")) {
        condition = read_or(text, pool);
        accept(text, ")");
    } else if (text->token && is_word(*text->token)) {
        condition = condition_symbol(pool, text->token);
        next_token(text);
    } else {
        condition = condition_constant(pool, TRUTH_MAYBE);
    }
    text->depth--;
    return condition;
}

static const Condition *read_and(KconfigText *text, GPtrArray *pool)
{
    const Condition *condition = read_operand(text, pool);

    while (accept(text, "&&")) {
        condition = condition_and(pool, condition, read_operand(text, pool));
    }
    return condition;
}

static const Condition *read_or(KconfigText *text, GPtrArray *pool)
{
    const Condition *condition = read_and(text, pool);

    while (accept(text, "||")) {
        condition = condition_or(pool, condition, read_and(text, pool));
    }
    return condition;
}

static const Condition *read_if(KconfigText *text, GPtrArray *pool)
{
    return accept(text, "if") ? read_or(text, pool) : NULL;
}

/* "select Y [if E]", "imply Y [if E]" of the symbol `name`. */
static void read_edge(KconfigText *text, QemuKconfig *kconfig, const char *name,
                      bool is_select)
{
    g_autofree char *other = NULL;
    const Condition *when;

    if (!text->token || !is_word(*text->token)) {
        return;
    }
    other = g_strdup(text->token);
    next_token(text);
    when = condition_and(kconfig->pool, condition_symbol(kconfig->pool, name),
                         read_if(text, kconfig->pool));
    if (is_select) {
        g_ptr_array_add(kconfig_symbol(kconfig, other)->selects,
                        (gpointer)when);
    } else {
        KconfigDefault implied = {TRUTH_YES, when};

        g_array_append_val(kconfig_symbol(kconfig, other)->defaults, implied);
    }
}

static void read_default(KconfigText *text, QemuKconfig *kconfig,
                         KconfigSymbol *symbol)
{
    KconfigDefault at = {TRUTH_MAYBE, NULL};

    if (token_is(text, "y") || token_is(text, "n")) {
        at.value = token_is(text, "y") ? TRUTH_YES : TRUTH_NO;
        next_token(text);
    }
    at.when = read_if(text, kconfig->pool);
    g_array_append_val(symbol->defaults, at);
}

static void read_symbol(KconfigText *text, QemuKconfig *kconfig, bool of_host)
{
    g_autofree char *name = g_strdup(text->token);
    KconfigSymbol *symbol;

    if (!name || !is_word(*name)) {
        return;
    }
    symbol = kconfig_symbol(kconfig, name);
    symbol->is_of_host |= of_host;
    next_token(text);
    while (text->token && !token_is(text, "config") &&
           !token_is(text, "source")) {
        if (accept(text, "default")) {
            read_default(text, kconfig, symbol);
        } else if (accept(text, "depends")) {
            accept(text, "on");
            g_ptr_array_add(symbol->depends,
                            (gpointer)read_or(text, kconfig->pool));
        } else if (accept(text, "select")) {
            read_edge(text, kconfig, name, true);
        } else if (accept(text, "imply")) {
            read_edge(text, kconfig, name, false);
        } else {
            next_token(text);
        }
    }
}

static void read_file(KconfigReader *reader, const char *path);

/* The rest of the line is a path, relative to the file's own folder. */
static void read_source(KconfigText *text, KconfigReader *reader,
                        const char *path)
{
    gsize length = strcspn(text->at, "\n");
    g_autofree char *name = g_strstrip(g_strndup(text->at, length));
    g_autofree char *folder = g_path_get_dirname(path);
    g_autofree char *other = kconfig_join_path(folder, name);

    text->at += length;
    if (reader->depth < MAX_DEPTH) {
        reader->depth++;
        read_file(reader, other);
        reader->depth--;
    }
    next_token(text);
}

static void read_file(KconfigReader *reader, const char *path)
{
    g_autoptr(GBytes) bytes = NULL;
    bool is_host = g_str_equal(path, "Kconfig.host");
    KconfigText text = {0};

    if (!g_hash_table_add(reader->seen, g_strdup(path))) {
        return;
    }
    bytes = source_read(reader->source, path, NULL);
    if (!bytes) {
        return;
    }
    text.at = g_bytes_get_data(bytes, NULL);
    next_token(&text);
    while (text.token) {
        if (token_is(&text, "source")) {
            read_source(&text, reader, path);
        } else if (accept(&text, "config")) {
            read_symbol(&text, reader->kconfig, is_host);
        } else {
            next_token(&text);
        }
    }
}

void kconfig_read(QemuKconfig *kconfig, const Source *source, const char *path)
{
    KconfigReader reader = {.kconfig = kconfig, .source = source};

    reader.seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    read_file(&reader, path);
    g_hash_table_unref(reader.seen);
}
