#pragma once

#include "config/authority.h"
#include "ossl/digest.h"

#include <memory>
#include <optional>

namespace mdm::keys {

class Session;
class Sessions;

/// A private key, RSA or EC, that stays in a PKCS #11 token. Any number of threads may sign with it
/// at once: each has a session of its own while it does, as long as the token gives more of them.
class TokenKey {
public:
    /// Finds the key, once the token took the PIN. Where the token says that one wrong PIN more
    /// would lock it, none is tried. What may pass, since another process uses the token too, is
    /// tried again for a second or two; a wrong PIN never is. Fails with environment, with refused
    /// where another try is of no use, and with usage on a URI that is none.
    static Result<std::shared_ptr<const TokenKey>> open(const config::KeySource& source);

    /// The signature of a hash, as `ossl::Signer::sign` yields it. Fails with environment.
    [[nodiscard]] Result<Bytes> sign(ossl::Hash hash, ByteView hashed) const;

    /// Its public half, DER SubjectPublicKeyInfo; nothing where the token does not show it.
    [[nodiscard]] Result<std::optional<Bytes>> public_key_info() const;

private:
    class Opening;
    struct Found {
        unsigned long object;
        bool rsa;
    };
    TokenKey(std::shared_ptr<Sessions> sessions, Found found)
        : sessions_(std::move(sessions)), key_(found)
    {
    }
    static Result<Found> find(const Session& session, const std::string& label,
                              const std::string& id);
    [[nodiscard]] std::optional<unsigned long> public_object(const Session& session) const;

    std::shared_ptr<Sessions> sessions_;
    Found key_;
};

} // namespace mdm::keys
