/*
 * The fields and subsections of one VMStateDescription.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "extract/qemu-vmstate.h"

#include <string.h>

/* More fields than any description has: the end was missed. */
#define MANY_FIELDS 4096

/*
 * Infos whose bytes are known: migration/vmstate-types.c, in old trees
 * vmstate.c and savevm.c. All others are opaque.
 */
static const char *const scalar_infos[] = {
    "vmstate_info_bool",         "vmstate_info_int8",
    "vmstate_info_int16",        "vmstate_info_int32",
    "vmstate_info_int64",        "vmstate_info_uint8",
    "vmstate_info_uint16",       "vmstate_info_uint32",
    "vmstate_info_uint64",       "vmstate_info_uint8_equal",
    "vmstate_info_uint16_equal", "vmstate_info_int32_equal",
    "vmstate_info_uint32_equal", "vmstate_info_uint64_equal",
    "vmstate_info_int32_le",     "vmstate_info_timer",
    "vmstate_info_cpudouble",    "vmstate_info_float64",
    "vmstate_info_fd",
};

/* One element of an array of VMStateField. */
typedef struct FieldReader {
    DescriptionSet *set;
    const Description *description;
    const Term *fields; /* pointer to the array */
    char *base;         /* path of the element: "[3]" */
    VMStateField *field;
    GString *unknown; /* members without a known value */
} FieldReader;

static const Term *read_member(const FieldReader *reader, const char *member)
{
    g_autofree char *path = g_strconcat(reader->base, member, NULL);

    return interpreter_read(reader->set->context->interpreter,
                            reader->fields->object, path);
}

static const IrNode *member_node(const FieldReader *reader, const char *member,
                                 const IrUnit **ret_unit)
{
    g_autofree char *path = g_strconcat(reader->base, member, NULL);

    return interpreter_initialiser(reader->set->context->interpreter,
                                   reader->fields->object, path, ret_unit);
}

static void note_unknown(FieldReader *reader, const char *member)
{
    if (reader->unknown->len > 0) {
        g_string_append(reader->unknown, ", ");
    }
    g_string_append(reader->unknown, member + 1);
}

static gint64 read_number(FieldReader *reader, const char *member,
                          gint64 unless)
{
    gint64 number;

    if (!term_get_integer(read_member(reader, member), &number)) {
        note_unknown(reader, member);
        return unless;
    }
    return number;
}

static const IrNode *skip_to_name(const IrFile *file, const IrNode *node)
{
    while (node && (node->kind == IR_CAST || node->kind == IR_UNARY ||
                    node->kind == IR_SUBSCRIPT)) {
        node = ir_first(file, node);
    }
    return node && node->kind == IR_NAME ? node : NULL;
}

/* The variable that a pointer member names; NULL if it is NULL. */
static const char *read_symbol(FieldReader *reader, const char *member)
{
    ExtractContext *context = reader->set->context;
    const Term *term = vmstate_element(context, read_member(reader, member));
    const char *symbol = vmstate_symbol_of(context, term);
    const IrUnit *unit = NULL;
    const IrNode *node;

    if (symbol || term_is_null(term)) {
        return symbol;
    }
    node = member_node(reader, member, &unit);
    node = node ? skip_to_name(unit->file, node) : NULL;
    if (!node) {
        note_unknown(reader, member);
        return NULL;
    }
    return fact_set_text(context->facts, ir_text(unit->file, node->name));
}

/* `.info = &(const VMStateInfo) { .name = "virtio" }`: the info's own name. */
static const char *read_info(FieldReader *reader)
{
    ExtractContext *context = reader->set->context;
    const Term *term = read_member(reader, ".info");
    const char *name = NULL;

    if (term && term->kind == TERM_POINTER && !object_symbol(term->object)) {
        name = term_get_string(
            interpreter_read_at(context->interpreter, term, ".name"));
    }
    return name ? fact_set_text(context->facts, name)
                : read_symbol(reader, ".info");
}

static bool is_scalar_info(const char *info)
{
    for (guint i = 0; i < G_N_ELEMENTS(scalar_infos); i++) {
        if (g_str_equal(scalar_infos[i], info)) {
            return true;
        }
    }
    return false;
}

