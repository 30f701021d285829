/*
 * What becomes of one guest between two QEMUs: what each would refuse to
 * start, what cannot be migrated at all, and what the comparison of both says
 * about the devices it has.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "command/predict-guest.h"

#include <string.h>

#include "base/version.h"
#include "command/predict-drivers.h"

typedef enum PredictSide {
    PREDICT_SOURCE,
    PREDICT_DESTINATION,
} PredictSide;

/* One guest at work. */
typedef struct Case {
    const Predictor *predictor;
    const Guest *guest;
    const QemuModel *models[2];
    GArray *drivers; /* GuestDriver, of the source */
    Prediction *prediction;
} Case;

const char *verdict_text(Verdict verdict)
{
    static const char *const texts[] = {
#define X(name, text) text,
        VERDICTS(X)
#undef X
    };

    return texts[verdict];
}

Predictor *predictor_new(FactSet *source, FactSet *destination,
                         const char *target)
{
    Predictor *predictor = g_new0(Predictor, 1);
    const GPtrArray *vmstates = fact_set_vmstates(source);

    predictor->facts[PREDICT_SOURCE] = source;
    predictor->facts[PREDICT_DESTINATION] = destination;
    predictor->target = target;
    predictor->is_forward = version_compare(fact_set_version(source),
                                            fact_set_version(destination)) <= 0;
    predictor->comparison = comparison_new(
        predictor->is_forward ? source : destination,
        predictor->is_forward ? destination : source, NULL, NULL);
    predictor->findings = rules_judge(predictor->comparison);
    findings_sort(predictor->findings);
    predictor->vmstates = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < vmstates->len; i++) {
        const VMState *vmstate = vmstates->pdata[i];

        if (vmstate->symbol && vmstate->unmigratable) {
            g_hash_table_insert(predictor->vmstates, (char *)vmstate->symbol,
                                (VMState *)vmstate);
        }
    }
    return predictor;
}

void predictor_free(Predictor *predictor)
{
    if (!predictor) {
        return;
    }
    g_hash_table_unref(predictor->vmstates);
    findings_free(predictor->findings);
    comparison_free(predictor->comparison);
    fact_set_free(predictor->facts[PREDICT_SOURCE]);
    fact_set_free(predictor->facts[PREDICT_DESTINATION]);
    g_free(predictor);
}

void prediction_free(Prediction *prediction)
{
    if (!prediction) {
        return;
    }
    findings_free(prediction->findings);
    g_ptr_array_unref(prediction->reasons);
    g_ptr_array_unref(prediction->silent);
    g_free(prediction);
}

static EvidenceSide evidence_side(const Predictor *predictor, PredictSide side)
{
    bool is_old = (side == PREDICT_SOURCE) == predictor->is_forward;

    return is_old ? EVIDENCE_OLD : EVIDENCE_NEW;
}

static const ComparisonSide *comparison_side(const Predictor *predictor,
                                             PredictSide side)
{
    return evidence_side(predictor, side) == EVIDENCE_OLD
               ? &predictor->comparison->before
               : &predictor->comparison->after;
}

/* Of the emulators that have the machine type the one named last: x86_64
 * after i386, ppc64 after ppc. */
static const char *target_of(const Predictor *predictor, const Guest *guest)
{
    const char *target = predictor->target;

    for (guint side = 0; side < 2 && !target && guest->machine; side++) {
        const GPtrArray *machines =
            fact_set_machine_types(predictor->facts[side]);

        for (guint i = 0; i < machines->len && !target; i++) {
            const MachineType *machine = machines->pdata[i];
            Names at = machine->targets;

            if (!g_str_equal(machine->name, guest->machine) &&
                !(machine->aliases &&
                  g_strv_contains((const char *const *)machine->aliases,
                                  guest->machine))) {
                continue;
            }
            for (; at && *at; at++) {
                target = *at;
            }
        }
    }
    return target ? target : "x86_64";
}

