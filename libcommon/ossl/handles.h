#pragma once

#include "core/bytes.h"

#include <memory>
#include <string_view>

#include <openssl/types.h>

namespace mdm::ossl {

/// Frees an OpenSSL object of one type; `Free` is defined for the types below alone.
struct Free {
    void operator()(X509* certificate) const;
    void operator()(X509_REQ* request) const;
    void operator()(X509_NAME* name) const;
    void operator()(EVP_PKEY* key) const;
    void operator()(BIO* bio) const;
};

/// OpenSSL objects, owned.
using Certificate = std::unique_ptr<X509, Free>;
using Request = std::unique_ptr<X509_REQ, Free>;
using Name = std::unique_ptr<X509_NAME, Free>;
using Key = std::unique_ptr<EVP_PKEY, Free>;
using Bio = std::unique_ptr<BIO, Free>;

/// "what: OpenSSL's reason", from the newest entry of the error queue; drains the queue.
Error last_error(Errc code, std::string_view what);

/// Keeps OpenSSL from reading its configuration file and from loading what these tools never use:
/// each process saves a millisecond or more. Call once, before anything else of OpenSSL.
void initialize();

} // namespace mdm::ossl
