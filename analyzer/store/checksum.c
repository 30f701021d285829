/*
 * A sum of 64 bits over blocks of memory, as fast as memory is read: every
 * value is summed each time it is loaded. Four sums run side by side, as each
 * multiplication has to wait for the one before it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "store/checksum.h"

#include <string.h>

enum {
    LANES = 4,
    STEP = LANES * 8
};

/* Odd, half of their bits set. */
#define FIRST_FACTOR  G_GUINT64_CONSTANT(0x9e3779b97f4a7c15)
#define SECOND_FACTOR G_GUINT64_CONSTANT(0xd6e8feb86659fd93)

static guint64 mix(guint64 sum, guint64 word)
{
    sum = (sum ^ word) * FIRST_FACTOR;
    return sum ^ (sum >> 29);
}

/* No bit of the sum is left without a say in all others. */
static guint64 spread(guint64 sum)
{
    sum = (sum ^ (sum >> 32)) * SECOND_FACTOR;
    sum = (sum ^ (sum >> 32)) * SECOND_FACTOR;
    return sum ^ (sum >> 32);
}

guint64 checksum_of(gconstpointer data, gsize size, guint64 seed)
{
    const char *at = data;
    guint64 lanes[LANES] = {seed, seed + 1, seed + 2, seed + 3};
    guint64 sum = spread(seed ^ size);
    gsize left = size;

    while (left > 0) {
        guint64 words[LANES] = {0};
        gsize n = MIN(left, STEP);

        memcpy(words, at, n);
        for (guint i = 0; i < LANES; i++) {
            lanes[i] = mix(lanes[i], words[i]);
        }
        at += n;
        left -= n;
    }
    for (guint i = 0; i < LANES; i++) {
        sum = spread(sum ^ lanes[i]);
    }
    return sum;
}
