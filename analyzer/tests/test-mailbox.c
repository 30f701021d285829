/*
 * Patches out of mails: encodings, parts, order.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "source/mailbox.h"

#define SEPARATOR "From 0123456789 Mon Sep 17 00:00:00 2001\n"

static GPtrArray *read_text(const char *text)
{
    GPtrArray *mails = mailbox_new();
    g_autoptr(GBytes) bytes = g_bytes_new_static(text, strlen(text));

    mailbox_read(mails, bytes);
    mailbox_sort(mails);
    return mails;
}

static const Mail *mail_at(const GPtrArray *mails, guint at)
{
    assert_true(at < mails->len);
    return g_ptr_array_index(mails, at);
}

static const struct {
    const char *text;
    const char *subject;
    const char *body;
} cases[] = {
    {"diff --git a/x b/x\n", "", "diff --git a/x b/x\n"},
    {"Index: x\n--- a/x\n", "", "Index: x\n--- a/x\n"},
    {SEPARATOR "From: A <a@example.org>\nSubject: [PATCH] x: y\n\nbody\n",
     "[PATCH] x: y", "body\n"},
    {"Subject: x: long\n subject\nFrom: A\n\nbody\n", "x: long subject",
     "body\n"},
    {SEPARATOR "Subject: x\r\nFrom: A\r\n\r\nbody\r\nmore\r\n", "x",
     "body\nmore\n"},
    {"From: A\nSubject: =?UTF-8?q?Andr=C3=A9?= =?utf-8?B?w6k=?= z\n\n",
     "Andr\303\251\303\251 z", ""},
    {"From: A\nSubject: =?ISO-8859-1?Q?Andr=E9_x?=\n\n", "Andr\303\251 x", ""},
    {"From: A\nSubject: =?nonsense\n\n", "=?nonsense", ""},
    {"From: A\nContent-Transfer-Encoding: quoted-printable\n\n"
     "a =3D b=\nc\n--- =C3=A4 =zz\n",
     "", "a = bc\n--- \303\244 =zz\n"},
    {"From: A\nContent-Transfer-Encoding: BASE64\n\nYSA9\nIGIK\n", "",
     "a = b\n"},
    /* those of the patched file: the headers have none */
    {SEPARATOR "Subject: x\nFrom: A\n\n-a\r\n+b\r\n", "x", "-a\r\n+b\r\n"},
    {"diff --git a/x b/x\n-a\r\n", "", "diff --git a/x b/x\n-a\r\n"},
    {"diff --git a/x b/x\r\n-a\r\n", "", "diff --git a/x b/x\n-a\n"},
    /* encoded with the line ends of mails */
    {"From: A\nContent-Transfer-Encoding: base64\n\n"
     "eA0KLS0tIGEveA0KKysrIGIveA0K\n",
     "", "x\n--- a/x\n+++ b/x\n"},
    {"From: A\nContent-Type: multipart/mixed;\n boundary=\"=-1\"\n\nignored\n"
     "--=-1\nContent-Type: text/plain\n\nfirst\n"
     "--=-1\nContent-Type: image/png\n\nnoise\n"
     "--=-1\nContent-Type: text/x-patch\n"
     "Content-Transfer-Encoding: quoted-printable\n\na=3Db\n--=-1--\nend\n",
     "", "first\na=b\n"},
    /* a boundary that never comes */
    {"From: A\nContent-Type: multipart/mixed; boundary=x\n\nbody\n", "", ""},
};

static void test_bodies(void **state)
{
    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GPtrArray) mails = read_text(cases[i].text);

        assert_int_equal(mails->len, 1);
        assert_string_equal(mail_at(mails, 0)->subject, cases[i].subject);
        assert_string_equal(mail_at(mails, 0)->text->str, cases[i].body);
    }
}

static void test_order(void **state)
{
    static const char *const titles[] = {"cover", "one", "two",  "three",
                                         "one",   "two", "alone"};
    g_autoptr(GPtrArray) mails = read_text(
        SEPARATOR
        "Subject: [PATCH v2 2/3] two\n\nFrom here on it is text\n" SEPARATOR
        "Subject: [PATCH v2 0/3] cover\n\n" SEPARATOR
        "Subject: [PATCH v2 3/3] three\n\n" SEPARATOR
        "Subject: [PATCH v2 1/3] one\n\n" SEPARATOR
        "Subject: [RFC PATCH 2/2] two\n\n" SEPARATOR
        "Subject: [RFC PATCH 1/2] one\n\n" SEPARATOR
        "Subject: [PATCH] alone\n\n");

    (void)state;
    assert_int_equal(mails->len, G_N_ELEMENTS(titles));
    for (guint i = 0; i < mails->len; i++) {
        g_autofree char *title = mail_title(mail_at(mails, i));

        assert_string_equal(title, titles[i]);
    }
    assert_int_equal(mail_at(mails, 3)->number, 3);
    assert_int_equal(mail_at(mails, 3)->n_patches, 3);
    assert_string_equal(mail_at(mails, 2)->text->str,
                        "From here on it is text\n");
}

static void test_replies(void **state)
{
    g_autoptr(GPtrArray) mails =
        read_text(SEPARATOR "Subject: [PATCH 1/2] one\n\n" SEPARATOR
                            "Subject: Re: [PATCH 1/2] one\n\n> diff\n" SEPARATOR
                            "Subject: [PATCH 2/2] two\n\n");

    (void)state;
    assert_int_equal(mails->len, 3);
    assert_true(mail_at(mails, 1)->is_reply);
    assert_false(mail_at(mails, 2)->is_reply);
}

static void test_headers(void **state)
{
    g_autoptr(GPtrArray) mails =
        read_text(SEPARATOR "Subject: =?UTF-8?q?a?=\n b\n"
                            "MESSAGE-ID:\n <1@example.org>\n"
                            "From: A <a@example.org>\n\n" SEPARATOR
                            "Subject: x\n\nMessage-Id: <2@example.org>\n");

    (void)state;
    assert_int_equal(mails->len, 2);
    assert_string_equal(mail_at(mails, 0)->header_subject, "=?UTF-8?q?a?= b");
    assert_string_equal(mail_at(mails, 0)->message_id, "<1@example.org>");
    assert_string_equal(mail_at(mails, 0)->from, "A <a@example.org>");
    assert_null(mail_at(mails, 1)->message_id);
    assert_null(mail_at(mails, 1)->from);
}

/* Nothing of a mail may be read behind its end. */
static void test_cut(void **state)
{
    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        for (gsize n = 0; n < strlen(cases[i].text); n++) {
            g_autofree char *copy = g_strndup(cases[i].text, n);
            g_autoptr(GPtrArray) mails = read_text(copy);

            assert_true(mails->len <= 1);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bodies),  cmocka_unit_test(test_order),
        cmocka_unit_test(test_replies), cmocka_unit_test(test_headers),
        cmocka_unit_test(test_cut),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
