/*
 * The conditions under which a capability is set or cleared, as data.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/libvirt-capability.h"

#include <string.h>

/* More ways than that to one call are cut off. */
#define MOST_CLAUSES 64

static GArray *clause_new(void)
{
    return g_array_new(FALSE, TRUE, sizeof(LibvirtGuard));
}

static GPtrArray *clauses_new(void)
{
    return g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
}

static bool same_guard(const LibvirtGuard *a, const LibvirtGuard *b)
{
    return g_strcmp0(a->kind, b->kind) == 0 &&
           g_strcmp0(a->name, b->name) == 0 &&
           g_strcmp0(a->text, b->text) == 0 &&
           g_strcmp0(a->relation, b->relation) == 0 && a->values == b->values &&
           a->negated == b->negated;
}

static void add_guard(GArray *clause, const LibvirtGuard *guard)
{
    for (guint i = 0; i < clause->len; i++) {
        if (same_guard(&g_array_index(clause, LibvirtGuard, i), guard)) {
            return;
        }
    }
    g_array_append_val(clause, *guard);
}

/* Every clause of one with every clause of the other. */
static GPtrArray *join(const GPtrArray *a, const GPtrArray *b)
{
    GPtrArray *result = clauses_new();

    for (guint i = 0; i < a->len && result->len < MOST_CLAUSES; i++) {
        for (guint k = 0; k < b->len && result->len < MOST_CLAUSES; k++) {
            GArray *clause = clause_new();
            const GArray *parts[] = {a->pdata[i], b->pdata[k]};

            for (guint part = 0; part < G_N_ELEMENTS(parts); part++) {
                for (guint n = 0; n < parts[part]->len; n++) {
                    add_guard(clause,
                              &g_array_index(parts[part], LibvirtGuard, n));
                }
            }
            g_ptr_array_add(result, clause);
        }
    }
    return result;
}

static void set_mark(CapabilityRun *run, LibvirtGuard *guard,
                     const CapabilityMark *mark)
{
    FactSet *facts = run->context->facts;

    guard->kind = fact_set_text(facts, mark->kind);
    guard->name = fact_set_text(facts, mark->subject);
    guard->text = *mark->key ? fact_set_text(facts, mark->key) : NULL;
}

/* The default of a property is compared: if it has none, it is neither. */
static void set_default(CapabilityRun *run, LibvirtGuard *guard)
{
    const char *const values[] = {guard->negated ? "false" : "true", NULL};

    guard->relation = fact_set_text(run->context->facts, "==");
    guard->values = fact_set_names(run->context->facts, values);
    guard->negated = false;
}

/* "@... == 0" says the opposite. */
static bool mark_guard(CapabilityRun *run, const char *text, bool negated,
                       LibvirtGuard *guard)
{
    CapabilityMark mark;
    const char *end;

    if (!capability_mark_parse(text, &mark)) {
        return false;
    }
    set_mark(run, guard, &mark);
    for (const char *c = text; *c != MARK_SIGN; c++) {
        negated ^= *c == '!';
    }
    end = mark.end + strspn(mark.end, " ");
    guard->negated = negated ^ (g_str_has_prefix(end, "== ") ||
                                g_str_has_prefix(end, "<= 0"));
    if (g_str_equal(guard->kind, "property-default")) {
        set_default(run, guard);
    }
    capability_mark_clear(&mark);
    return true;
}

/* "VIR_ARCH_X86_64" as libvirt calls it. */
static char *architecture_name(const char *enumerator)
{
    static const char prefix[] = "VIR_ARCH_";

    return g_ascii_strdown(g_str_has_prefix(enumerator, prefix)
                               ? enumerator + strlen(prefix)
                               : enumerator,
                           -1);
}

