/*
 * libvirt-xml.h: what the files of the XML extractor share.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#pragma once

#include "extract/context.h"

/* What is filled in after parsing, by the functions of the driver's parser
 * configuration and those that they call. */
void libvirt_xml_defaults(ExtractContext *context);
