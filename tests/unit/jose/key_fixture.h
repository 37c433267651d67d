#pragma once

#include "core/file.h"
#include "jose/base64url.h"
#include "jose/signing_key.h"
#include "x509/key.h"

#include <stdexcept>
#include <string>
#include <vector>

/// A private key of tests/vectors/x509.
inline mdm::ossl::Key vector_key(const std::string& name)
{
    auto pem = mdm::read_file(std::string(MDM_VECTORS) + "/x509/" + name);
    if (!pem)
        throw std::runtime_error(pem.error().message);
    return mdm::x509::parse_private_key(mdm::Secret(std::move(pem).value())).value();
}

inline mdm::jose::SigningKey signing_key(const std::string& name)
{
    return mdm::jose::signing_key_from(vector_key(name)).value();
}

/// The text of one of the three parts of a token.
inline std::string part_of(const mdm::Secret& token, std::size_t index)
{
    std::string rest = token.reveal() + ".";
    for (; index > 0; --index)
        rest.erase(0, rest.find('.') + 1);
    const auto bytes = mdm::jose::decode_base64url(rest.substr(0, rest.find('.'))).value();
    return std::string(mdm::text_of(bytes));
}
