#pragma once

#include "core/bytes.h"
#include "core/secret.h"
#include "provisioning/certificates.h"
#include "provisioning/node.h"
#include "provisioning/rules.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace mdm::provisioning {

/// How the device proves itself to the management server: AAUTHTYPE of APPSRV. The server always
/// proves itself by DIGEST (MS-MDE2 2.2.9.5).
enum class ServerAuth { basic, digest };

using Nonce = std::array<unsigned char, 16>;

/// The characteristic APPLICATION: the account of the management server on the device.
struct Application {
    std::string provider_id;
    std::string name;    ///< shown to the user; empty: the provider id
    std::string address; ///< https URL of the management server
    ServerAuth server_auth = ServerAuth::digest;
    std::string account_name; ///< AAUTHNAME by which the device signs in
    Secret account_secret;    ///< the device's password
    Secret server_secret;     ///< the server's password
    Nonce account_nonce{};
    Nonce server_nonce{};
    std::vector<Node> parms = {}; ///< further parms; see `rows(Part::application)`
};

/// The characteristic EnterpriseAppManagement (Windows Phone 8.1).
struct Enterprise {
    std::string id;
    std::string token; ///< the application enrollment token, as text
    std::vector<Node> nodes = {};
};

/// Everything that a device is told at enrollment. A text among the nodes that is empty says
/// nothing and is left out.
struct Document {
    Certificates certificates = {};
    Store store = Store::user;
    std::optional<Renew> renew = {}; ///< only where the service renews
    Application application = {};
    std::vector<Node> dmclient = {}; ///< see `rows(Part::dmclient)`
    std::optional<Enterprise> enterprise = {};
};

/// Writes a wap-provisioningdoc: no namespace, no XML declaration, no line break or tab. The order
/// is CertificateStore with Root, CA and My; APPLICATION; DMClient; EnterpriseAppManagement.
/// PrivateKeyContainer stands beside the certificate of My.
///
/// Fails with malformed, naming the parm and the clause, when the document would break a rule of
/// rules.h or the catalogue. That the certificates form a chain is for the caller (`arrange`).
Result<std::string> to_xml(const Document& document);

/// Whether everything but the certificates obeys the rules, as `to_xml` does.
Result<void> check_rules(const Document& document);

/// What a device is told when it renews: its new certificate, with PrivateKeyContainer inside the
/// certificate's node, the others where they are given, and the provider id.
struct Renewal {
    Certificates certificates;
    Store store = Store::user;
    std::string provider_id;
};
Result<std::string> to_xml(const Renewal& renewal);

} // namespace mdm::provisioning
