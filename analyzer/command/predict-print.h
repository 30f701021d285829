/*
 * predict-print.h: predictions for people and for programs.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "command/output.h"
#include "command/predict-guest.h"

void predict_print_text(Output *output, const Predictor *predictor,
                        const Guest *guest, const Prediction *prediction);
/* One line; `id` NULL: none. */
void predict_print_json(Output *output, const Predictor *predictor,
                        const char *id, const Prediction *prediction);
/* The answer to a line that could not be read. */
void predict_print_error(Output *output, const char *id, const char *message);
