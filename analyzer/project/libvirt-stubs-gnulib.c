/*
 * Stand-ins for gnulib, which libvirt took most of its portability from until
 * 6.2 (a submodule: not in the tree).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "project/libvirt-overlay.h"

#include <stddef.h>

static const char ctype[] = "#include <ctype.h>\n"
                            "#define c_isalnum isalnum\n"
                            "#define c_isalpha isalpha\n"
                            "#define c_isascii(c) ((unsigned)(c) < 128)\n"
                            "#define c_isblank isblank\n"
                            "#define c_iscntrl iscntrl\n"
                            "#define c_isdigit isdigit\n"
                            "#define c_islower islower\n"
                            "#define c_isprint isprint\n"
                            "#define c_ispunct ispunct\n"
                            "#define c_isspace isspace\n"
                            "#define c_isupper isupper\n"
                            "#define c_isxdigit isxdigit\n"
                            "#define c_tolower tolower\n"
                            "#define c_toupper toupper\n";

static const char strcase[] = "#include <string.h>\n"
                              "#include <strings.h>\n"
                              "#define c_strcasecmp strcasecmp\n"
                              "#define c_strncasecmp strncasecmp\n";

static const char strcasestr_text[] = "#include <string.h>\n"
                                      "#define c_strcasestr strcasestr\n";

static const char gettext_text[] =
    "#define _(text) (text)\n"
    "#define N_(text) (text)\n"
    "#define gettext(text) (text)\n"
    "#define dgettext(domain, text) (text)\n"
    "#define ngettext(one, many, n) ((n) == 1 ? (one) : (many))\n";

static const char intprops[] = "#define INT_BUFSIZE_BOUND(t) 24\n"
                               "#define INT_STRLEN_BOUND(t) 23\n"
                               "#define INT_MULTIPLY_OVERFLOW(a, b) 0\n"
                               "#define INT_ADD_OVERFLOW(a, b) 0\n"
                               "#define INT_SUBTRACT_OVERFLOW(a, b) 0\n"
                               "#define TYPE_MAXIMUM(t) ((t) ~(t) 0)\n"
                               "#define TYPE_SIGNED(t) (!((t) 0 < (t) -1))\n";

static const char ones[] =
    "#define count_one_bits(x) __builtin_popcount(x)\n"
    "#define count_one_bits_l(x) __builtin_popcountl(x)\n"
    "#define count_one_bits_ll(x) __builtin_popcountll(x)\n";

static const char zeros[] =
    "#define count_leading_zeros(x) __builtin_clz(x)\n"
    "#define count_leading_zeros_l(x) __builtin_clzl(x)\n"
    "#define count_leading_zeros_ll(x) __builtin_clzll(x)\n";

static const char verify[] = "#include <stddef.h>\n"
                             "#include <stdlib.h>\n"
                             "#define verify(x) _Static_assert(1, \"\")\n"
                             "#define verify_true(x) 1\n"
                             "#define verify_expr(x, y) (y)\n";

static const char dirname_text[] =
    "#include <stdbool.h>\n"
    "#include <stddef.h>\n"
    "char *mdir_name(char const *);\n"
    "char *base_name(char const *);\n"
    "char *dir_name(char const *);\n"
    "char *last_component(char const *);\n"
    "size_t dir_len(char const *);\n"
    "#define IS_ABSOLUTE_FILE_NAME(f) ((f)[0] == '/')\n"
    "#define IS_RELATIVE_FILE_NAME(f) ((f)[0] != '/')\n";

const LibvirtStub libvirt_gnulib_stubs[] = {
    {"areadlink.h", "char *areadlink(char const *);\n"},
    {"base64.h", "#include <stdbool.h>\n#include <stddef.h>\n"
                 "size_t base64_encode_alloc(const char *, size_t, char **);\n"
                 "bool base64_decode_alloc(const char *, size_t, char **,\n"
                 "    size_t *);\n"},
    {"bitrotate.h", "#include <stdint.h>\n"
                    "#define rotl32(x, n) ((x) << (n) | (x) >> (32 - (n)))\n"},
    {"c-ctype.h", ctype},
    {"c-strcase.h", strcase},
    {"c-strcasestr.h", strcasestr_text},
    {"count-leading-zeros.h", zeros},
    {"count-one-bits.h", ones},
    {"dirname.h", dirname_text},
    {"dosname.h", "#define IS_ABSOLUTE_FILE_NAME(f) ((f)[0] == '/')\n"
                  "#define IS_RELATIVE_FILE_NAME(f) ((f)[0] != '/')\n"},
    {"gettext.h", gettext_text},
    {"ignore-value.h", "#define ignore_value(x) ((void)(x))\n"},
    {"intprops.h", intprops},
    {"mgetgroups.h", "#include <grp.h>\n"
                     "int mgetgroups(const char *, gid_t, gid_t **);\n"},
    {"nonblocking.h", "int set_nonblocking_flag(int, int);\n"},
    {"passfd.h", "int sendfd(int, int);\nint recvfd(int, int);\n"},
    {"physmem.h", "double physmem_total(void);\n"
                  "double physmem_available(void);\n"},
    {"verify.h", verify},
    {NULL, NULL},
};
