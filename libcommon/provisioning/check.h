#pragma once

#include "core/bytes.h"
#include "ossl/handles.h"
#include "provisioning/certificates.h"
#include "provisioning/document.h"
#include "xml/element.h"

#include <optional>
#include <string>
#include <vector>

namespace mdm::provisioning {

/// Which of the two documents a device waits for.
enum class Form { enrollment, renewal };

/// What the reader knows beforehand; an absent member is not compared.
struct Expectations {
    Form form = Form::enrollment;
    /// The leaf must hold the public half of this key.
    const ossl::Key* key = nullptr;
    /// Where the certificate must be: by the EnrollmentType that was sent.
    std::optional<Store> store = {};
    std::optional<std::string> provider_id = {};
};

/// What a device takes from a document. Its passwords stay in the document.
struct Provisioned {
    Certificates certificates;
    Store store = Store::user;
    std::string thumbprint; ///< of the leaf
    std::optional<Renew> renew = {};
    std::string provider_id; ///< may be empty in a renewal
    std::string name;
    std::string address;
    ServerAuth server_auth = ServerAuth::digest;
    std::string account_name;
    Poll poll = {};
    /// Every parm below DMClient/Provider/ID: path and value as it was written.
    std::vector<std::pair<std::string, std::string>> dmclient = {};
    /// What is allowed, but against the advice of a specification: one line each.
    std::vector<std::string> advice = {};
};

/// Reads a wap-provisioningdoc as a strict device does, and checks what makes devices refuse one:
/// thumbprints, base64 on one line, the chain from the leaf up, PrivateKeyContainer in the leaf's
/// store, order and spelling of names, both APPAUTH, the same provider id in APPLICATION and
/// DMClient, the rules of Poll and Renew, search criteria that find the leaf, and what
/// `expectations` say.
///
/// Fails with malformed where the document breaks its format or a rule, and with refused where it
/// is not what was expected or its certificates do not form a chain.
Result<Provisioned> check(const xml::Element& root, const Expectations& expectations);

/// The same for a document as text.
Result<Provisioned> check(ByteView document, const Expectations& expectations);

} // namespace mdm::provisioning
