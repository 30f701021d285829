/*
 * Two sheets of constants side by side.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "diff/constant-sheet.h"

#include <string.h>

/* More differences of one kind are not told one by one. */
#define MAX_TOLD 3

static const char checked_note[] = "the stream checks it";

static void free_difference(gpointer data)
{
    ConstantDifference *difference = data;

    g_free(difference->name);
    g_free(difference->before);
    g_free(difference->after);
    g_free(difference);
}

static bool is_no_bar(const ConstantEntry *entry)
{
    return g_str_equal(entry->what, "bar-size") && !entry->is_untold &&
           entry->texts->len == 1 &&
           g_str_equal(g_ptr_array_index(entry->texts, 0), "0");
}

/* A byte nobody wrote is 0; a BAR without a size is none. */
static char *entry_text(const ConstantEntry *entry, bool is_byte)
{
    g_autoptr(GString) text = g_string_new(NULL);

    if (!entry || is_no_bar(entry)) {
        return is_byte ? g_strdup("00") : NULL;
    }
    for (guint i = 0; i < entry->texts->len; i++) {
        g_string_append_printf(text, "%s%s", i ? " or " : "",
                               (char *)g_ptr_array_index(entry->texts, i));
    }
    return g_string_free(g_steal_pointer(&text), FALSE);
}

/* What depends on more than the properties is not compared. */
static bool is_certain(const ConstantEntry *entry)
{
    return !entry || (!entry->is_untold && entry->texts->len == 1);
}

static bool is_pci(const ConstantEntry *entry)
{
    return g_str_has_prefix(entry->what, "pci-") ||
           g_str_equal(entry->what, "bar-size");
}

/* hw/pci/pci.c:get_pci_config_device checks the bits of cmask that neither
 * wmask nor w1cmask has. */
static const char *config_note(const ConstantSheet *old,
                               const ConstantSheet *new, gint64 offset)
{
    const ConstantSheet *sheets[] = {old, new};
    int a = constant_sheet_byte(old, "pci-config", offset);
    int b = constant_sheet_byte(new, "pci-config", offset);
    int checked = 0;

    if (a < 0 || b < 0) {
        return NULL;
    }
    for (guint i = 0; i < G_N_ELEMENTS(sheets); i++) {
        int cmask = constant_sheet_byte(sheets[i], "pci-cmask", offset);
        int wmask = constant_sheet_byte(sheets[i], "pci-wmask", offset);
        int w1cmask = constant_sheet_byte(sheets[i], "pci-w1cmask", offset);

        if (cmask < 0 || wmask < 0 || w1cmask < 0) {
            return NULL;
        }
        checked |= (a ^ b) & cmask & ~wmask & ~w1cmask;
    }
    return checked ? checked_note : "the stream does not check it";
}

static bool is_same_place(const Location *a, const Location *b)
{
    return a->line == b->line && g_strcmp0(a->file, b->file) == 0;
}

/* Bytes one behind the other that come from the same lines. */
static bool continues(const ConstantDifference *last, gint64 last_offset,
                      const ConstantDifference *next,
                      const ConstantEntry *entry)
{
    return last && entry->offset >= 0 && entry->offset == last_offset + 1 &&
           g_str_has_prefix(last->name, entry->what) &&
           last->name[strlen(entry->what)] == ' ' && last->note == next->note &&
           is_same_place(&last->old_location, &next->old_location) &&
           is_same_place(&last->new_location, &next->new_location);
}

static void append(char **text, const char *more)
{
    char *both = g_strconcat(*text, more, NULL);

    g_free(*text);
    *text = both;
}

typedef struct Sheets {
    const ConstantSheet *old;
    const ConstantSheet *new;
    GPtrArray *differences;
    gint64 last_offset;
    bool has_pci; /* both got as far as to have a vendor */
} Sheets;

/* Vendor and device of 0: whoever is to set them has not run. virtio's PCI
 * devices get theirs when the virtio device is plugged
 * (hw/virtio/virtio-pci.c:virtio_pci_device_plugged). */
static bool is_unset_id(const Sheets *sheets, const ConstantEntry *entry)
{
    const ConstantSheet *both[] = {sheets->old, sheets->new};
    gint64 first = entry->offset & ~(gint64)1;

    if (!g_str_equal(entry->what, "pci-config") || entry->offset < 0 ||
        entry->offset > 3) {
        return false;
    }
    for (guint i = 0; i < G_N_ELEMENTS(both); i++) {
        if (constant_sheet_byte(both[i], "pci-config", first) <= 0 &&
            constant_sheet_byte(both[i], "pci-config", first + 1) <= 0) {
            return true;
        }
    }
    return false;
}

