/*
 * The value of each CONFIG_ symbol for one target.
 *
 * As scripts/minikconf.py of the tree has it: an assignment or a `select`
 * decides; then `depends on` can rule a symbol out; then the first default
 * whose condition holds, `imply` being one; else it is off.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "project/qemu-kconfig.h"

#include "project/qemu-kconfig-symbol.h"

/* Longer chains of symbols are of no real tree. */
#define MAX_DEPTH 500

struct QemuConfig {
    const QemuKconfig *kconfig;
    GHashTable *values; /* char * -> Truth */
    GHashTable *held;   /* set of char *: symbols without defaults */
    guint depth;
};

static void symbol_free(gpointer data)
{
    KconfigSymbol *symbol = data;

    g_ptr_array_unref(symbol->depends);
    g_ptr_array_unref(symbol->selects);
    g_array_unref(symbol->defaults);
    g_free(symbol);
}

KconfigSymbol *kconfig_symbol(QemuKconfig *kconfig, const char *name)
{
    KconfigSymbol *symbol = g_hash_table_lookup(kconfig->symbols, name);

    if (!symbol) {
        symbol = g_new0(KconfigSymbol, 1);
        symbol->depends = g_ptr_array_new();
        symbol->selects = g_ptr_array_new();
        symbol->defaults = g_array_new(FALSE, FALSE, sizeof(KconfigDefault));
        g_hash_table_insert(kconfig->symbols, g_strdup(name), symbol);
    }
    return symbol;
}

/* Until 4.2 the Makefile names Kconfig.host and hw/Kconfig. */
QemuKconfig *qemu_kconfig_new(const Source *source)
{
    static const char *const tops[] = {"Kconfig", "Kconfig.host", "hw/Kconfig"};
    QemuKconfig *kconfig = g_new0(QemuKconfig, 1);

    kconfig->symbols =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, symbol_free);
    kconfig->pool = condition_pool_new();
    if (source_has(source, tops[0])) {
        kconfig_read(kconfig, source, tops[0]);
        return kconfig;
    }
    for (guint i = 1; i < G_N_ELEMENTS(tops); i++) {
        kconfig_read(kconfig, source, tops[i]);
    }
    return kconfig;
}

void qemu_kconfig_free(QemuKconfig *kconfig)
{
    if (!kconfig) {
        return;
    }
    g_hash_table_unref(kconfig->symbols);
    g_ptr_array_unref(kconfig->pool);
    g_free(kconfig);
}

bool qemu_kconfig_is_empty(const QemuKconfig *kconfig)
{
    return g_hash_table_size(kconfig->symbols) == 0;
}

bool qemu_kconfig_is_choice(const QemuKconfig *kconfig, const char *symbol)
{
    const KconfigSymbol *declared =
        g_hash_table_lookup(kconfig->symbols, symbol);

    return declared && !declared->is_of_host;
}

void qemu_kconfig_selectors(const QemuKconfig *kconfig, const char *symbol,
                            GHashTable *selectors)
{
    const KconfigSymbol *declared =
        g_hash_table_lookup(kconfig->symbols, symbol);
    g_autoptr(GHashTable) named = g_hash_table_new(g_str_hash, g_str_equal);
    GHashTableIter iter;
    gpointer name;

    for (guint i = 0; declared && i < declared->selects->len; i++) {
        condition_symbols(g_ptr_array_index(declared->selects, i), named);
    }
    g_hash_table_iter_init(&iter, named);
    while (g_hash_table_iter_next(&iter, &name, NULL)) {
        declared = g_hash_table_lookup(kconfig->symbols, name);
        if (declared && !declared->is_of_host && declared->selects->len == 0) {
            g_hash_table_add(selectors, name);
        }
    }
}

void qemu_kconfig_declare(QemuKconfig *kconfig, const char *symbol)
{
    kconfig_symbol(kconfig, symbol);
}

QemuConfig *qemu_config_new(const QemuKconfig *kconfig)
{
    QemuConfig *config = g_new0(QemuConfig, 1);

    config->kconfig = kconfig;
    config->values =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    config->held = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return config;
}

QemuConfig *qemu_config_copy(const QemuConfig *config)
{
    QemuConfig *copy = qemu_config_new(config->kconfig);
    GHashTableIter iter;
    gpointer symbol;
    gpointer truth;

    g_hash_table_iter_init(&iter, config->values);
    while (g_hash_table_iter_next(&iter, &symbol, &truth)) {
        qemu_config_assign(copy, symbol, GPOINTER_TO_INT(truth));
    }
    g_hash_table_iter_init(&iter, config->held);
    while (g_hash_table_iter_next(&iter, &symbol, NULL)) {
        qemu_config_hold(copy, symbol);
    }
    return copy;
}

void qemu_config_free(QemuConfig *config)
{
    if (config) {
        g_hash_table_unref(config->values);
        g_hash_table_unref(config->held);
        g_free(config);
    }
}

void qemu_config_assign(QemuConfig *config, const char *symbol, Truth truth)
{
    g_hash_table_insert(config->values, g_strdup(symbol),
                        GINT_TO_POINTER(truth));
}

void qemu_config_hold(QemuConfig *config, const char *symbol)
{
    g_hash_table_remove(config->values, symbol);
    g_hash_table_add(config->held, g_strdup(symbol));
}

static Truth look_up(const char *symbol, void *user)
{
    return qemu_config_value(user, symbol);
}

static Truth default_value(QemuConfig *config, const KconfigSymbol *symbol)
{
    Truth value = TRUTH_NO;

    for (guint i = 0; i < symbol->defaults->len; i++) {
        const KconfigDefault *at =
            &g_array_index(symbol->defaults, KconfigDefault, i);
        Truth when = condition_evaluate(at->when, look_up, config);

        if (when == TRUTH_YES) {
            return MAX(value, at->value);
        }
        value = MAX(value, MIN(when, at->value));
    }
    return value;
}

static Truth work_out(QemuConfig *config, const KconfigSymbol *symbol,
                      bool is_held)
{
    Truth selected = symbol->is_of_host ? TRUTH_MAYBE : TRUTH_NO;
    Truth allowed = TRUTH_YES;

    for (guint i = 0; i < symbol->selects->len; i++) {
        const Condition *when = g_ptr_array_index(symbol->selects, i);

        selected = MAX(selected, condition_evaluate(when, look_up, config));
        if (selected == TRUTH_YES) {
            return TRUTH_YES;
        }
    }
    for (guint i = 0; i < symbol->depends->len; i++) {
        const Condition *when = g_ptr_array_index(symbol->depends, i);

        allowed = MIN(allowed, condition_evaluate(when, look_up, config));
    }
    if (allowed == TRUTH_NO || is_held) {
        return selected;
    }
    return MAX(selected, MIN(allowed, default_value(config, symbol)));
}

Truth qemu_config_value(QemuConfig *config, const char *symbol)
{
    const KconfigSymbol *declared;
    gpointer known;
    Truth value;

    if (g_hash_table_lookup_extended(config->values, symbol, NULL, &known)) {
        return GPOINTER_TO_INT(known);
    }
    declared = g_hash_table_lookup(config->kconfig->symbols, symbol);
    if (!declared || config->depth == MAX_DEPTH) {
        return TRUTH_MAYBE;
    }
    /* What a cycle of symbols would ask for. */
    qemu_config_assign(config, symbol, TRUTH_MAYBE);
    config->depth++;
    value =
        work_out(config, declared, g_hash_table_contains(config->held, symbol));
    config->depth--;
    qemu_config_assign(config, symbol, value);
    return value;
}
