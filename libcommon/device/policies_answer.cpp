#include "device/policies_answer.h"

#include "core/text.h"
#include "device/policies_schema.h"
#include "device/sequence.h"

#include <fmt/format.h>

namespace mdm::device {
namespace {

namespace ns = xml::ns;
using xml::Element;

constexpr std::string_view spec = "MS-XCEP 3.1.4.1.3.1";

struct HashOid {
    std::string_view oid;
    std::string_view name;
    ossl::Hash hash;
};

/// The second is a signature's OID; a published answer has it all the same.
constexpr HashOid hash_oids[] = {
    {"1.3.14.3.2.26", "SHA-1", ossl::Hash::sha1},
    {"1.3.14.3.2.29", "SHA-1", ossl::Hash::sha1},
    {"2.16.840.1.101.3.4.2.1", "SHA-256", ossl::Hash::sha256},
    {"2.16.840.1.101.3.4.2.2", "SHA-384", ossl::Hash::sha384},
    {"2.16.840.1.101.3.4.2.3", "SHA-512", ossl::Hash::sha512},
};

constexpr std::string_view rsa_key = "1.2.840.113549.1.1.1";
constexpr std::string_view ec_key = "1.2.840.10045.2.1";

std::string text(const Element& parent, std::string_view local)
{
    return text_of_first(parent, {ns::policy, local});
}

/// The value of the OID that a reference leads to; empty where there is no reference.
std::string oid_of(const Element& whole, const std::string& reference)
{
    const auto oids = first(whole, {ns::policy, "oIDs"});
    if (!oids || reference.empty())
        return {};
    for (const auto& oid : oids->children({ns::policy, "oID"}))
        if (text(oid, "oIDReferenceID") == reference)
            return text(oid, "value");
    return {};
}

void take_hash(const Element& whole, const Element& attributes, PoliciesAnswer& answer, Step& step)
{
    const auto oid = oid_of(whole, text(attributes, "hashAlgorithmOIDReference"));
    for (const HashOid& known : hash_oids)
        if (known.oid == oid) {
            answer.hash = known.hash;
            return step.add("hash", std::string(known.name));
        }
    step.find(
        fmt::format("the hash is '{}', expected the OID of SHA-256 or its like", printable(oid)),
        spec);
}

void take_key(const Element& whole, const Element& attributes, PoliciesAnswer& answer, Step& step)
{
    const auto key = first(attributes, {ns::policy, "privateKeyAttributes"});
    if (!key)
        return;
    const auto length = number_of(text(*key, "minimalKeyLength"), 1, "minimalKeyLength",
                                  "MS-XCEP 3.1.4.1.3.20", step);
    answer.key_length = length.value_or(answer.key_length);
    const auto oid = oid_of(whole, text(*key, "algorithmOIDReference"));
    answer.elliptic = oid == ec_key;
    if (!oid.empty() && oid != rsa_key && oid != ec_key)
        step.find(fmt::format("the key algorithm is {}, which no device has", printable(oid)),
                  "MS-XCEP 3.1.4.1.3.20");
    step.add("key", fmt::format("{} {}", answer.elliptic ? "EC" : "RSA", answer.key_length));
}

void take_validity(const Element& attributes, Step& step)
{
    const auto validity = first(attributes, {ns::policy, "certificateValidity"});
    if (!validity)
        return;
    constexpr std::string_view where = "MS-XCEP 3.1.4.1.3.8";
    const auto whole = number_of(text(*validity, "validityPeriodSeconds"), 1,
                                 "validityPeriodSeconds", where, step);
    const auto renewal =
        number_of(text(*validity, "renewalPeriodSeconds"), 1, "renewalPeriodSeconds", where, step);
    if (whole && renewal && *renewal > *whole)
        step.find(fmt::format("renewalPeriodSeconds is {}, longer than the validity of {}",
                              *renewal, *whole),
                  where);
    if (whole)
        step.add("validity", fmt::format("{} days", *whole / 86400));
}

} // namespace

Result<PoliciesAnswer> read_policies_answer(const Element& body, Step& step)
{
    if (!body.is({ns::policy, "GetPoliciesResponse"}))
        return Error{Errc::malformed,
                     "the body is " + printable(to_text(body.name())) +
                         ", expected GetPoliciesResponse",
                     "MS-XCEP 3.1.4.1.2.2"};
    check_policies_schema(body, step);
    auto attributes = first(body, {ns::policy, "response"});
    for (const std::string_view local : {"policies", "policy", "attributes"})
        if (attributes)
            attributes = first(*attributes, {ns::policy, local});
    if (!attributes)
        return Error{Errc::malformed, "the answer has no policy", spec};
    step.add("name", printable(text(*attributes, "commonName")));
    if (const auto schema = text(*attributes, "policySchema"); schema != "3")
        step.find(fmt::format("policySchema is '{}', expected 3", printable(schema)),
                  "MS-MDE2 3.3.4.1.1.2");
    PoliciesAnswer answer;
    take_key(body, *attributes, answer, step);
    take_hash(body, *attributes, answer, step);
    take_validity(*attributes, step);
    const auto permission = first(*attributes, {ns::policy, "permission"});
    if (permission && text(*permission, "enroll") != "true" && text(*permission, "enroll") != "1")
        step.find("the policy does not permit to enroll", "MS-XCEP 3.1.4.1.3.11");
    return answer;
}

} // namespace mdm::device
