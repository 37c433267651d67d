#pragma once

#include "config/audience.h"
#include "record/record.h"

namespace mdm::admission {

/// Whether an audience has an identity in it, whatever the device.
bool lets_identity(const config::Audience& audience, const record::Identity& identity);

/// Whether it has what the device says of itself, whoever asks.
bool lets_device(const config::Audience& audience, const record::Record& record);

/// Both; a record without an identity is nobody's.
bool lets(const config::Audience& audience, const record::Record& record);

} // namespace mdm::admission
