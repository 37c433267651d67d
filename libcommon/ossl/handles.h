#pragma once

#include "core/bytes.h"

#include <memory>
#include <string_view>

#include <openssl/types.h>

namespace mdm::ossl {

/// Frees an OpenSSL object of one type; `Free` is defined for the types below alone.
struct Free {
    void operator()(EVP_PKEY* key) const;
    void operator()(EVP_PKEY_CTX* context) const;
    void operator()(EVP_MD_CTX* context) const;
    void operator()(BIO* bio) const;
};

/// OpenSSL objects, owned.
using Key = std::unique_ptr<EVP_PKEY, Free>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, Free>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, Free>;
using Bio = std::unique_ptr<BIO, Free>;

/// "what: OpenSSL's reason", from the newest entry of the error queue; drains the queue.
Error last_error(Errc code, std::string_view what);

/// Keeps OpenSSL from reading its configuration file and from cleaning up at exit, which these
/// tools never need: each process saves time. Called by whatever here uses OpenSSL first; a program
/// that uses OpenSSL by itself before that calls it at its start. Calling it again has no effect.
void initialize();

} // namespace mdm::ossl
