/*
 * Guests as command lines describe them.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "facts/guest-request.h"
#include "model/guest.h"

static const GuestArgument *nth(const Guest *guest, guint index)
{
    assert_true(index < guest->arguments->len);
    return guest->arguments->pdata[index];
}

static const char *value_of(const GuestArgument *argument, const char *name)
{
    const GuestSetting *setting = guest_argument_setting(argument, name);

    return setting ? setting->value : NULL;
}

static void reads_options(void **state)
{
    static const char *const args[] = {"-nodefaults",
                                       "-device",
                                       "frob,a=1,b=x,,y,c",
                                       "--machine",
                                       "type=pc-q35-8.1,usb=off",
                                       "-smp",
                                       "4",
                                       NULL};
    g_autoptr(Guest) guest = guest_new(NULL, args, NULL);

    (void)state;
    assert_non_null(guest);
    assert_int_equal(guest->arguments->len, 4);
    assert_string_equal(guest->machine, "pc-q35-8.1");
    assert_null(nth(guest, 0)->value);
    assert_string_equal(nth(guest, 1)->type, "frob");
    assert_string_equal(value_of(nth(guest, 1), "b"), "x,y");
    assert_non_null(guest_argument_setting(nth(guest, 1), "c"));
    assert_null(value_of(nth(guest, 1), "c"));
    assert_string_equal(nth(guest, 3)->type, "4");
}

static void reads_json(void **state)
{
    static const char *const args[] = {
        "-device", "{\"driver\": \"frob\", \"on\": true, \"in\": {\"n\": 3}}",
        NULL};
    g_autoptr(Guest) guest = guest_new("virt", args, NULL);

    (void)state;
    assert_non_null(guest);
    assert_string_equal(guest->machine, "virt");
    assert_string_equal(nth(guest, 0)->type, "frob");
    assert_string_equal(value_of(nth(guest, 0), "on"), "on");
    assert_string_equal(value_of(nth(guest, 0), "in.n"), "3");
}

static void reads_shell(void **state)
{
    g_autoptr(Guest) guest =
        guest_from_shell(NULL,
                         "LC_ALL=C \\\nHOME=/x \\\n/usr/bin/qemu-system-arm "
                         "\\\n-M virt,gic-version=3 -cpu 'max,+a,-b,c=1'\n",
                         NULL);

    (void)state;
    assert_non_null(guest);
    assert_string_equal(guest->machine, "virt");
    assert_int_equal(guest->arguments->len, 2);
    assert_string_equal(value_of(nth(guest, 1), "a"), "on");
    assert_string_equal(value_of(nth(guest, 1), "b"), "off");
    assert_string_equal(value_of(nth(guest, 1), "c"), "1");
}

static void knows_globals(void **state)
{
    static const char *const args[] = {"-global", "frob.speed=1", "-global",
                                       "driver=dial,property=speed,value=2",
                                       NULL};
    g_autoptr(Guest) guest = guest_new(NULL, args, NULL);

    (void)state;
    assert_true(guest_sets_globally(guest, "frob", "speed"));
    assert_true(guest_sets_globally(guest, "dial", "speed"));
    assert_false(guest_sets_globally(guest, "frob", "fast"));
}

static void refuses_what_is_broken(void **state)
{
    static const char *const lines[] = {
        "", "not JSON", "[]", "{\"args\": \"x\"}", "{\"args\": [1]}", "{} x"};
    static const char *const args[] = {"-device", "{\"driver\": ", NULL};
    g_autoptr(GError) error = NULL;

    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(lines); i++) {
        g_autoptr(GError) one = NULL;

        assert_null(guest_request_parse(lines[i], &one));
        assert_non_null(one);
    }
    assert_null(guest_new(NULL, args, &error));
    assert_non_null(error);
    g_clear_error(&error);
    assert_null(guest_from_shell(NULL, "-name 'open", &error));
    assert_non_null(error);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_options),
        cmocka_unit_test(reads_json),
        cmocka_unit_test(reads_shell),
        cmocka_unit_test(knows_globals),
        cmocka_unit_test(refuses_what_is_broken),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
