#pragma once

#include "config/authority.h"
#include "x509/issue.h"

#include <map>
#include <string>
#include <vector>

namespace mdm::enrollment {

/// An authority that can sign.
struct Authority {
    x509::Issuer issuer;
    std::string fingerprint; ///< SHA-256 of its certificate, hexadecimal
};

/// The authorities of a service, each loaded when it is asked for first.
class Authorities {
public:
    explicit Authorities(std::vector<config::Authority> configured)
        : configured_(std::move(configured))
    {
    }

    /// The authority of that name, "" for [authority]. What fails is kept, and fails again, with
    /// environment: no passphrase is tried twice. Authorities do not move once they are loaded.
    const Result<Authority>& find(const std::string& name);

private:
    std::vector<config::Authority> configured_;
    std::map<std::string, Result<Authority>> loaded_; ///< by name
};

/// A thread's own copies of the keys of authorities, made when they are asked for: threads that
/// share one would wait for each other. The authorities outlive them.
class OwnKeys {
public:
    const x509::Issuer& of(const Authority& authority);

private:
    std::map<const Authority*, x509::Issuer> copies_;
};

} // namespace mdm::enrollment
