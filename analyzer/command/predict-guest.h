/*
 * predict-guest.h: what becomes of one guest between two QEMUs.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "model/accept.h"
#include "rules/finding.h"
#include "rules/rule.h"

#define VERDICTS(X)                                                            \
    X(OK, "ok")                                                                \
    X(FAIL_START_SRC, "fail-start-src")                                        \
    X(FAIL_START_DST, "fail-start-dst")                                        \
    X(FAIL_MIGRATE, "fail-migrate")

typedef enum Verdict {
#define X(name, text) VERDICT_##name,
    VERDICTS(X)
#undef X
} Verdict;

const char *verdict_text(Verdict verdict);

/* Two QEMUs, compared once for any number of guests. */
typedef struct Predictor {
    FactSet *facts[2];      /* source, destination */
    bool is_forward;        /* the source is the older one */
    Comparison *comparison; /* older to newer */
    Findings *findings;     /* of that */
    GHashTable *vmstates;   /* symbol -> const VMState *, of the source */
    const char *target;     /* asked for; NULL: as the machine type has it */
} Predictor;

/* Takes both. */
Predictor *predictor_new(FactSet *source, FactSet *destination,
                         const char *target);
void predictor_free(Predictor *predictor);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Predictor, predictor_free)

typedef struct Prediction {
    Verdict verdict;
    Findings *findings; /* owner of those made for this guest alone */
    GPtrArray *reasons; /* const Finding *: why it does not work */
    GPtrArray *silent;  /* const Finding *: what differs nevertheless */
} Prediction;

Prediction *predict_guest(const Predictor *predictor, const Guest *guest);
void prediction_free(Prediction *prediction);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Prediction, prediction_free)