static Finding *add_reason(const Case *at, const char *rule, Severity severity)
{
    Finding *finding = findings_add(at->prediction->findings, rule);

    finding->severity = severity;
    finding->directions =
        at->predictor->is_forward ? DIRECTION_FORWARD : DIRECTION_BACKWARD;
    if (at->guest->machine) {
        g_ptr_array_add(finding->machine_types,
                        (char *)findings_text(at->prediction->findings,
                                              at->guest->machine));
    }
    g_ptr_array_add(at->prediction->reasons, finding);
    return finding;
}

static SubjectKind subject_of(GuestRefusalKind kind)
{
    switch (kind) {
    case REFUSAL_MACHINE_TYPE:
        return SUBJECT_MACHINE_TYPE;
    case REFUSAL_OPTION:
    case REFUSAL_KEY:
        return SUBJECT_OPTION;
    case REFUSAL_MACHINE_PROPERTY:
    case REFUSAL_PROPERTY:
        return SUBJECT_PROPERTY;
    case REFUSAL_CPU:
        return SUBJECT_CPU_MODEL;
    default:
        return SUBJECT_DRIVER;
    }
}

/* True if that side does not start the guest. */
static bool ask_start(const Case *at, PredictSide side)
{
    g_autoptr(GPtrArray) refusals =
        accept_refusals(at->models[side], at->models[!side], at->guest);

    for (guint i = 0; i < refusals->len; i++) {
        const GuestRefusal *refusal = refusals->pdata[i];
        Finding *finding =
            add_reason(at, refusal_kind_text(refusal->kind), SEVERITY_BREAK);
        Findings *texts = at->prediction->findings;

        finding->subject = subject_of(refusal->kind);
        finding->driver = findings_text(texts, refusal->driver);
        finding->name = findings_text(texts, refusal->name);
        finding->message =
            findings_format(texts, "%s in %s", refusal->text,
                            fact_set_version(at->predictor->facts[side]));
        if (refusal->location.file) {
            PredictSide of = refusal->is_of_other ? !side : side;

            finding_add_evidence(finding, evidence_side(at->predictor, of),
                                 &refusal->location,
                                 refusal->is_of_other ? "it is here" : NULL);
        }
    }
    return refusals->len > 0;
}

/* A class inherits its description (qdev: DeviceClass.vmsd). */
static const VMState *unmigratable_of(const Case *at, const Driver *driver)
{
    while (driver && !driver->vmstate_symbol) {
        driver = qemu_model_parent(at->models[PREDICT_SOURCE], driver);
    }
    return driver ? g_hash_table_lookup(at->predictor->vmstates,
                                        driver->vmstate_symbol)
                  : NULL;
}

static bool ask_migratable(const Case *at)
{
    bool is_blocked = false;

    for (guint i = 0; i < at->drivers->len; i++) {
        const GuestDriver *one = &g_array_index(at->drivers, GuestDriver, i);
        const VMState *vmstate = unmigratable_of(at, one->driver);
        Finding *finding;

        if (!vmstate || !one->argument ||
            g_strcmp0(vmstate->name, one->driver->vmstate
                                         ? one->driver->vmstate
                                         : vmstate->name) != 0) {
            continue;
        }
        finding = add_reason(at, "device-unmigratable", SEVERITY_BREAK);
        finding->subject = SUBJECT_DRIVER;
        finding->driver =
            findings_text(at->prediction->findings, one->driver->name);
        finding->name = finding->driver;
        finding->message = findings_format(
            at->prediction->findings,
            "device %s says that it cannot be migrated", one->driver->name);
        finding_add_evidence(finding,
                             evidence_side(at->predictor, PREDICT_SOURCE),
                             &vmstate->location, "unmigratable");
        is_blocked = true;
    }
    return is_blocked;
}

static bool names_include(const GPtrArray *names, const char *name)
{
    return g_ptr_array_find_with_equal_func((GPtrArray *)names, name,
                                            g_str_equal, NULL);
}

