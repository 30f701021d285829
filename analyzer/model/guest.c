/*
 * One guest, as its QEMU command line describes it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "model/guest.h"

#include <string.h>

#include "facts/guest-request.h"

G_DEFINE_QUARK(migcompat - guest - error, guest_error)

static void setting_free(gpointer data)
{
    GuestSetting *setting = data;

    g_free(setting->name);
    g_free(setting->value);
    g_free(setting);
}

static void argument_free(gpointer data)
{
    GuestArgument *argument = data;

    g_free(argument->option);
    g_free(argument->value);
    g_free(argument->type);
    g_ptr_array_unref(argument->settings);
    g_free(argument);
}

void guest_free(Guest *guest)
{
    if (!guest) {
        return;
    }
    g_free(guest->machine);
    g_ptr_array_unref(guest->arguments);
    g_free(guest);
}

static void add_setting(const char *name, const char *value, void *user)
{
    GuestArgument *argument = user;
    GuestSetting *setting = g_new0(GuestSetting, 1);

    setting->name = g_strdup(name);
    setting->value = g_strdup(value);
    g_ptr_array_add(argument->settings, setting);
}

/* Up to the next comma; two of them are one in the text. */
static const char *take_part(const char *at, GString *part)
{
    g_string_truncate(part, 0);
    while (*at && (at[0] != ',' || at[1] == ',')) {
        at += at[0] == ',';
        g_string_append_c(part, *at++);
    }
    return *at ? at + 1 : at;
}

/* "+feature", "-feature" of -cpu, "nofoo" elsewhere is left as it is. */
static void add_part(GuestArgument *argument, char *part, bool is_first)
{
    char *equals = strchr(part, '=');

    if (equals) {
        *equals = '\0';
        add_setting(part, equals + 1, argument);
    } else if (is_first) {
        argument->type = g_strdup(part);
    } else if (g_str_equal(argument->option, "cpu") &&
               (part[0] == '+' || part[0] == '-')) {
        add_setting(part + 1, part[0] == '+' ? "on" : "off", argument);
    } else {
        add_setting(part, NULL, argument);
    }
}

static void read_parts(GuestArgument *argument)
{
    g_autoptr(GString) part = g_string_new(NULL);
    const char *at = argument->value;
    bool is_first = true;

    while (*at) {
        at = take_part(at, part);
        add_part(argument, part->str, is_first);
        is_first = false;
    }
}

const GuestSetting *guest_argument_setting(const GuestArgument *argument,
                                           const char *name)
{
    const GuestSetting *last = NULL;

    for (guint i = 0; i < argument->settings->len; i++) {
        const GuestSetting *setting = argument->settings->pdata[i];

        if (g_str_equal(setting->name, name)) {
            last = setting;
        }
    }
    return last;
}

static const char *const type_names[] = {"driver", "qom-type", "type"};

static bool read_value(GuestArgument *argument, GError **error)
{
    if (!argument->value) {
        return true;
    }
    if (argument->value[0] == '{') {
        if (!guest_settings_parse(argument->value, add_setting, argument,
                                  error)) {
            g_prefix_error(error, "-%s: ", argument->option);
            return false;
        }
    } else {
        read_parts(argument);
    }
    for (guint i = 0; i < G_N_ELEMENTS(type_names) && !argument->type; i++) {
        const GuestSetting *setting =
            guest_argument_setting(argument, type_names[i]);

        argument->type = setting ? g_strdup(setting->value) : NULL;
    }
    return true;
}

static void note_machine(Guest *guest, const GuestArgument *argument)
{
    if (argument->type && !guest->machine &&
        (g_str_equal(argument->option, "machine") ||
         g_str_equal(argument->option, "M"))) {
        guest->machine = g_strdup(argument->type);
    }
}

static bool is_option(const char *word)
{
    return word[0] == '-' && word[1] && !g_ascii_isdigit(word[1]);
}

Guest *guest_new(const char *machine, const char *const *args, GError **error)
{
    g_autoptr(Guest) guest = g_new0(Guest, 1);

    guest->machine = g_strdup(machine);
    guest->arguments = g_ptr_array_new_with_free_func(argument_free);
    for (; args && *args; args++) {
        GuestArgument *argument;

        if (!is_option(*args)) {
            continue;
        }
        argument = g_new0(GuestArgument, 1);
        argument->settings = g_ptr_array_new_with_free_func(setting_free);
        argument->option = g_strdup(*args + ((*args)[1] == '-' ? 2 : 1));
        g_ptr_array_add(guest->arguments, argument);
        if (args[1] && !is_option(args[1])) {
            argument->value = g_strdup(*++args);
        }
        if (!read_value(argument, error)) {
            return NULL;
        }
        note_machine(guest, argument);
    }
    return g_steal_pointer(&guest);
}

/* NAME=value before the program. */
static bool is_assignment(const char *word)
{
    gsize n = strspn(word, "ABCDEFGHIJKLMNOPQRSTUVWXYZ_"
                           "abcdefghijklmnopqrstuvwxyz0123456789");

    return n > 0 && word[n] == '=';
}

Guest *guest_from_shell(const char *machine, const char *text, GError **error)
{
    g_auto(GStrv) pieces = g_strsplit(text, "\\\n", -1);
    g_autofree char *joined = g_strjoinv(" ", pieces);
    g_auto(GStrv) words = NULL;
    guint first = 0;

    if (!g_shell_parse_argv(joined, NULL, &words, error)) {
        return NULL;
    }
    while (words[first] && is_assignment(words[first])) {
        first++;
    }
    if (words[first] && !is_option(words[first])) {
        first++;
    }
    return guest_new(machine, (const char *const *)words + first, error);
}

bool guest_sets_globally(const Guest *guest, const char *driver,
                         const char *property)
{
    g_autofree char *short_name = g_strdup_printf("%s.%s", driver, property);

    for (guint i = 0; i < guest->arguments->len; i++) {
        const GuestArgument *argument = guest->arguments->pdata[i];
        const GuestSetting *of;
        const GuestSetting *name;

        if (!g_str_equal(argument->option, "global")) {
            continue;
        }
        of = guest_argument_setting(argument, "driver");
        name = guest_argument_setting(argument, "property");
        if (guest_argument_setting(argument, short_name) ||
            (of && name && g_strcmp0(of->value, driver) == 0 &&
             g_strcmp0(name->value, property) == 0)) {
            return true;
        }
    }
    return false;
}
