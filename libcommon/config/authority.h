#pragma once

#include <string>

namespace mdm::config {

/// [authority] or [authorities.NAME]: who signs. PEM files.
struct Authority {
    std::string name; ///< empty: that of [authority]
    std::string certificate;
    std::string key;
    std::string chain; ///< what stands above the certificate, up to the root; may be empty
};

/// The name of its table: "authority", "authorities.NAME".
std::string table_of(const Authority& authority);

} // namespace mdm::config
