/*
 * Members of what describes a guest, and what the code does with each.
 *
 * A member that is parsed, formatted and given to QEMU, but not compared by the
 * ABI check, is a hole in that check; one that decides what is formatted and
 * is never parsed is forgotten when the daemon restarts. The roles of functions
 * are those of libvirt-role.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/extractors.h"
#include "extract/libvirt-local.h"
#include "extract/libvirt-role.h"

#include <string.h>

/* Also the order of the bits. */
static const char *const role_names[] = {
    "assigned", "compared",  "copied", "decides-format", "decides-inactive",
    "emitted",  "formatted", "parsed", "reset",          "used",
};

enum {
    ASSIGNED = 1 << 0,
    COMPARED = 1 << 1,
    COPIED = 1 << 2,
    DECIDES_FORMAT = 1 << 3,
    DECIDES_INACTIVE = 1 << 4,
    EMITTED = 1 << 5,
    FORMATTED = 1 << 6,
    PARSED = 1 << 7,
    RESET = 1 << 8,
    USED = 1 << 9,
};

typedef struct Members {
    ExtractContext *context;
    GHashTable *roles; /* name -> bits */
    GHashTable *seen;  /* declarations' names */
    CodeRole role;
    const Locals *locals;
} Members;

static void add_role(Members *members, const char *name, guint role)
{
    guint roles = GPOINTER_TO_UINT(g_hash_table_lookup(members->roles, name));

    g_hash_table_insert(members->roles, g_strdup(name),
                        GUINT_TO_POINTER(roles | role));
}

/* How a member is met. */
typedef enum Meeting {
    MET_READ,
    MET_WRITTEN,
    MET_GIVEN, /* its address, to a function */
} Meeting;

static guint role_when_read(CodeRole role)
{
    static const guint roles[] = {
        [ROLE_FORMAT] = FORMATTED, [ROLE_COMPARE] = COMPARED,
        [ROLE_EMIT] = EMITTED,     [ROLE_COPY] = COPIED,
        [ROLE_RESET] = RESET,      [ROLE_VALIDATE] = 0,
        [ROLE_FREE] = 0,           [ROLE_PARSE] = 0,
        [ROLE_POST_PARSE] = 0,     [ROLE_OTHER] = USED,
        [ROLE_ADDRESS] = USED,     [ROLE_START] = USED,
        [ROLE_MIGRATE] = USED,     [ROLE_NONE] = 0,
    };

    return roles[role];
}

static guint role_of(CodeRole role, Meeting meeting)
{
    if (meeting == MET_READ) {
        return role_when_read(role);
    }
    switch (role) {
    case ROLE_PARSE:
        return PARSED;
    case ROLE_RESET:
        return RESET;
    case ROLE_COPY:
        return COPIED;
    case ROLE_FORMAT:
        return FORMATTED;
    case ROLE_COMPARE:
        return COMPARED;
    case ROLE_EMIT:
        return EMITTED | ASSIGNED;
    case ROLE_FREE:
    case ROLE_VALIDATE:
    case ROLE_NONE:
        return 0;
    default:
        return meeting == MET_WRITTEN ? ASSIGNED : USED | ASSIGNED;
    }
}

static void meet(Members *members, const IrFile *file, const IrNode *node,
                 Meeting meeting);

/* An array is given as it is: virUUIDParse(text, def->uuid). */
static bool fills_arguments(const Members *members, const IrFile *file,
                            const IrNode *call)
{
    return members->role == ROLE_PARSE && call->kind == IR_CALL &&
           strstr(walk_callee(file, call), "Parse");
}

static void meet_children(Members *members, const IrFile *file,
                          const IrNode *node)
{
    bool fills = fills_arguments(members, file, node);

    for (const IrNode *child = ir_first(file, node); child;
         child = ir_next(file, child)) {
        bool is_given = (node->kind == IR_CALL && child->kind == IR_UNARY &&
                         child->op == IR_OP_ADDRESS) ||
                        (fills && child->kind == IR_MEMBER);

        meet(members, file, child, is_given ? MET_GIVEN : MET_READ);
    }
}

static void meet_assignment(Members *members, const IrFile *file,
                            const IrNode *node)
{
    const IrNode *target = ir_first(file, node);

    meet(members, file, target, MET_WRITTEN);
    meet(members, file, ir_next(file, target), MET_READ);
}

static void meet(Members *members, const IrFile *file, const IrNode *node,
                 Meeting meeting)
{
    const IrNode *base = NULL;
    g_autofree char *name = NULL;

    switch (node->kind) {
    case IR_ASSIGN:
        meet_assignment(members, file, node);
        return;
    case IR_MEMBER:
        name = guest_member_name(file, node, &base);
        if (name && is_guest_member(name)) {
            add_role(members, name, role_of(members->role, meeting));
        }
        meet(members, file, name ? base : ir_first(file, node), MET_READ);
        return;
    case IR_SUBSCRIPT:
        meet(members, file, ir_first(file, node), meeting);
        meet(members, file, ir_child(file, node, 1), MET_READ);
        return;
    case IR_UNARY:
        if (node->op >= IR_OP_PRE_INCREMENT) {
            meeting = MET_WRITTEN;
        }
        if (ir_first(file, node)) {
            meet(members, file, ir_first(file, node), meeting);
        }
        return;
    default:
        meet_children(members, file, node);
        return;
    }
}

