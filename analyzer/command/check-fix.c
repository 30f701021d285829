/*
 * One patch that cures what can be cured.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "command/check-fix.h"

#include <stdio.h>
#include <string.h>

#include "command/command.h"
#include "command/findings.h"
#include "command/output.h"
#include "source/patch.h"

/* Findings that one patch cures together. */
typedef struct Cure {
    Findings *texts; /* owns the patch */
    const char *patch;
    GPtrArray *findings; /* const Finding * */
} Cure;

static bool has_entry(const Finding *all, const RemedyEntry *entry)
{
    for (guint i = 0; i < all->entries->len; i++) {
        const RemedyEntry *other = &g_array_index(all->entries, RemedyEntry, i);

        if (g_strcmp0(other->list, entry->list) == 0 &&
            g_strcmp0(other->driver, entry->driver) == 0 &&
            g_strcmp0(other->property, entry->property) == 0) {
            return true;
        }
    }
    return false;
}

/* All remedies as those of one finding. */
static void make_patch(Cure *cure, const Source *source)
{
    Finding *all = findings_add(cure->texts, "fix");

    for (guint i = 0; i < cure->findings->len; i++) {
        const Finding *finding = g_ptr_array_index(cure->findings, i);

        for (guint j = 0; j < finding->entries->len; j++) {
            const RemedyEntry *entry =
                &g_array_index(finding->entries, RemedyEntry, j);

            if (!has_entry(all, entry)) {
                g_array_append_val(all->entries, *entry);
            }
        }
    }
    findings_add_patches(cure->texts, source);
    cure->patch = all->patch;
}

/* The tree with the patch; NULL if it does not apply, which is our fault. */
static Source *cured_tree(const Check *check, const Cure *cure, GError **error)
{
    g_autoptr(Patch) patch =
        patch_read(cure->patch, strlen(cure->patch), 1, error);

    return patch ? patch_apply(patch, check_last(check)->source, "the remedy",
                               error)
                 : NULL;
}

static bool is_found(const Findings *findings, const Finding *wanted)
{
    const GPtrArray *all = findings_all(findings);

    for (guint i = 0; i < all->len; i++) {
        const Finding *finding = g_ptr_array_index(all, i);

        if (g_str_equal(finding->fingerprint, wanted->fingerprint) &&
            finding->severity <= wanted->severity) {
            return true;
        }
    }
    return false;
}

/* Takes out what the patch does not cure: the check is run on its result.
 * *ret_all is set if it cures all. */
static bool verify(const Check *check, Cure *cure, bool *ret_all,
                   GError **error)
{
    g_autoptr(Source) tree = cured_tree(check, cure, error);
    g_autoptr(FactSet) facts =
        tree ? check_read_facts(check, tree, error) : NULL;
    g_autoptr(Judgement) judgement =
        facts ? judgement_new(check_base(check)->facts, facts, check->options,
                              error)
              : NULL;
    guint n = cure->findings->len;

    for (guint i = n; judgement && i > 0; i--) {
        if (is_found(judgement->findings,
                     g_ptr_array_index(cure->findings, i - 1))) {
            g_ptr_array_remove_index(cure->findings, i - 1);
        }
    }
    *ret_all = cure->findings->len == n;
    return judgement;
}

static GPtrArray *curable(const GPtrArray *shown)
{
    GPtrArray *findings = g_ptr_array_new();

    for (guint i = 0; i < shown->len; i++) {
        Finding *finding = g_ptr_array_index(shown, i);

        if (finding->patch && !finding->accepted) {
            g_ptr_array_add(findings, finding);
        }
    }
    return findings;
}

static guint status_of_rest(const Check *check, const GPtrArray *shown,
                            const Cure *cure)
{
    g_autoptr(GPtrArray) rest = g_ptr_array_new();

    for (guint i = 0; i < shown->len; i++) {
        Finding *finding = g_ptr_array_index(shown, i);

        if (!g_ptr_array_find(cure->findings, finding, NULL)) {
            g_ptr_array_add(rest, finding);
        }
    }
    if (!check->options->quiet) {
        fprintf(stderr, "migcompat: the patch cures %u of %u findings\n",
                cure->findings->len, shown->len);
    }
    return findings_status(rest, check->options);
}

static bool print_patch(const Cure *cure, const CommandOptions *options,
                        GError **error)
{
    g_autoptr(Output) output = output_open(options, error);

    if (!output) {
        return false;
    }
    fputs(cure->findings->len && cure->patch ? cure->patch : "",
          output->stream);
    return output_finish(output, error);
}

/* A patch of which all is cured; after each failure without what was not. */
static bool find_patch(const Check *check, Cure *cure, GError **error)
{
    bool is_good = false;

    while (cure->findings->len && !is_good) {
        findings_free(cure->texts);
        cure->texts = findings_new();
        make_patch(cure, check_last(check)->source);
        if (!cure->patch) {
            g_ptr_array_set_size(cure->findings, 0);
        } else if (!verify(check, cure, &is_good, error)) {
            return false;
        }
    }
    return true;
}

guint check_fix(const Check *check, const GPtrArray *shown, GError **error)
{
    g_autoptr(GPtrArray) findings = curable(shown);
    Cure cure = {findings_new(), NULL, findings};
    guint status = STATUS_FAILED;

    if (find_patch(check, &cure, error) &&
        print_patch(&cure, check->options, error)) {
        status = status_of_rest(check, shown, &cure);
    }
    findings_free(cure.texts);
    return status;
}
