#include "keys/token_key.h"

#include "core/text.h"
#include "keys/pkcs11.h"
#include "keys/session.h"
#include "ossl/key.h"
#include "x509/der.h"
#include "x509/public_key.h"

#include <algorithm>
#include <thread>

#include <p11-kit/pkcs11.h>
#include <unistd.h>

namespace mdm::keys {
namespace {

namespace der = x509::der;

constexpr std::size_t signature_limit = 2048; // of RSA with 16384 bits

/// The OBJECT IDENTIFIER of a hash, whole (RFC 8017 B.1).
Bytes oid_of(ossl::Hash hash)
{
    if (hash == ossl::Hash::sha1)
        return {0x06, 0x05, 0x2B, 0x0E, 0x03, 0x02, 0x1A};
    const unsigned char last = hash == ossl::Hash::sha256 ? 1 : hash == ossl::Hash::sha384 ? 2 : 3;
    return {0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, last};
}

///     DigestInfo ::= SEQUENCE { digestAlgorithm, digest OCTET STRING }  (RFC 8017 9.2)
Bytes digest_info(ossl::Hash hash, ByteView hashed)
{
    const Bytes algorithm =
        der::element(der::sequence, {oid_of(hash), der::element(der::null, {})});
    return der::element(der::sequence, {algorithm, der::element(der::octet_string, {hashed})});
}

///     Ecdsa-Sig-Value ::= SEQUENCE { r INTEGER, s INTEGER }  (RFC 3279 2.2.3)
Bytes ecdsa_value(ByteView both)
{
    const std::size_t half = both.size() / 2;
    return der::element(der::sequence, {der::unsigned_integer(both.first(half)),
                                        der::unsigned_integer(both.last(half))});
}

/// Some tokens wrap the point into an OCTET STRING, as PKCS #11 wants it, and some do not.
ByteView point_of(ByteView attribute)
{
    der::Reader reader(attribute);
    const auto wrapped = reader.take(der::octet_string, "the point");
    return wrapped && reader.at_end() ? wrapped->content : attribute;
}

} // namespace

/// One or more tries to open a key.
class TokenKey::Opening {
public:
    explicit Opening(const config::KeySource& source) : source_(source) {}

    /// Whether another try may go better, after one that failed with environment.
    [[nodiscard]] bool may_go_better() const { return may_go_better_; }

    Result<std::shared_ptr<const TokenKey>> attempt()
    {
        auto* const module = TRY(start_module(source_.module));
        const auto uri = TRY(parse_uri(source_.place));
        const auto name = TRY(object_name(*uri));
        const auto slot = TRY(find_token(*module, *uri));
        const std::string where = "token '" + printable(slot.label, 32) + "'";
        auto sessions = std::make_shared<Sessions>(*module, slot.id);
        const auto session = TRY_WITHIN(where, Session::take(sessions));
        TRY_WITHIN(where, log_in(session, slot));
        const auto found = TRY_WITHIN(where, find(session, name.label, name.id));
        return std::shared_ptr<const TokenKey>(new TokenKey(std::move(sessions), found));
    }

private:
    /// Gives the token its PIN, unless it wants none.
    Result<void> log_in(const Session& session, const Slot& slot)
    {
        if ((slot.flags & CKF_LOGIN_REQUIRED) == 0)
            return {};
        TRY(require_tries(slot));
        TRY(read_pin());
        auto* const text =
            reinterpret_cast<unsigned char*>(const_cast<char*>(pin_->reveal().data()));
        const CK_RV rv =
            session.module().C_Login(session.handle(), CKU_USER, text, pin_->reveal().size());
        if (rv == CKR_OK || rv == CKR_USER_ALREADY_LOGGED_IN)
            return {};
        if (rv == CKR_PIN_INCORRECT)
            return Error{Errc::refused, "this is not its PIN: look at what pin names, before tries "
                                        "enough have locked the token"};
        Error error = token_error("cannot log in", rv);
        // The last one, as SoftHSM has it of a token that is being written to.
        if (rv != CKR_GENERAL_ERROR && rv != CKR_FUNCTION_FAILED && rv != CKR_DEVICE_ERROR &&
            rv != CKR_USER_PIN_NOT_INITIALIZED)
            error.code = Errc::refused;
        return error;
    }

    static Result<void> require_tries(const Slot& slot)
    {
        if ((slot.flags & CKF_USER_PIN_LOCKED) != 0)
            return Error{Errc::refused, "its PIN is locked: unlock it with the tools of the token"};
        if ((slot.flags & CKF_USER_PIN_FINAL_TRY) != 0)
            return Error{Errc::refused, "its PIN is not tried, since a wrong one would lock it: "
                                        "log in once with pkcs11-tool --login"};
        return {};
    }

