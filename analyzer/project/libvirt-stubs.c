/*
 * Stand-ins for headers that libvirt's build makes, and for those of
 * libraries that need not be installed.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include "project/libvirt-overlay.h"

#include <stddef.h>

static const char configmake[] = "#define BINDIR \"/usr/bin\"\n"
                                 "#define DATADIR \"/usr/share\"\n"
                                 "#define LIBDIR \"/usr/lib\"\n"
                                 "#define LIBEXECDIR \"/usr/libexec\"\n"
                                 "#define LOCALEDIR \"/usr/share/locale\"\n"
                                 "#define LOCALSTATEDIR \"/var\"\n"
                                 "#define MANDIR \"/usr/share/man\"\n"
                                 "#define PKGDATADIR \"/usr/share/libvirt\"\n"
                                 "#define PREFIX \"/usr\"\n"
                                 "#define RUNSTATEDIR \"/run\"\n"
                                 "#define SBINDIR \"/usr/sbin\"\n"
                                 "#define SYSCONFDIR \"/etc\"\n";

/* Of src/logging/log_protocol.x. */
static const char log_protocol[] =
    "enum { VIR_LOG_MANAGER_PROTOCOL_DOMAIN_OPEN_LOG_FILE_TRUNCATE = 1 };\n"
    "typedef struct virLogManagerProtocolLogFilePosition {\n"
    "    unsigned long long inode, offset;\n"
    "} virLogManagerProtocolLogFilePosition;\n";

static const char gnutls[] =
    "#include <stddef.h>\n"
    "typedef enum { GNUTLS_CIPHER_AES_256_CBC = 5 }\n"
    "    gnutls_cipher_algorithm_t;\n"
    "typedef struct { unsigned char *data; unsigned int size; }\n"
    "    gnutls_datum_t;\n"
    "typedef struct gnutls_cipher_st *gnutls_cipher_hd_t;\n"
    "enum { GNUTLS_RND_NONCE, GNUTLS_RND_RANDOM, GNUTLS_RND_KEY };\n"
    "#define GNUTLS_E_SHORT_MEMORY_BUFFER -51\n"
    "#define GNUTLS_VERSION_NUMBER 0x030700\n";

static const char gnutls_x509[] =
    "#include <gnutls/gnutls.h>\n"
    "typedef struct gnutls_x509_crt_int *gnutls_x509_crt_t;\n"
    "typedef enum { GNUTLS_X509_FMT_DER, GNUTLS_X509_FMT_PEM }\n"
    "    gnutls_x509_crt_fmt_t;\n";

const LibvirtStub libvirt_other_stubs[] = {
    {"configmake.h", configmake},
    {"gnutls/gnutls.h", gnutls},
    {"gnutls/crypto.h", "#include <gnutls/gnutls.h>\n"},
    {"gnutls/x509.h", gnutls_x509},
    {"logging/log_protocol.h", log_protocol},
    {NULL, NULL},
};
