/*
 * The names by which users know a member of a guest's description: elements
 * and attributes.
 *
 * What encloses an attribute is told by the order of the text: the elements
 * that the same function writes shortly before.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "diff/libvirt-words.h"
#include "diff/libvirt.h"

#include <string.h>

enum {
    MAX_NAMES = 6,
    MAX_ENCLOSING = 2,
    MAX_LINES = 30, /* from an element to what stands in it */
    MAX_STEPS = 8,  /* from a path that is read to where its value goes */
};

static bool is_element(const XmlItem *item)
{
    return *item->name && *item->name != '@' && !strchr(item->name, '/');
}

static bool has(const GPtrArray *names, const char *name)
{
    return g_ptr_array_find_with_equal_func((GPtrArray *)names, name,
                                            g_str_equal, NULL);
}

static void add(GPtrArray *names, const char *name)
{
    if (*name && names->len < MAX_NAMES && !has(names, name)) {
        g_ptr_array_add(names, (char *)name);
    }
}

/* The last element before `line` of what the function of `item` writes. */
static const XmlItem *element_before(const FactSet *facts, const XmlItem *item,
                                     guint line)
{
    const GPtrArray *all = fact_set_xml_items(facts);
    const XmlItem *found = NULL;

    for (guint i = 0; i < all->len; i++) {
        const XmlItem *other = all->pdata[i];

        if (is_element(other) && g_str_equal(other->action, item->action) &&
            g_str_equal(other->function, item->function) &&
            other->location.line < line &&
            other->location.line + MAX_LINES > line &&
            (!found || other->location.line > found->location.line)) {
            found = other;
        }
    }
    return found;
}

/* The first element that the function writes: what it is about. */
static const XmlItem *first_element(const FactSet *facts, const XmlItem *item)
{
    const GPtrArray *all = fact_set_xml_items(facts);
    const XmlItem *found = NULL;

    for (guint i = 0; i < all->len; i++) {
        const XmlItem *other = all->pdata[i];

        if (is_element(other) && g_str_equal(other->action, item->action) &&
            g_str_equal(other->function, item->function) &&
            (!found || other->location.line < found->location.line)) {
            found = other;
        }
    }
    return found;
}

/* "string(./memoryBacking/access[1]/@mode)": its steps. */
static void add_path(GPtrArray *names, const char *path)
{
    static const char letters[] = G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "_-@";

    for (const char *at = path; *at;) {
        gsize length = strspn(at, letters);

        if (length > 1 && at[length] != '(') {
            g_autofree char *step = g_strndup(at, length);

            add(names, g_intern_string(step));
        }
        at += MAX(length, 1);
    }
}

/* What is put into a member was read just before. */
static void add_read_path(const FactSet *facts, const XmlItem *item,
                          GPtrArray *names)
{
    const GPtrArray *all = fact_set_xml_items(facts);
    const XmlItem *found = NULL;

    for (guint i = 0; i < all->len; i++) {
        const XmlItem *other = all->pdata[i];

        if (*other->name && g_str_equal(other->action, "read") &&
            g_str_equal(other->function, item->function) &&
            other->location.line <= item->location.line &&
            other->location.line + MAX_STEPS > item->location.line &&
            (!found || other->location.line > found->location.line)) {
            found = other;
        }
    }
    if (found) {
        add_path(names, found->name);
    }
}

/* Outermost first. */
static void add_enclosing(const FactSet *facts, const XmlItem *item,
                          GPtrArray *names)
{
    const XmlItem *found[MAX_ENCLOSING];
    const XmlItem *first = first_element(facts, item);
    guint line = item->location.line + 1;
    guint n = 0;

    if (first) {
        add(names, first->name);
    }
    while (n < MAX_ENCLOSING) {
        const XmlItem *element = element_before(facts, item, line);

        if (!element) {
            break;
        }
        found[n++] = element;
        line = element->location.line;
    }
    while (n > 0) {
        add(names, found[--n]->name);
    }
}

static bool is_of_member(const XmlItem *item, const char *member)
{
    gsize length = strlen(member);

    return item->member && strncmp(item->member, member, length) == 0 &&
           !g_ascii_isalnum(item->member[length]) &&
           item->member[length] != '_';
}

/* "hyperv" of "virDomainDef.hyperv_features". */
static void add_by_words(const FactSet *facts, const char *member,
                         GPtrArray *names)
{
    const GPtrArray *all = fact_set_xml_items(facts);
    const char *dot = strrchr(member, '.');
    g_auto(GStrv) words = g_strsplit(dot ? dot + 1 : member, "_", -1);

    for (guint k = 0; words[k]; k++) {
        for (guint i = 0; i < all->len; i++) {
            const XmlItem *item = all->pdata[i];

            if (is_element(item) && g_str_equal(item->name, words[k])) {
                add(names, item->name);
            }
        }
    }
}

/* "virStoragePRDef" of "struct _virStoragePRDef *", "virStoragePRDefPtr"; newly
 * allocated, "" if it is no such record. */
static char *record_of(const char *type)
{
    gsize length;

    type += g_str_has_prefix(type, "const ") ? strlen("const ") : 0;
    type += g_str_has_prefix(type, "struct ") ? strlen("struct ") : 0;
    type += *type == '_';
    length = strspn(type, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS);
    if (length > 3 && strncmp(type + length - 3, "Ptr", 3) == 0) {
        length -= 3;
    }
    return length > 3 && strncmp(type + length - 3, "Def", 3) == 0
               ? g_strndup(type, length)
               : g_strdup("");
}

static void add_written(const FactSet *facts, const char *record, bool elements,
                        GPtrArray *names)
{
    const GPtrArray *all = fact_set_xml_items(facts);

    for (guint i = 0; i < all->len; i++) {
        const XmlItem *item = all->pdata[i];

        if (g_str_has_prefix(item->function, record) &&
            g_str_equal(item->action, "written") &&
            is_element(item) == elements) {
            add(names, item->name);
        }
    }
}

/* What the functions of its record write, elements first. */
static void add_by_type(const FactSet *facts, const char *member,
                        GPtrArray *names)
{
    const GuestMember *fact = libvirt_member(facts, member);
    g_autofree char *record = record_of(fact && fact->type ? fact->type : "");

    if (*record) {
        add_written(facts, record, true, names);
        add_written(facts, record, false, names);
    }
}

static char *joined(GPtrArray *names)
{
    g_ptr_array_add(names, NULL);
    return g_strjoinv(" ", (char **)names->pdata);
}

char *libvirt_xml_names(const FactSet *facts, const char *member)
{
    const GPtrArray *all = fact_set_xml_items(facts);
    g_autoptr(GPtrArray) names = g_ptr_array_new();

    for (guint i = 0; i < all->len; i++) {
        const XmlItem *item = all->pdata[i];

        if (is_of_member(item, member)) {
            if (*item->name) {
                add_enclosing(facts, item, names);
                add(names, item->name);
            } else {
                add_read_path(facts, item, names);
            }
        }
    }
    if (names->len == 0) {
        add_by_words(facts, member, names);
    }
    if (names->len == 0) {
        add_by_type(facts, member, names);
    }
    return joined(names);
}

char *libvirt_xml_place(const FactSet *facts, const XmlItem *item)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();

    add_enclosing(facts, item, names);
    return joined(names);
}