static void compare_entry(Sheets *sheets, const char *name)
{
    const ConstantEntry *before = constant_sheet_find(sheets->old, name);
    const ConstantEntry *after = constant_sheet_find(sheets->new, name);
    const ConstantEntry *entry = before ? before : after;
    bool is_byte = entry->offset >= 0;
    GPtrArray *list = sheets->differences;
    ConstantDifference *last =
        list->len ? g_ptr_array_index(list, list->len - 1) : NULL;
    g_autofree char *old = entry_text(before, is_byte);
    g_autofree char *new = entry_text(after, is_byte);
    ConstantDifference found = {
        .name = (char *)name, .before = old, .after = new};

    if (!is_certain(before) || !is_certain(after) ||
        (is_pci(entry) && !sheets->has_pci) || g_strcmp0(old, new) == 0 ||
        is_unset_id(sheets, entry)) {
        return;
    }
    found.old_location = before ? before->fact->location : (Location){NULL, 0};
    found.new_location = after ? after->fact->location : (Location){NULL, 0};
    if (g_str_equal(entry->what, "pci-config")) {
        found.note = config_note(sheets->old, sheets->new, entry->offset);
    }
    if (continues(last, sheets->last_offset, &found, entry)) {
        append(&last->before, old);
        append(&last->after, new);
    } else {
        found.name = g_strdup(name);
        found.before = g_steal_pointer(&old);
        found.after = g_steal_pointer(&new);
        g_ptr_array_add(list, g_memdup2(&found, sizeof(found)));
    }
    sheets->last_offset = entry->offset;
}

static bool has_vendor(const ConstantSheet *sheet)
{
    return constant_sheet_byte(sheet, "pci-config", 0) > 0 ||
           constant_sheet_byte(sheet, "pci-config", 1) > 0;
}

static gsize length_of_what(const ConstantDifference *difference)
{
    return strcspn(difference->name, " ");
}

static bool same_what(const ConstantDifference *a, const ConstantDifference *b)
{
    gsize length = length_of_what(a);

    return g_str_has_prefix(a->name, "pci-") && length == length_of_what(b) &&
           strncmp(a->name, b->name, length) == 0;
}

static const ConstantDifference *at(const GPtrArray *list, guint index)
{
    return g_ptr_array_index(list, index);
}

/* The first that the stream checks, else the first. */
static guint gravest(const GPtrArray *list, guint first, guint end)
{
    for (guint i = first; i < end; i++) {
        if (at(list, i)->note == checked_note) {
            return i;
        }
    }
    return first;
}

/* A capability more moves all others: leaves one difference of each kind
 * where there are many. */
static void summarise(GPtrArray *list)
{
    guint first = 0;

    while (first < list->len) {
        guint end = first + 1;
        guint kept;

        while (end < list->len && same_what(at(list, first), at(list, end))) {
            end++;
        }
        if (end - first > MAX_TOLD) {
            kept = gravest(list, first, end);
            ((ConstantDifference *)g_ptr_array_index(list, kept))->n_more =
                end - first - 1;
            g_ptr_array_remove_range(list, kept + 1, end - kept - 1);
            if (kept > first) {
                g_ptr_array_remove_range(list, first, kept - first);
            }
            end = first + 1;
        }
        first = end;
    }
}

GPtrArray *constant_differences(const ConstantSheet *old,
                                const ConstantSheet *new)
{
    Sheets sheets = {old, new, g_ptr_array_new_with_free_func(free_difference),
                     -1, has_vendor(old) && has_vendor(new)};
    guint i = 0;
    guint k = 0;

    while (i < old->names->len || k < new->names->len) {
        const char *x =
            i < old->names->len ? g_ptr_array_index(old->names, i) : NULL;
        const char *y =
            k < new->names->len ? g_ptr_array_index(new->names, k) : NULL;
        int order = !x ? 1 : !y ? -1 : strcmp(x, y);

        compare_entry(&sheets, order <= 0 ? x : y);
        i += order <= 0;
        k += order >= 0;
    }
    summarise(sheets.differences);
    return sheets.differences;
}
