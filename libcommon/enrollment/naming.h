#pragma once

#include "core/bytes.h"
#include "core/expand.h"
#include "record/record.h"
#include "x509/requested.h"

#include <string>
#include <string_view>
#include <vector>

namespace mdm::enrollment {

/// What the texts of a profile are filled from. The variables are
///
///     {user} {user_name} {user_domain}          the canonical name, and what stands beside its @
///     {sid} {tenant} {object_id} {entra_device}      what else is known of the identity
///     {device} {device.NAME}                    `device_of`, and the context item NAME
///     {trace_id} {provider}
///     {request.cn} {request.dns} {request.email} {request.upn} {request.uri}
///
/// The last row is the word of the request. The device's facts are those of the record.
struct Facts {
    const record::Record& record;
    std::string_view provider;
    ByteView public_key_info;
    const x509::Requested* requested; ///< what the request says, where the profile names it
};

/// Where a text stands, and so how the values in it are escaped.
enum class Place {
    subject, ///< RFC 4514: escaped as it has it
    dns,     ///< letters, digits, hyphens, underscores and dots, or nothing is issued
    address, ///< email: and upn: one @ in all, no white space
    uri,     ///< RFC 3986: in per cent, but for unreserved characters and @
    plain,   ///< as they are
};

/// A text with variables, read once.
class Text {
public:
    /// Fails with environment on a variable that there is not, or a brace alone.
    static Result<Text> parse(const std::string& text, Place place);
    /// The same for "dns:...", "email:...", "upn:..." or "uri:...", whose places these are.
    static Result<Text> parse_alternative_name(const std::string& text);

    /// One text; as many as it has values where the request gives a variable several; none where a
    /// variable has no value. Fails with refused on a value that cannot stand there.
    [[nodiscard]] Result<std::vector<std::string>> fill(const Facts& facts) const;

    /// The first of its variables that has no value; empty where all have one.
    [[nodiscard]] std::string find_missing(const Facts& facts) const;
    [[nodiscard]] const std::vector<std::string>& variables() const { return variables_; }
    [[nodiscard]] const std::string& source() const { return source_; }

private:
    Text(std::string source, Template text, Place place)
        : source_(std::move(source)), template_(std::move(text)), variables_(template_.variables()),
          place_(place)
    {
    }

    std::string source_;
    Template template_;
    std::vector<std::string> variables_;
    Place place_;
};

} // namespace mdm::enrollment
