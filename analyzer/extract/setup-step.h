/*
 * setup-step.h: what is common to all steps that code takes for a guest.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "extract/calls.h"
#include "extract/context.h"

/* Sets when, asks, needs and device: of the call itself, and, with `callers`,
 * of those who call its function. */
void setup_step_conditions(ExtractContext *context, const CallIndex *callers,
                           const CallSite *site, SetupStep *step);
