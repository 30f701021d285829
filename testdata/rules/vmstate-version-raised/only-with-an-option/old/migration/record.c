/*
 * State of a recording, which only an option starts, and of a live update,
 * which goes to a file of its own.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "qemu/osdep.h"
#include "migration/vmstate.h"

typedef struct QEMUFile QEMUFile;
typedef struct QemuOpts QemuOpts;

typedef struct RecordState {
    uint32_t step;
    uint32_t file;
} RecordState;

const char *qemu_opt_get(QemuOpts *opts, const char *name);
QEMUFile *record_open(const char *name);
int vmstate_register(void *obj, int instance,
                     const VMStateDescription *vmsd, void *opaque);
int vmstate_save_state(QEMUFile *f, const VMStateDescription *vmsd,
                       void *opaque, void *vmdesc);

static RecordState state;

static const VMStateDescription vmstate_record = {
    .name = "record",
    .version_id = 2,
    .minimum_version_id = 2,
    .fields = (const VMStateField[]) {
        VMSTATE_UINT32(step, RecordState),
        VMSTATE_END_OF_LIST()
    },
};

static const VMStateDescription vmstate_update = {
    .name = "update",
    .version_id = 2,
    .minimum_version_id = 2,
    .fields = (const VMStateField[]) {
        VMSTATE_UINT32(step, RecordState),
        VMSTATE_END_OF_LIST()
    },
};

static void record_register(void)
{
    vmstate_register(NULL, 0, &vmstate_record, &state);
}

void record_configure(QemuOpts *opts)
{
    const char *mode = qemu_opt_get(opts, "record");

    if (!mode) {
        goto out;
    }
    record_register();
out:
    state.step = 0;
}

void record_update(const char *name)
{
    QEMUFile *f = record_open(name);

    vmstate_save_state(f, &vmstate_update, &state, NULL);
}
