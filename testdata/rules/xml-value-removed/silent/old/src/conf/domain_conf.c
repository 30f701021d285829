/*
 * The description of a frob as XML.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */
#include <config.h>

#include "domain_conf.h"

VIR_ENUM_IMPL(virDomainFrobModel, 3, "default", "fast", "late");
