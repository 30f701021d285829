/*
 * vmstate-finding.h: what the rules of vmstates share: which differences they
 * answer for, and how grave one is.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "rules/rule.h"

/*
 * A finding about a difference on the wire. Severity and directions come from
 * what happens to the stream: refused or misread is a break; a break that
 * depends on the guest's state is a risk. One that every stream survives has
 * the severity `otherwise`; N_SEVERITIES: it is no finding. A difference that a
 * property turns off for all machine types is none; machine types for which it
 * is turned off are left out. Without any versioned machine type it is
 * information. NULL: there is nothing to say.
 */
Finding *add_vmstate_finding(const RuleContext *context, const Change *change,
                             Severity otherwise);
