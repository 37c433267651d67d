#pragma once

#include "core/file.h"
#include "core/text.h"
#include "jose/token.h"

#include <stdexcept>
#include <string>

/// A file of tests/vectors/jose.
inline std::string jose_file(const std::string& name)
{
    auto content = mdm::read_file(std::string(MDM_VECTORS) + "/jose/" + name);
    if (!content)
        throw std::runtime_error(content.error().message);
    return std::move(content).value();
}

inline mdm::Secret jose_token(const std::string& name)
{
    return mdm::Secret(std::string(mdm::trim(jose_file(name + ".jwt"))));
}

inline mdm::jose::KeySet jose_set(const std::string& name)
{
    return mdm::jose::parse_key_set(jose_file(name)).value();
}
