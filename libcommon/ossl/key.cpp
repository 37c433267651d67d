#include "ossl/key.h"

#include "core/secret.h"

#include <algorithm>
#include <bit>

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>

namespace mdm::ossl {
namespace {

std::string group_of(Curve curve)
{
    switch (curve) {
    case Curve::p256:
        return SN_X9_62_prime256v1;
    case Curve::p384:
        return SN_secp384r1;
    case Curve::p521:
        break;
    }
    return SN_secp521r1;
}

/// A number in the byte order of the machine, which is how OpenSSL takes it; wiped when it goes,
/// since it may be a private one.
class Number {
public:
    explicit Number(ByteView big_endian) : bytes_(big_endian.begin(), big_endian.end())
    {
        if constexpr (std::endian::native == std::endian::little)
            std::reverse(bytes_.begin(), bytes_.end());
    }
    Number(const Number&) = delete;
    Number& operator=(const Number&) = delete;
    Number(Number&&) noexcept = default;
    Number& operator=(Number&&) = delete;
    ~Number() { wipe(bytes_); }

    OSSL_PARAM param(const char* name)
    {
        return OSSL_PARAM_construct_BN(name, bytes_.data(), bytes_.size());
    }

private:
    Bytes bytes_;
};

/// OpenSSL only reads what it is given here, but takes it by a pointer to what it may change.
OSSL_PARAM octets(const char* name, ByteView bytes)
{
    return OSSL_PARAM_construct_octet_string(name, const_cast<unsigned char*>(bytes.data()),
                                             bytes.size());
}

KeyContext context_of(const char* type)
{
    initialize();
    KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr));
    if (context && EVP_PKEY_fromdata_init(context.get()) != 1)
        context.reset();
    return context;
}

Result<Key> key_from(const KeyContext& context, int selection, OSSL_PARAM* params)
{
    EVP_PKEY* key = nullptr;
    if (!context || EVP_PKEY_fromdata(context.get(), &key, selection, params) != 1)
        return last_error(Errc::malformed, "OpenSSL does not take the key");
    return Key(key);
}

Result<Bytes> number_of(const Key& key, const char* name)
{
    BIGNUM* number = nullptr;
    if (EVP_PKEY_get_bn_param(key.get(), name, &number) != 1)
        return last_error(Errc::malformed, "not an RSA key");
    Bytes bytes(static_cast<std::size_t>(BN_num_bytes(number)));
    BN_bn2bin(number, bytes.data());
    BN_free(number);
    return bytes;
}

} // namespace

std::size_t coordinate_size(Curve curve)
{
    switch (curve) {
    case Curve::p256:
        return 32;
    case Curve::p384:
        return 48;
    case Curve::p521:
        break;
    }
    return 66;
}

Result<Key> rsa_public_key(ByteView modulus, ByteView exponent)
{
    Number n(modulus);
    Number e(exponent);
    OSSL_PARAM params[] = {n.param(OSSL_PKEY_PARAM_RSA_N), e.param(OSSL_PKEY_PARAM_RSA_E),
                           OSSL_PARAM_END};
    // Every request has a key, and looking the algorithm up costs as much as making one of it.
    thread_local const KeyContext context = context_of("RSA");
    return key_from(context, EVP_PKEY_PUBLIC_KEY, params);
}

Result<Key> rsa_private_key(const RsaNumbers& numbers)
{
    constexpr std::array names = {OSSL_PKEY_PARAM_RSA_N,         OSSL_PKEY_PARAM_RSA_E,
                                  OSSL_PKEY_PARAM_RSA_D,         OSSL_PKEY_PARAM_RSA_FACTOR1,
                                  OSSL_PKEY_PARAM_RSA_FACTOR2,   OSSL_PKEY_PARAM_RSA_EXPONENT1,
                                  OSSL_PKEY_PARAM_RSA_EXPONENT2, OSSL_PKEY_PARAM_RSA_COEFFICIENT1};
    std::vector<Number> values;
    values.reserve(numbers.size());
    std::vector<OSSL_PARAM> params;
    for (std::size_t i = 0; i < numbers.size(); ++i)
        params.push_back(values.emplace_back(numbers[i]).param(names[i]));
    params.push_back(OSSL_PARAM_END);
    return key_from(context_of("RSA"), EVP_PKEY_KEYPAIR, params.data());
}