    /// Once, since a descriptor may give it once.
    Result<void> read_pin()
    {
        if (pin_)
            return {};
        may_go_better_ = false;
        if (!source_.pin)
            return Error{Errc::environment, "it asks for a PIN, and none is configured: name with "
                                            "pin where it is to be had"};
        pin_ = TRY_WITHIN("pin", read_secret(*source_.pin));
        may_go_better_ = true;
        return {};
    }

    const config::KeySource& source_;
    std::optional<Secret> pin_;
    bool may_go_better_ = true;
};

Result<std::shared_ptr<const TokenKey>> TokenKey::open(const config::KeySource& source)
{
    using std::chrono::milliseconds;
    constexpr milliseconds longest{512};
    if (source.module.empty())
        return Error{Errc::environment, "the key is in a token, and no PKCS #11 module is "
                                        "configured: name with module the library of its maker"};
    TRY(load_module(source.module));
    Opening opening(source);
    // Processes that began together are not to come together again.
    for (milliseconds pause{8 + ::getpid() % 8};; pause *= 2) {
        auto key = opening.attempt();
        if (key)
            keep_module(source.module);
        if (key || key.error().code != Errc::environment || !opening.may_go_better() ||
            pause > longest || !stop_module(source.module))
            return key;
        std::this_thread::sleep_for(pause);
    }
}

Result<TokenKey::Found> TokenKey::find(const Session& session, const std::string& label,
                                       const std::string& id)
{
    const auto objects = TRY(session.find(CKO_PRIVATE_KEY, label, id));
    if (objects.size() != 1)
        return Error{Errc::refused,
                     objects.empty() ? "it has no private key that is the one of the URI"
                                     : "several private keys are the one of the URI: name object "
                                       "and id there"};
    const Bytes kind = session.read(objects.front(), CKA_KEY_TYPE);
    CK_KEY_TYPE key_type = CKK_GENERIC_SECRET;
    if (kind.size() == sizeof key_type)
        std::copy(kind.begin(), kind.end(), reinterpret_cast<unsigned char*>(&key_type));
    if (key_type != CKK_RSA && key_type != CKK_EC)
        return Error{Errc::refused, "its key is neither RSA nor EC"};
    return Found{objects.front(), key_type == CKK_RSA};
}

Result<Bytes> TokenKey::sign(ossl::Hash hash, ByteView hashed) const
{
    const auto session = TRY(Session::take(sessions_));
    CK_FUNCTION_LIST& module = session.module();
    CK_MECHANISM mechanism{key_.rsa ? CKM_RSA_PKCS : CKM_ECDSA, nullptr, 0};
    Bytes input = key_.rsa ? digest_info(hash, hashed) : Bytes(hashed.begin(), hashed.end());
    Bytes signature(signature_limit);
    CK_ULONG size = signature.size();
    CK_RV rv = module.C_SignInit(session.handle(), &mechanism, key_.object);
    if (rv == CKR_OK)
        rv = module.C_Sign(session.handle(), input.data(), input.size(), signature.data(), &size);
    if (rv != CKR_OK)
        return token_error("the token does not sign", rv);
    signature.resize(size);
    return key_.rsa ? signature : ecdsa_value(signature);
}

std::optional<unsigned long> TokenKey::public_object(const Session& session) const
{
    const Bytes id = session.read(key_.object, CKA_ID);
    if (id.empty())
        return std::nullopt;
    const auto found = session.find(CKO_PUBLIC_KEY, "", std::string(text_of(id)));
    return found && found->size() == 1 ? std::optional(found->front()) : std::nullopt;
}

Result<std::optional<Bytes>> TokenKey::public_key_info() const
{
    const auto session = TRY(Session::take(sessions_));
    const auto other = public_object(session);
    // What the private key itself says comes first: another key's public half may have its id.
    const auto read = [&](unsigned long type) {
        Bytes value = session.read(key_.object, type);
        return value.empty() && other ? session.read(*other, type) : value;
    };
    const Bytes first = read(key_.rsa ? CKA_MODULUS : CKA_EC_PARAMS);
    const Bytes second = read(key_.rsa ? CKA_PUBLIC_EXPONENT : CKA_EC_POINT);
    if (first.empty() || second.empty())
        return std::optional<Bytes>();
    ossl::Key key;
    if (key_.rsa) {
        key = TRY(ossl::rsa_public_key(first, second));
    } else {
        const auto curve = TRY(x509::parse_curve(first));
        key = TRY(ossl::ec_public_key(curve, point_of(second)));
    }
    auto info = TRY(x509::public_key_info(key));
    return std::optional(std::move(info));
}

} // namespace mdm::keys
