#pragma once

#include "core/bytes.h"
#include "soap/envelope.h"

#include <string>
#include <utility>
#include <vector>

namespace mdm::wstep {

/// The values of wst:RequestType that clients send. An Issue that is signed with an old key, PKCS
/// #7, is how plain WSTEP renews (MS-WSTEP 3.1.4.2.1.1), and counts as renew.
enum class RequestType { issue, renew, recovery, query_token_status, key_exchange };

/// A context item's name and the values it came with, in order.
using ContextItem = std::pair<std::string, std::vector<std::string>>;

/// A RequestSecurityToken, as it was read. Everything in it is the device's word.
struct Request {
    std::string token_type; ///< wst:TokenType; may be empty
    RequestType type = RequestType::issue;
    /// What the BinarySecurityToken holds: DER PKCS #10 for issue, DER or BER PKCS #7 for renew.
    Bytes token;
    std::string request_id = {}; ///< of query_token_status: decimal digits
    std::vector<ContextItem> context;
};

/// Limits of an AdditionalContext: attestation claims of some kilobytes occur, and lists of MACs.
constexpr std::size_t context_items_max = 128;
constexpr std::size_t context_name_max = 128;
constexpr std::size_t context_value_max = 65536;

/// Whether the body of the message is an RST.
bool is_request(const soap::Envelope& envelope);

/// What kind of RST the body of the message is; issue where it cannot be told, which
/// `parse_request` will say.
RequestType type_of(const soap::Envelope& envelope);

/// The TokenType of an RST; empty where there is none, or several.
std::string token_type_of(const soap::Envelope& envelope);

/// Reads the body of an RST (MS-WSTEP 3.1.4.1.3.3, MS-MDE2 3.4.4.1.1.1): RequestType is required,
/// the BinarySecurityToken for all types that carry one, in base64 (that of renew once or twice, as
/// devices send it), with any EncodingType that means base64 and a ValueType of PKCS #10, or of
/// PKCS #7 for renew. Unknown elements are passed over. MAC and IMEI
/// may occur more than once and keep all their values; every other context item is unique.
/// QueryTokenStatus has a RequestID in place of a token (MS-WSTEP 3.1.4.2.1.2).
///
/// Fails with malformed on a body that is something else, an absent, doubled or unknown element
/// where one is needed, what is not base64, and what exceeds the limits or holds control
/// characters.
Result<Request> parse_request(const soap::Envelope& envelope);

} // namespace mdm::wstep
