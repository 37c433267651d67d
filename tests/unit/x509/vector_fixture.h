#pragma once

#include "core/file.h"

#include <stdexcept>
#include <string>

/// A file of tests/vectors/x509.
inline std::string vector_file(const std::string& name)
{
    auto content = mdm::read_file(std::string(MDM_VECTORS) + "/x509/" + name);
    if (!content)
        throw std::runtime_error(content.error().message);
    return std::move(content).value();
}

inline mdm::Bytes vector_bytes(const std::string& name)
{
    const std::string content = vector_file(name);
    return {content.begin(), content.end()};
}
