#pragma once

#include "service/offline.h"

#include <string>
#include <string_view>

namespace mdm::service {

/// The directory that gets a certificate file for each request file: device.csr becomes device.pem,
/// or device.der. Files are whole or not there. Any number of threads may use it.
class CertificateFiles {
public:
    CertificateFiles(std::string directory, Format format)
        : directory_(std::move(directory)), format_(format)
    {
    }

    /// Makes the directory where it is not there. Fails with environment where it cannot be written
    /// into, and with usage where it holds the requests itself.
    [[nodiscard]] Result<void> prepare(const std::vector<std::string>& requests) const;

    enum class Put { written, there };
    /// Writes the certificate of a request, or leaves a file that is right. One that is empty (of a
    /// power failure), or holds another certificate of the same key, is replaced; anything else is
    /// in the way, and fails with refused.
    [[nodiscard]] Result<Put> put(std::string_view request, const record::Issued& issued) const;

    [[nodiscard]] std::string path_of(std::string_view request) const;

private:
    std::string directory_;
    Format format_;
};

} // namespace mdm::service
