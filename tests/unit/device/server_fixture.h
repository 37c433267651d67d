#pragma once

#include "device/session.h"
#include "provisioning/document.h"
#include "x509/issue.h"

#include <functional>
#include <string>
#include <vector>

namespace mdm::device::test {

/// A server in this process: an authority, and good answers, which a test may spoil.
class FakeServer {
public:
    FakeServer();

    /// Changes an answer before it goes out; `what` is "probe", "discover", "policies" or "enroll".
    std::function<void(std::string_view what, HttpAnswer& answer)> spoil;
    /// Changes the document before it goes out.
    std::function<void(provisioning::Document& document)> change;
    /// The hash that GetPolicies names, as an OID.
    std::string hash_oid = "2.16.840.1.101.3.4.2.1";

    /// "GET URL" and "POST URL", in order, and the bodies that were posted.
    std::vector<std::string> requests;
    std::vector<std::string> bodies;
    /// What signed the last certificate request.
    std::string signature_name;

    Transport transport();

private:
    HttpAnswer answer_to(const HttpRequest& request);
    std::string document_for(const std::string& message);

    Bytes root_;
    x509::Issuer issuer_;
};

/// Ann's computer, with an EC key, since that is made at once.
Plan plan();

/// 2026-11-23T08:02:00Z, counting random bytes, and a watch that goes on by a millisecond a look.
Surroundings surroundings(FakeServer& server);

} // namespace mdm::device::test