/* "architecture == VIR_ARCH_SPARC" */
static bool architecture_guard(CapabilityRun *run, const char *text,
                               bool negated, LibvirtGuard *guard)
{
    static const char equal[] = ARCHITECTURE_SUBJECT " == ";
    static const char different[] = ARCHITECTURE_SUBJECT " != ";
    g_autofree char *name = NULL;
    const char *values[] = {NULL, NULL};
    bool is_equal = g_str_has_prefix(text, equal);

    if (!is_equal && !g_str_has_prefix(text, different)) {
        return false;
    }
    name = architecture_name(text + strlen(equal));
    values[0] = name;
    guard->kind = "architecture";
    guard->values = fact_set_names(run->context->facts, values);
    guard->negated = negated ^ !is_equal;
    return true;
}

static void set_version(CapabilityRun *run, LibvirtGuard *guard,
                        const char *relation, guint64 number)
{
    FactSet *facts = run->context->facts;
    g_autofree char *version =
        g_strdup_printf("%u.%u.%u", (guint)(number / 1000000),
                        (guint)(number / 1000 % 1000), (guint)(number % 1000));
    const char *const values[] = {version, NULL};

    guard->kind = "version";
    guard->relation = fact_set_text(facts, relation);
    guard->values = fact_set_names(facts, values);
}

/* "... >= 2004000" */
static bool version_guard(CapabilityRun *run, const char *text, bool negated,
                          LibvirtGuard *guard)
{
    static const char *const relations[] = {">=", "<=", "==", "!=", ">", "<"};

    if (!strstr(text, "version") && !strstr(text, "major")) {
        return false;
    }
    for (guint i = 0; i < G_N_ELEMENTS(relations); i++) {
        g_autofree char *sign = g_strdup_printf(" %s ", relations[i]);
        const char *at = strstr(text, sign);
        guint64 number = at ? g_ascii_strtoull(at + strlen(sign), NULL, 10) : 0;

        if (number >= 1000000) {
            set_version(run, guard, relations[i], number);
            guard->negated = negated;
            return true;
        }
    }
    return false;
}

/* That there is an answer at all, and a known architecture. */
static bool is_trivial(const LibvirtGuard *guard)
{
    static const char *const answers[] = {"qapi", "cpu-model", "tpm-model",
                                          "tpm-type"};

    if (g_str_equal(guard->kind, "architecture")) {
        return guard->negated && guard->values && guard->values[0] &&
               !guard->values[1] && g_str_equal(guard->values[0], "none");
    }
    for (guint i = 0; i < G_N_ELEMENTS(answers); i++) {
        if (g_str_equal(guard->kind, answers[i]) && *guard->name == '\0') {
            return true;
        }
    }
    return false;
}

static GPtrArray *atom(CapabilityRun *run, const char *text, bool negated)
{
    GPtrArray *clauses = clauses_new();
    GArray *clause = clause_new();
    LibvirtGuard guard = {0};

    if (!mark_guard(run, text, negated, &guard) &&
        !architecture_guard(run, text, negated, &guard) &&
        !version_guard(run, text, negated, &guard)) {
        guard.kind = "call";
        guard.text = fact_set_text(run->context->facts, text);
        guard.negated = negated;
    }
    if (!is_trivial(&guard)) {
        g_array_append_val(clause, guard);
    }
    g_ptr_array_add(clauses, clause);
    return clauses;
}

/* Reads a condition as C writes it. */
typedef struct Reader {
    CapabilityRun *run;
    const char *at;
} Reader;

static GPtrArray *read_any(Reader *reader, bool negated);

static void skip_space(Reader *reader)
{
    reader->at += strspn(reader->at, " ");
}

static bool take(Reader *reader, const char *sign)
{
    skip_space(reader);
    if (!g_str_has_prefix(reader->at, sign)) {
        return false;
    }
    reader->at += strlen(sign);
    return true;
}

/* Behind a part that is no && or ||; marks are stepped over. */
static const char *atom_end(const char *at)
{
    guint depth = 0;

    while (*at) {
        CapabilityMark mark;

        if (*at == MARK_SIGN && capability_mark_parse(at, &mark)) {
            at = mark.end;
            capability_mark_clear(&mark);
            continue;
        }
        if (depth == 0 && (*at == ')' || g_str_has_prefix(at, "&&") ||
                           g_str_has_prefix(at, "||"))) {
            break;
        }
        depth += *at == '(';
        depth -= *at == ')';
        at++;
    }
    return at;
}

