#include "core/base64.h"
#include "core/text.h"
#include "provisioning/check_parts.h"
#include "provisioning/criteria.h"
#include "provisioning/value.h"
#include "x509/certificate.h"

#include <array>

namespace mdm::provisioning {
namespace {

constexpr std::string_view store_spec = "MS-MDE2 2.2.9.2";

Error store_error(std::string message)
{
    return {Errc::malformed, "CertificateStore/" + std::move(message), store_spec};
}

/// The stores in the order in which well-known clients read them.
constexpr std::array<std::string_view, 3> stores{"Root", "CA", "My"};

Result<std::size_t> store_index(std::string_view name)
{
    for (std::size_t i = 0; i < stores.size(); ++i)
        if (stores[i] == name)
            return i;
    for (const auto store : stores)
        if (equal_ignoring_case(store, name))
            return store_error(std::string(name) + " is spelt " + std::string(store));
    return store_error(printable(name) + " is not Root, CA or My");
}

bool is_thumbprint(std::string_view type)
{
    return type.size() == 40 && type.find_first_not_of("0123456789ABCDEFabcdef") == type.npos;
}

Result<Bytes> read_certificate(const Characteristic& node, const std::string& where)
{
    const std::string place = where + "/" + printable(node.type);
    const auto value = TRY(require_value(node, "EncodedCertificate", "CertificateStore/" + place));
    const auto der = decode_base64(value);
    if (!der || encode_base64(*der) != value)
        return store_error(place + ": EncodedCertificate is not base64 on one line");
    TRY_WITHIN("CertificateStore/" + place, x509::parse_certificate(*der));
    const auto thumbprint = x509::thumbprint(*der);
    if (thumbprint != node.type)
        return store_error(place + " holds the certificate " + thumbprint);
    return *der;
}

/// Root/System or CA/System. That there is more than one is against the advice of a guide.
Result<void> read_authorities(const Characteristic& store, std::vector<Bytes>& certificates,
                              std::vector<std::string>& advice)
{
    for (const Characteristic& place : store.children) {
        if (place.type != "System")
            return store_error(store.type + "/" + printable(place.type) + " is not System");
        for (const Characteristic& node : place.children) {
            auto certificate = TRY(read_certificate(node, store.type + "/System"));
            certificates.push_back(std::move(certificate));
        }
    }
    if (certificates.size() > 1)
        advice.push_back("CertificateStore/" + store.type + "/System has " +
                         std::to_string(certificates.size()) +
                         " certificates: Microsoft's guide speaks of one");
    return {};
}

Result<std::chrono::days> read_days(const Characteristic& node, std::string_view name,
                                    int otherwise)
{
    const Parm* const parm = node.find_parm(name);
    if (parm == nullptr)
        return std::chrono::days(otherwise);
    const Row row{
        .path = name, .type = Type::integer, .least = 1, .most = 1000, .spec = store_spec};
    if (parm->datatype != "integer")
        return store_error("My/WSTEP/Renew: " + std::string(name) + " has no datatype integer");
    const auto text = parm->value.value_or("");
    TRY_WITHIN("CertificateStore/My/WSTEP/Renew", check_spelling(row, text));
    return std::chrono::days(std::stoi(text));
}

Result<void> read_renew(const Characteristic& wstep, Provisioned& result)
{
    const auto* node = TRY(only_child(wstep, "Renew", "CertificateStore/My/WSTEP"));
    if (node->find_parm("RenewalPeriod") != nullptr)
        return store_error("My/WSTEP/Renew: RenewalPeriod is spelt RenewPeriod");
    Renew renew;
    renew.period = TRY(read_days(*node, "RenewPeriod", 42));
    renew.retry_interval = TRY(read_days(*node, "RetryInterval", 7));
    if (const Parm* url = node->find_parm("ServerURL"))
        renew.server_url = url->value.value_or("");
    TRY_WITHIN("CertificateStore/My/WSTEP/Renew", check_renew(renew));
    result.renew = renew;
    return {};
}

/// My/User or My/System: the device's certificate and the container of its key, beside it or
/// inside.
Result<void> read_own(const Characteristic& place, Provisioned& result)
{
    const std::string where = "My/" + place.type;
    bool container = place.find_child("PrivateKeyContainer") != nullptr;
    for (const Characteristic& node : place.children) {
        if (node.type == "PrivateKeyContainer")
            continue;
        if (!is_thumbprint(node.type))
            return store_error(where + "/" + printable(node.type) + " is not a thumbprint");
        if (!result.certificates.leaf.empty())
            return store_error("My has more than one certificate");
        result.certificates.leaf = TRY(read_certificate(node, where));
        result.thumbprint = node.type;
        result.store = place.type == "User" ? Store::user : Store::system;
        container = container || node.find_child("PrivateKeyContainer") != nullptr;
    }
    if (!container)
        return store_error(where + " has no PrivateKeyContainer");
    return {};
}

Result<void> read_my(const Characteristic& store, Provisioned& result)
{
    for (const Characteristic& child : store.children) {
        if (child.type == "WSTEP")
            TRY(read_renew(child, result));
        else if (child.type == "User" || child.type == "System")
            TRY(read_own(child, result));
        else
            return store_error("My/" + printable(child.type) + " is not User, System or WSTEP");
    }
    return {};
}

} // namespace

Result<void> read_certificate_store(const Characteristic& tree, Provisioned& result)
{
    std::size_t reached = 0;
    for (const Characteristic& block : tree.children) {
        if (block.type != "CertificateStore")
            continue;
        for (const Characteristic& store : block.children) {
            const auto index = TRY(store_index(store.type));
            if (index < reached)
                return store_error(store.type + " stands after " + std::string(stores[reached]));
            reached = index;
            auto& certificates = result.certificates;
            if (store.type == "My")
                TRY(read_my(store, result));
            else
                TRY(read_authorities(
                    store, index == 0 ? certificates.further_roots : certificates.intermediates,
                    result.advice));
        }
    }
    if (result.certificates.leaf.empty())
        return store_error("My has no certificate");
    return {};
}

} // namespace mdm::provisioning
