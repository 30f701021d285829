/*
 * rule.h: a rule is a value and a question.
 *
 * One file per rule, named like its id, with one exported `const Rule`; one
 * line in rules.def. `check` gets one change of a kind the rule consumes,
 * and the whole comparison to look around in, and at most adds findings. It
 * cannot fail and keeps no state. A rule that looks at the newer tree as a
 * whole consumes CHANGE_TREE, which is given once; what it says of the older
 * tree too is no news: such a rule checks both sides and reports what is new.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "diff/comparison.h"
#include "rules/finding.h"

typedef struct Rule Rule;

typedef struct RuleContext {
    const Rule *rule;
    const Comparison *comparison;
    Findings *findings;
} RuleContext;

struct Rule {
    const char *id;      /* kebab-case, the file's name */
    const char *summary; /* what happened, one line, no full stop */
    const char *help;    /* why it breaks, in which direction, how to repair,
                            which drawback the repair has; lines <= 78 */
    const char *example; /* a real commit that had it, and its fix; NULL */
    bool expects_list;   /* a list that others apply is missed (waiting.h) */
    guint consumes;      /* 1 << CHANGE_... */
    void (*check)(const RuleContext *context, const Change *change);
};

/* NULL-terminated, in the order of rules.def. */
extern const Rule *const all_rules[];

/* NULL if there is none of that id. */
const Rule *rule_find(const char *id);

/* Runs every rule on every change; the findings are sorted. */
Findings *rules_judge(Comparison *comparison);