static void decide(Members *members, const IrFile *file, const IrNode *node,
                   guint role)
{
    const IrNode *base = NULL;
    g_autofree char *name = guest_member_name(file, node, &base);
    const GPtrArray *values =
        node->kind == IR_NAME
            ? locals_values(members->locals, ir_text(file, node->name))
            : NULL;

    if (name && is_guest_member(name)) {
        add_role(members, name, role);
        return;
    }
    for (guint i = 0; values && i < values->len; i++) {
        if (((const IrNode *)values->pdata[i])->kind != IR_NAME) {
            decide(members, file, values->pdata[i], role);
        }
    }
    for (const IrNode *child = ir_first(file, node); child;
         child = ir_next(file, child)) {
        decide(members, file, child, role);
    }
}

/* Something is done; what does it depend on? */
static void look_at_format(Walk *walk, const IrNode *node)
{
    Members *members = walk->user;
    bool has_flags = locals_flags(members->locals, walk) != NULL;

    if (node->kind != IR_CALL && node->kind != IR_ASSIGN) {
        return;
    }
    for (guint i = 0; i < walk->conditions->len; i++) {
        const WalkCondition *condition =
            &g_array_index(walk->conditions, WalkCondition, i);

        decide(members, walk->file, condition->node,
               DECIDES_FORMAT | (has_flags ? DECIDES_INACTIVE : 0));
    }
    meet(members, walk->file, node, MET_READ);
}

static void look_at_function(Members *members, const IrUnit *unit,
                             const IrSymbol *function)
{
    const IrFile *file = unit->file;
    const IrNode *body = ir_node(file, function->function->body);
    Walk walk = {.context = members->context,
                 .statement = look_at_format,
                 .user = members};
    g_autoptr(Locals) locals = NULL;

    members->role =
        body ? code_role(unit->path, ir_text(file, function->function->name))
             : ROLE_NONE;
    if (members->role == ROLE_NONE) {
        return;
    }
    if (members->role == ROLE_FORMAT) {
        locals = locals_new(function);
        members->locals = locals;
        walk_function(&walk, function);
    } else {
        meet(members, file, body, MET_READ);
    }
}

static void add_fact(Members *members, const char *name, guint roles,
                     const IrField *field, const IrUnit *unit,
                     const IrRecord *record)
{
    FactSet *facts = members->context->facts;
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    GuestMember *fact = fact_set_add_guest_member(facts);

    for (guint i = 0; i < G_N_ELEMENTS(role_names); i++) {
        if (roles & (1u << i)) {
            g_ptr_array_add(names, (gpointer)role_names[i]);
        }
    }
    g_ptr_array_add(names, NULL);
    fact->name = fact_set_text(facts, name);
    fact->roles = fact_set_names(facts, (const char *const *)names->pdata);
    if (record) {
        fact->location = extract_location(
            members->context, ir_text(unit->file, record->file), record->line);
    }
    if (field) {
        fact->type = fact_set_text(facts, ir_text(unit->file, field->type));
    }
}

static const IrField *find_field(const IrUnit *unit, const IrRecord *record,
                                 const char *name)
{
    guint n = 0;
    const IrField *fields = ir_fields(unit->file, &n);

    for (guint i = 0; i < record->n_fields; i++) {
        const IrField *field = &fields[record->first_field + i];

        if (g_str_equal(ir_text(unit->file, field->name), name)) {
            return field;
        }
    }
    return NULL;
}

static const IrRecord *find_record(const IrProgram *program, const char *name,
                                   const IrUnit **ret_unit)
{
    g_autofree char *tag = g_strdup_printf("_%s", name);

    for (guint i = 0; i < ir_program_n_units(program); i++) {
        const IrUnit *unit = ir_program_unit(program, i);
        const IrRecord *record =
            ir_program_record(program, unit, tag, ret_unit);

        record =
            record ? record : ir_program_record(program, unit, name, ret_unit);
        if (record) {
            return record;
        }
    }
    return NULL;
}

static void add_facts(Members *members)
{
    const IrProgram *program = members->context->tree->program;
    GHashTableIter iter;
    gpointer key;
    gpointer value;

    g_hash_table_iter_init(&iter, members->roles); /* facts are sorted */
    while (g_hash_table_iter_next(&iter, &key, &value)) {
        const char *name = key;
        const char *dot = strchr(name, '.');
        g_autofree char *record_name = g_strndup(name, (gsize)(dot - name));
        g_auto(GStrv) steps = g_strsplit(dot + 1, ".", 2);
        const IrUnit *unit = NULL;
        const IrRecord *record = find_record(program, record_name, &unit);

        add_fact(members, name, GPOINTER_TO_UINT(value),
                 record && !steps[1] ? find_field(unit, record, steps[0])
                                     : NULL,
                 unit, record);
    }
}

void extract_libvirt_guest(ExtractContext *context)
{
    const IrProgram *program = context->tree->program;
    g_autoptr(GHashTable) roles =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    Members members = {.context = context, .roles = roles};

    for (guint i = 0; i < ir_program_n_units(program); i++) {
        const IrUnit *unit = ir_program_unit(program, i);
        guint n = 0;
        const IrSymbol *functions =
            ir_program_unit_functions(program, unit, &n);

        for (guint k = 0; k < n; k++) {
            look_at_function(&members, unit, &functions[k]);
        }
    }
    add_facts(&members);
}
