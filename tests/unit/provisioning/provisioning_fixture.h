#pragma once

#include "core/file.h"
#include "provisioning/defaults.h"
#include "provisioning/document.h"
#include "x509/certificate.h"

#include <string>

/// A document that breaks no rule, and the certificates of tests/vectors/provisioning.
namespace sample {

inline std::string file(const std::string& name)
{
    return mdm::read_file(std::string(MDM_VECTORS) + "/provisioning/" + name).value();
}

inline mdm::x509::Certificate certificate(const std::string& name)
{
    return std::move(mdm::x509::parse_pem_certificates(file(name + ".pem")).value().front());
}

inline mdm::Bytes der(const std::string& name)
{
    return certificate(name).der;
}

inline mdm::provisioning::Nonce nonce(unsigned char byte)
{
    mdm::provisioning::Nonce result{};
    result.fill(byte);
    return result;
}

inline mdm::provisioning::Document document()
{
    using namespace mdm::provisioning;
    Document document;
    document.certificates = {der("device"), {der("issuing")}, der("root")};
    document.application.provider_id = "Example-MDM";
    document.application.name = "Example & Co";
    document.application.address = "https://mdm.example.test/dm";
    document.application.account_name = "device 1";
    document.application.account_secret = mdm::Secret("to-server");
    document.application.server_secret = mdm::Secret("to-device");
    document.application.account_nonce = nonce(1);
    document.application.server_nonce = nonce(2);
    add_defaults(document.dmclient, {"anna@example.test", "device 1", "PC-7"});
    return document;
}

} // namespace sample