static bool has_flag(const char *flags, const char *flag)
{
    gsize length = strlen(flag);

    for (const char *at = flags; (at = strstr(at, flag)); at += length) {
        if ((at == flags || at[-1] == '|') &&
            (at[length] == '\0' || at[length] == '|')) {
            return true;
        }
    }
    return false;
}

static bool is_varray(const char *flags)
{
    return strstr(flags, "VMS_VARRAY") != NULL;
}

static const char *info_kind(const VMStateField *field)
{
    bool is_array =
        has_flag(field->flags, "VMS_ARRAY") || is_varray(field->flags);

    if (g_str_equal(field->info, "vmstate_info_unused_buffer")) {
        return "unused";
    }
    if (g_str_equal(field->info, "vmstate_info_bitmap")) {
        return "bitmap";
    }
    if (g_str_equal(field->info, "vmstate_info_buffer")) {
        return "buffer";
    }
    /* vmstate_info_tmp saves the nested description and nothing else. */
    if (g_str_equal(field->info, "vmstate_info_tmp")) {
        return "struct";
    }
    if (!is_scalar_info(field->info)) {
        return "opaque";
    }
    return is_array ? "array" : "scalar";
}

static const char *field_kind(FieldReader *reader)
{
    const VMStateField *field = reader->field;

    if (has_flag(field->flags, "VMS_MUST_EXIST") && !field->info &&
        !field->vmstate_symbol) {
        return "validate";
    }
    if (has_flag(field->flags, "VMS_STRUCT") ||
        has_flag(field->flags, "VMS_VSTRUCT")) {
        return "struct";
    }
    if (field->info) {
        return info_kind(field);
    }
    if (has_flag(field->flags, "VMS_BUFFER")) {
        return "buffer";
    }
    if (!strstr(reader->unknown->str, "info")) {
        note_unknown(reader, ".info");
    }
    return "opaque";
}

/* The member measured by `offsetof(X, member) + type check`. */
static const char *offset_member(FieldReader *reader, const char *member)
{
    const IrUnit *unit = NULL;
    const IrNode *node = member_node(reader, member, &unit);

    while (node && node->kind != IR_OFFSETOF) {
        node = ir_first(unit->file, node);
    }
    return node ? fact_set_text(reader->set->context->facts,
                                ir_text(unit->file, node->name))
                : NULL;
}

static void read_count(FieldReader *reader)
{
    VMStateField *field = reader->field;

    field->count = 1;
    if (is_varray(field->flags)) {
        field->count = -1;
        field->count_of = offset_member(reader, ".num_offset");
    } else if (has_flag(field->flags, "VMS_ARRAY")) {
        field->count = read_number(reader, ".num", -1);
    }
    if (has_flag(field->flags, "VMS_VBUFFER")) {
        field->count_of = offset_member(reader, ".size_offset");
    }
}

/* The constant in the structure; what a struct measures says nothing about
 * the wire. */
static void read_size(FieldReader *reader)
{
    VMStateField *field = reader->field;

    field->size = -1;
    if (g_str_equal(field->kind, "validate") ||
        g_str_equal(field->kind, "struct")) {
        return;
    }
    field->size = read_number(reader, ".size", -1);
    if (field->size == 0 && (has_flag(field->flags, "VMS_VBUFFER") ||
                             g_str_equal(field->kind, "opaque"))) {
        field->size = -1;
    }
}

/* The nested description; read now if no variable holds it. */
static void read_nested(FieldReader *reader)
{
    DescriptionSet *set = reader->set;
    ExtractContext *context = set->context;
    const Term *term = vmstate_element(context, read_member(reader, ".vmsd"));
    Description *nested = description_set_find(set, term);
    const Term *name;

    reader->field->vmstate_symbol = read_symbol(reader, ".vmsd");
    if (nested) {
        reader->field->vmstate = nested->fact->name;
        return;
    }
    if (!term || term->kind != TERM_POINTER) {
        if (reader->field->vmstate_symbol) {
            note_unknown(reader, ".vmsd->name");
        }
        return;
    }
    name = interpreter_read_at(context->interpreter, term, ".name");
    if (!term_get_string(name)) {
        note_unknown(reader, ".vmsd->name");
        return;
    }
    if (!object_symbol(term->object)) {
        description_set_add(set, term, reader->description->unit,
                            reader->description->file,
                            reader->field->location.line);
    }
    reader->field->vmstate =
        fact_set_text(context->facts, term_get_string(name));
}

