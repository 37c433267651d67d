#pragma once

#include "config/audience.h"
#include "record/record.h"

#include <string_view>

namespace mdm::admission {

/// Whether an audience has an identity in it, whatever the device.
bool lets_identity(const config::Audience& audience, const record::Identity& identity);

/// Whether it has what the device says of itself, whoever asks.
bool lets_device(const config::Audience& audience, const record::Record& record);

/// Whether it has clients of a kind, as `record::client_of` calls it.
bool lets_client(const config::Audience& audience, std::string_view client);

/// All three; a record without an identity is nobody's.
bool lets(const config::Audience& audience, const record::Record& record);

} // namespace mdm::admission
