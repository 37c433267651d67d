#pragma once

#include "core/result.h"

#include <span>
#include <string_view>

namespace mdm::inspect {

/// What can be looked at.
enum class Kind {
    discover,
    discover_response,
    policies,
    policies_response,
    rst,
    rstrc,
    fault,
    document,    ///< a wap-provisioningdoc
    record,      ///< mdm-record(5)
    request,     ///< PKCS #10
    certificate, ///< X.509
    cms,         ///< CMS SignedData, as a renewal has it
    token,       ///< a JSON Web Token
    key,         ///< a private key, of which nothing is shown
    message,     ///< SOAP, but none of the above
    unknown,
};

struct KindRow {
    Kind kind;
    std::string_view word;  ///< "discover-response"
    std::string_view title; ///< "DiscoverResponse"
};

/// All kinds but `unknown`.
std::span<const KindRow> kinds();

std::string_view word_of(Kind kind);
std::string_view title_of(Kind kind);
/// The kind of a word. Fails with usage, and names all words.
Result<Kind> kind_from(std::string_view word);

/// Whether a kind is a SOAP message.
bool is_message(Kind kind);
/// Whether a kind is what a server answers.
bool is_answer(Kind kind);

} // namespace mdm::inspect