Result<Key> ec_public_key(Curve curve, ByteView point)
{
    std::string group = group_of(curve);
    OSSL_PARAM params[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, group.data(), 0),
        octets(OSSL_PKEY_PARAM_PUB_KEY, point), OSSL_PARAM_END};
    return key_from(context_of("EC"), EVP_PKEY_PUBLIC_KEY, params);
}

Result<Key> ec_private_key(Curve curve, ByteView scalar, ByteView point)
{
    std::string group = group_of(curve);
    Number number(scalar);
    OSSL_PARAM params[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, group.data(), 0),
        octets(OSSL_PKEY_PARAM_PUB_KEY, point), number.param(OSSL_PKEY_PARAM_PRIV_KEY),
        OSSL_PARAM_END};
    return key_from(context_of("EC"), EVP_PKEY_KEYPAIR, params);
}

Result<Bytes> ec_point_of(Curve curve, ByteView scalar)
{
    struct FreeCurve {
        void operator()(EC_GROUP* group) const { EC_GROUP_free(group); }
        void operator()(EC_POINT* point) const { EC_POINT_free(point); }
        void operator()(BIGNUM* number) const { BN_clear_free(number); }
    };
    initialize();
    const std::unique_ptr<EC_GROUP, FreeCurve> group(
        EC_GROUP_new_by_curve_name(OBJ_sn2nid(group_of(curve).c_str())));
    const std::unique_ptr<EC_POINT, FreeCurve> point(EC_POINT_new(group.get()));
    const std::unique_ptr<BIGNUM, FreeCurve> number(
        BN_bin2bn(scalar.data(), static_cast<int>(scalar.size()), nullptr));
    Bytes octets(1 + 2 * coordinate_size(curve));
    if (!number ||
        EC_POINT_mul(group.get(), point.get(), number.get(), nullptr, nullptr, nullptr) != 1 ||
        EC_POINT_point2oct(group.get(), point.get(), POINT_CONVERSION_UNCOMPRESSED, octets.data(),
                           octets.size(), nullptr) != octets.size())
        return last_error(Errc::malformed, "an EC private key that is no number of its curve");
    return octets;
}

Result<RsaPublic> rsa_public_of(const Key& key)
{
    auto modulus = TRY(number_of(key, OSSL_PKEY_PARAM_RSA_N));
    auto exponent = TRY(number_of(key, OSSL_PKEY_PARAM_RSA_E));
    return RsaPublic{std::move(modulus), std::move(exponent)};
}

Result<Bytes> ec_point_of(const Key& key)
{
    Bytes point(1 + 2 * coordinate_size(Curve::p521));
    std::size_t size = 0;
    if (EVP_PKEY_get_octet_string_param(key.get(), OSSL_PKEY_PARAM_ENCODED_PUBLIC_KEY, point.data(),
                                        point.size(), &size) != 1)
        return last_error(Errc::malformed, "not an EC key");
    point.resize(size);
    return point;
}

Key share(const Key& key)
{
    if (key)
        EVP_PKEY_up_ref(key.get());
    return Key(key.get());
}

Result<Key> make_rsa_key(unsigned bits)
{
    initialize();
    Key key(EVP_RSA_gen(bits));
    if (!key)
        return last_error(Errc::environment, "cannot make an RSA key");
    return key;
}

Result<Key> make_ec_key(Curve curve)
{
    initialize();
    Key key(EVP_EC_gen(group_of(curve).c_str()));
    if (!key)
        return last_error(Errc::environment, "cannot make an EC key");
    return key;
}

} // namespace mdm::ossl