/* The guest sets the property itself, on the device or for all of a type. */
static bool is_set(const Case *at, const GuestDriver *one, const char *property)
{
    const Driver *driver = one->driver;

    if (one->argument && guest_argument_setting(one->argument, property)) {
        return true;
    }
    for (; driver;
         driver = qemu_model_parent(at->models[PREDICT_SOURCE], driver)) {
        if (guest_sets_globally(at->guest, driver->name, property)) {
            return true;
        }
    }
    return false;
}

/* Does the finding concern a device that the guest has? */
static bool has_driver(const Case *at, const Finding *finding)
{
    for (guint i = 0; i < at->drivers->len; i++) {
        const GuestDriver *one = &g_array_index(at->drivers, GuestDriver, i);

        if (!names_include(finding->drivers, one->driver->name) &&
            g_strcmp0(finding->driver, one->driver->name) != 0) {
            continue;
        }
        if (finding->subject != SUBJECT_PROPERTY ||
            !is_set(at, one, finding->name)) {
            return true;
        }
    }
    return false;
}

/* That the guest can use it was asked before. */
static bool is_about_acceptance(const Finding *finding)
{
    return finding->subject == SUBJECT_OPTION ||
           finding->subject == SUBJECT_MACHINE_TYPE ||
           finding->subject == SUBJECT_DRIVER ||
           g_str_equal(finding->rule, "property-removed");
}

static bool is_relevant(const Case *at, const Finding *finding)
{
    guint direction =
        at->predictor->is_forward ? DIRECTION_FORWARD : DIRECTION_BACKWARD;

    if (!(finding->directions & direction) || !at->guest->machine ||
        !names_include(finding->machine_types, at->guest->machine) ||
        finding->severity == SEVERITY_INFO || is_about_acceptance(finding)) {
        return false;
    }
    if (finding->drivers->len == 0 && !finding->driver) {
        return finding->subject == SUBJECT_MACHINE_FIELD ||
               finding->subject == SUBJECT_RAM_BLOCK;
    }
    return has_driver(at, finding);
}

static bool ask_comparison(const Case *at)
{
    const GPtrArray *all = findings_all(at->predictor->findings);
    bool is_broken = false;

    for (guint i = 0; i < all->len; i++) {
        Finding *finding = all->pdata[i];

        if (!is_relevant(at, finding)) {
            continue;
        }
        if (finding->severity == SEVERITY_BREAK) {
            g_ptr_array_add(at->prediction->reasons, finding);
            is_broken = true;
        } else {
            g_ptr_array_add(at->prediction->silent, finding);
        }
    }
    return is_broken;
}

static Verdict verdict_of(Case *at)
{
    const MachineType *machine;

    if (!at->models[PREDICT_SOURCE] || ask_start(at, PREDICT_SOURCE)) {
        return VERDICT_FAIL_START_SRC;
    }
    if (!at->models[PREDICT_DESTINATION] ||
        ask_start(at, PREDICT_DESTINATION)) {
        return VERDICT_FAIL_START_DST;
    }
    machine =
        at->guest->machine
            ? qemu_model_machine(at->models[PREDICT_SOURCE], at->guest->machine)
            : NULL;
    at->drivers = guest_drivers(at->models[PREDICT_SOURCE], at->guest, machine);
    if (ask_migratable(at) | ask_comparison(at)) {
        return VERDICT_FAIL_MIGRATE;
    }
    return VERDICT_OK;
}

Prediction *predict_guest(const Predictor *predictor, const Guest *guest)
{
    const char *target = target_of(predictor, guest);
    Prediction *prediction = g_new0(Prediction, 1);
    Case at = {predictor, guest, {NULL, NULL}, NULL, prediction};

    prediction->findings = findings_new();
    prediction->reasons = g_ptr_array_new();
    prediction->silent = g_ptr_array_new();
    for (guint side = 0; side < 2; side++) {
        at.models[side] =
            comparison_model(comparison_side(predictor, side), target);
    }
    prediction->verdict = verdict_of(&at);
    g_clear_pointer(&at.drivers, g_array_unref);
    return prediction;
}
