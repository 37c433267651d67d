#pragma once

#include "core/bytes.h"
#include "device/device.h"
#include "device/message.h"

#include <optional>
#include <string>
#include <vector>

namespace mdm::device {

/// What a Discover asks (MS-MDE2 3.1.4.1.1.1).
struct Discover {
    std::string email; ///< a UPN, DOMAIN\user, or empty
    std::vector<std::string> auth_policies = {"OnPremise", "Federated"}; ///< may be empty
};

/// A Discover request, one line of UTF-8 without a declaration; the device gives the other fields.
std::string discover_request(const Device& device, const Discover& discover, const Header& header,
                             const Style& style = {});

/// What a GetPolicies asks (MS-XCEP 3.1.4.1.2.1). Devices leave all of it out.
struct GetPolicies {
    std::optional<Time> last_update = {};
    std::string language = {};          ///< RFC 5646
    std::vector<std::string> oids = {}; ///< a filter
    bool tpm = false; ///< TPMManufacturer and TPMFirmwareVersion, as Windows 10 and 11 send them
};

/// A GetPolicies request, as above, to be sealed. It holds the password or the token: wipe it after
/// use.
std::string get_policies_request(const Credentials& credentials, const GetPolicies& asked,
                                 const Header& header, const Style& style = {});

/// A RequestSecurityToken of type Issue (MS-WSTEP 3.1.4.2.1.1) with a PKCS #10 request in DER, as
/// above. It holds the password or the token: wipe it after use.
std::string issue_request(const Credentials& credentials, ByteView certificate_request,
                          const std::vector<ContextItem>& items, const Header& header,
                          const Style& style = {});

/// The same as a plain WSTEP client writes it, which wants a certificate alone: TokenType is
/// X509v3, and there is no AdditionalContext where it has no items. Without credentials there is no
/// Security header: TLS tells who asks.
std::string plain_issue_request(const std::optional<Credentials>& credentials,
                                ByteView certificate_request, const std::vector<ContextItem>& items,
                                const Header& header, const Style& style = {});

/// A RequestSecurityToken of type QueryTokenStatus (MS-WSTEP 3.1.4.2.1.2), likewise.
std::string query_request(const std::optional<Credentials>& credentials,
                          const std::string& request_id, const Header& header,
                          const Style& style = {});

} // namespace mdm::device