/* Is what the parenthesis holds a condition of its own, not the start of an
 * expression? */
static bool is_group(const char *at)
{
    const char *end = at + 1;

    do {
        end = atom_end(end);
        end += *end == '&' || *end == '|' ? 2 : 0;
    } while (*end && *end != ')');
    end += *end == ')';
    end += strspn(end, " ");
    return *end == '\0' || *end == ')' || g_str_has_prefix(end, "&&") ||
           g_str_has_prefix(end, "||");
}

static GPtrArray *read_one(Reader *reader, bool negated)
{
    GPtrArray *result;
    const char *end;
    g_autofree char *text = NULL;

    skip_space(reader);
    if (reader->at[0] == '!' && reader->at[1] != '=') {
        reader->at++;
        return read_one(reader, !negated);
    }
    if (*reader->at == '(' && is_group(reader->at)) {
        reader->at++;
        result = read_any(reader, negated);
        take(reader, ")");
        return result;
    }
    end = atom_end(reader->at);
    text = g_strndup(reader->at, (gsize)(end - reader->at));
    reader->at = end;
    return atom(reader->run, g_strstrip(text), negated);
}

/* `a` and `b`, or either of them. */
static GPtrArray *combined(GPtrArray *a, GPtrArray *b, bool both)
{
    GPtrArray *result;

    if (!both) {
        g_ptr_array_extend_and_steal(a, b);
        return a;
    }
    result = join(a, b);
    g_ptr_array_unref(a);
    g_ptr_array_unref(b);
    return result;
}

static GPtrArray *read_all(Reader *reader, bool negated)
{
    GPtrArray *result = read_one(reader, negated);

    while (take(reader, "&&")) {
        result = combined(result, read_one(reader, negated), !negated);
    }
    return result;
}

static GPtrArray *read_any(Reader *reader, bool negated)
{
    GPtrArray *result = read_all(reader, negated);

    while (take(reader, "||")) {
        result = combined(result, read_all(reader, negated), negated);
    }
    return result;
}

/* What the interpreter knows of a test against numbers. */
static GPtrArray *test_clauses(CapabilityRun *run, const Test *test,
                               bool negated)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    GPtrArray *clauses = clauses_new();
    GArray *clause = clause_new();
    LibvirtGuard guard = {.kind = "architecture",
                          .negated = negated ^ test->is_none_of};

    for (guint i = 0; i < test->n_numbers; i++) {
        const char *enumerator = g_hash_table_lookup(
            run->architectures, GINT_TO_POINTER((gint)test->numbers[i]));

        if (enumerator) {
            g_ptr_array_add(names, architecture_name(enumerator));
        }
    }
    g_ptr_array_add(names, NULL);
    guard.values =
        fact_set_names(run->context->facts, (const char *const *)names->pdata);
    if (!is_trivial(&guard)) {
        g_array_append_val(clause, guard);
    }
    g_ptr_array_add(clauses, clause);
    return clauses;
}

static GPtrArray *condition_clauses(CapabilityRun *run, const char *text,
                                    bool negated, const Test *test)
{
    Reader reader = {run, text};

    return test && g_str_equal(test->subject, ARCHITECTURE_SUBJECT)
               ? test_clauses(run, test, negated)
               : read_any(&reader, negated);
}

GPtrArray *capability_clauses(CapabilityRun *run, const char *extra)
{
    guint n = 0;
    const Guard *conditions = interpreter_guards(run->interpreter, &n);
    GPtrArray *result = clauses_new();

    g_ptr_array_add(result, clause_new());
    for (guint i = 0; i < n; i++) {
        result = combined(result,
                          condition_clauses(run, conditions[i].text,
                                            conditions[i].negated,
                                            conditions[i].test),
                          true);
    }
    if (extra) {
        result =
            combined(result, condition_clauses(run, extra, false, NULL), true);
    }
    return result;
}
