/*
 * Predictions for people and for programs.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "command/predict-print.h"

/* Of the older and the newer tree. */
static const FactSet *facts_of(const Predictor *predictor, EvidenceSide side)
{
    return predictor->facts[(side == EVIDENCE_OLD) != predictor->is_forward];
}

static void print_finding(Output *output, const Predictor *predictor,
                          const Finding *finding)
{
    output_print(output, "%s: %s [%s]\n", severity_text(finding->severity),
                 finding->message, finding->rule);
    for (guint i = 0; i < finding->evidence->len; i++) {
        const Evidence *evidence =
            &g_array_index(finding->evidence, Evidence, i);

        output_print(output, "  %s:%u: in %s%s%s\n", evidence->location.file,
                     evidence->location.line,
                     fact_set_version(facts_of(predictor, evidence->side)),
                     evidence->note ? ": " : "",
                     evidence->note ? evidence->note : "");
    }
}

static void print_list(Output *output, const Predictor *predictor,
                       const char *title, const GPtrArray *findings)
{
    if (findings->len > 0) {
        output_print(output, "\n");
        output_heading(output, title);
    }
    for (guint i = 0; i < findings->len; i++) {
        print_finding(output, predictor, findings->pdata[i]);
    }
}

void predict_print_text(Output *output, const Predictor *predictor,
                        const Guest *guest, const Prediction *prediction)
{
    static const char *const sentences[] = {
        [VERDICT_OK] = "it starts on both sides and migrates",
        [VERDICT_FAIL_START_SRC] = "the source does not start it",
        [VERDICT_FAIL_START_DST] = "the destination does not start it",
        [VERDICT_FAIL_MIGRATE] = "it starts on both sides and cannot migrate",
    };

    output_print(output, "%s: %s, from %s to %s: %s\n",
                 verdict_text(prediction->verdict),
                 guest->machine ? guest->machine : "(no machine type)",
                 fact_set_version(predictor->facts[0]),
                 fact_set_version(predictor->facts[1]),
                 sentences[prediction->verdict]);
    print_list(output, predictor, "why:", prediction->reasons);
    print_list(
        output, predictor,
        "what differs without stopping the migration:", prediction->silent);
}

static void print_json_evidence(Output *output, const Predictor *predictor,
                                const Evidence *evidence)
{
    output_print(output, "{\"label\": ");
    output_json_string(output,
                       fact_set_label(facts_of(predictor, evidence->side)));
    output_print(output, ", \"file\": ");
    output_json_string(output, evidence->location.file);
    output_print(output, ", \"line\": %u, \"note\": ", evidence->location.line);
    if (evidence->note) {
        output_json_string(output, evidence->note);
    } else {
        output_print(output, "null");
    }
    output_print(output, "}");
}

static void print_json_finding(Output *output, const Predictor *predictor,
                               const Finding *finding)
{
    output_print(output, "{\"rule\": ");
    output_json_string(output, finding->rule);
    output_print(output, ", \"severity\": \"%s\", \"directions\": [\"%s\"]",
                 severity_text(finding->severity),
                 predictor->is_forward ? "forward" : "backward");
    output_print(output, ", \"subject\": {\"kind\": \"%s\"",
                 subject_kind_text(finding->subject));
    if (finding->driver) {
        output_print(output, ", \"driver\": ");
        output_json_string(output, finding->driver);
    }
    if (finding->name) {
        output_print(output, ", \"name\": ");
        output_json_string(output, finding->name);
    }
    output_print(output, "}, \"message\": ");
    output_json_string(output, finding->message);
    output_print(output, ", \"evidence\": [");
    for (guint i = 0; i < finding->evidence->len; i++) {
        output_print(output, "%s", i ? ", " : "");
        print_json_evidence(output, predictor,
                            &g_array_index(finding->evidence, Evidence, i));
    }
    output_print(output, "]}");
}

static void print_json_list(Output *output, const Predictor *predictor,
                            const GPtrArray *findings)
{
    output_print(output, "[");
    for (guint i = 0; i < findings->len; i++) {
        output_print(output, "%s", i ? ", " : "");
        print_json_finding(output, predictor, findings->pdata[i]);
    }
    output_print(output, "]");
}

static void print_id(Output *output, const char *id)
{
    output_print(output, "{");
    if (id) {
        output_print(output, "\"id\": ");
        output_json_string(output, id);
        output_print(output, ", ");
    }
}

void predict_print_json(Output *output, const Predictor *predictor,
                        const char *id, const Prediction *prediction)
{
    print_id(output, id);
    output_print(output, "\"verdict\": \"%s\", \"reasons\": ",
                 verdict_text(prediction->verdict));
    print_json_list(output, predictor, prediction->reasons);
    output_print(output, ", \"silent\": ");
    print_json_list(output, predictor, prediction->silent);
    output_print(output, "}\n");
}

void predict_print_error(Output *output, const char *id, const char *message)
{
    print_id(output, id);
    output_print(output, "\"error\": ");
    output_json_string(output, message);
    output_print(output, "}\n");
}