static Location field_location(const FieldReader *reader)
{
    const IrSymbol *symbol = object_symbol(reader->fields->object);
    const IrUnit *unit = NULL;
    const IrNode *node = member_node(reader, "", &unit);
    const char *file = reader->description->file;

    if (!node) {
        node = member_node(reader, ".name", &unit);
    }
    if (symbol && symbol->variable) {
        file = ir_text(symbol->unit->file, symbol->variable->file);
    }
    return extract_location(reader->set->context, file,
                            node ? node->line : reader->description->line);
}

/* The body is a bonus: without it the function's name stands for the test. */
static void read_exists(FieldReader *reader)
{
    ExtractContext *context = reader->set->context;
    VMStateField *field = reader->field;
    const Term *test = read_member(reader, ".field_exists");

    field->exists = vmstate_function_of(context, test);
    if (field->exists) {
        vmstate_read_test(context, test, &field->exists_text,
                          &field->exists_reads);
    }
}

static void read_field(FieldReader *reader, const Term *name)
{
    ExtractContext *context = reader->set->context;
    VMStateField *field = reader->field;
    gint64 flags = read_number(reader, ".flags", 0);

    field->name = fact_set_text(context->facts, term_get_string(name));
    if (!field->name) {
        note_unknown(reader, ".name");
        field->name = fact_set_text(context->facts, "?");
    }
    field->location = field_location(reader);
    field->flags = vmstate_flags_text(reader->set, flags);
    field->version_id = read_number(reader, ".version_id", 0);
    field->struct_version_id = read_number(reader, ".struct_version_id", 0);
    read_exists(reader);
    field->info = read_info(reader);
    read_nested(reader);
    field->kind = fact_set_text(context->facts, field_kind(reader));
    read_count(reader);
    read_size(reader);
    if (reader->unknown->len > 0) {
        g_string_append(reader->unknown, " could not be evaluated");
        vmstate_gap(reader->description, context, field->name,
                    reader->unknown->str, field->location.line);
    }
}

/* false at the end of the list. */
static bool read_element(DescriptionSet *set, Description *description,
                         const Term *fields, gint64 index)
{
    VMStateField field = {0};
    FieldReader reader = {.set = set,
                          .description = description,
                          .fields = fields,
                          .field = &field};
    g_autofree char *base = vmstate_element_path(fields, index);
    g_autoptr(GString) unknown = g_string_new(NULL);
    const Term *name;

    reader.base = base;
    reader.unknown = unknown;
    name = read_member(&reader, ".name");
    if (term_is_null(name)) {
        description->fact->terminated = true;
        return false;
    }
    read_field(&reader, name);
    g_array_append_val(description->fact->fields, field);
    return true;
}

void vmstate_read_fields(DescriptionSet *set, Description *description)
{
    ExtractContext *context = set->context;
    const Term *fields = interpreter_read_at(context->interpreter,
                                             description->place, ".fields");
    gint64 length;

    if (term_is_null(fields)) {
        return;
    }
    if (!fields || fields->kind != TERM_POINTER) {
        vmstate_gap(description, context, NULL, "its fields are no constant",
                    0);
        return;
    }
    length = vmstate_array_length(context, fields);
    if (length < 0) {
        vmstate_gap(description, context, NULL,
                    "length of its fields is not known", 0);
        length = MANY_FIELDS;
    }
    for (gint64 i = 0; i < length; i++) {
        if (!read_element(set, description, fields, i)) {
            return;
        }
    }
    vmstate_gap(description, context, NULL,
                "its fields do not end with VMSTATE_END_OF_LIST", 0);
}
