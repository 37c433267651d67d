#pragma once

#include "core/file.h"
#include "x509/certificate.h"

#include <stdexcept>
#include <string>

/// A file of tests/vectors/certificate.
inline std::string certificate_file(const std::string& name)
{
    auto content = mdm::read_file(std::string(MDM_VECTORS) + "/certificate/" + name);
    if (!content)
        throw std::runtime_error(content.error().message);
    return std::move(content).value();
}

/// The DER of NAME.pem there.
inline mdm::Bytes certificate_vector(const std::string& name)
{
    return mdm::x509::parse_pem_certificates(certificate_file(name + ".pem")).value().front().der;
}
