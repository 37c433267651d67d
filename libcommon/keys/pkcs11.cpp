#include "keys/pkcs11.h"

#include "core/text.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <stdexcept>
#include <string_view>
#include <vector>

#include <dlfcn.h>
#include <p11-kit/p11-kit.h>
#include <p11-kit/uri.h>

namespace mdm::keys {
namespace {

constexpr CK_ULONG tokens_at_most = 4096;
constexpr std::size_t labels_told = 8;

void* library = nullptr;

struct Loaded {
    CK_FUNCTION_LIST* module = nullptr;
    bool at_work = false;
    bool kept = false;
};
std::mutex loading;
std::map<std::string, Loaded> loaded; // by path; held by `loading`, as the library is

/// Calls the function of the library.
template <auto function, class... Arguments>
auto call(const char* name, Arguments... arguments)
{
    const auto found = reinterpret_cast<decltype(function)>(::dlsym(library, name));
    if (found == nullptr)
        throw std::runtime_error(std::string("p11-kit has no ") + name);
    return found(arguments...);
}
#define P11(function, ...) call<&(function)>(#function __VA_OPT__(, ) __VA_ARGS__)

Result<void> load_library()
{
    if (library == nullptr)
        library = ::dlopen("libp11-kit.so.0", RTLD_LAZY | RTLD_LOCAL);
    if (library == nullptr)
        return Error{Errc::environment,
                     "a key in a token needs p11-kit: " + printable(::dlerror(), 200)};
    P11(p11_kit_be_quiet);
    return {};
}

/// A text that is filled up with spaces.
std::string text_of(const unsigned char* padded, std::size_t size)
{
    return std::string(trim({reinterpret_cast<const char*>(padded), size}));
}

bool is_of(p11_kit_uri& uri, CK_SLOT_ID slot, CK_SLOT_INFO& slot_info, CK_TOKEN_INFO& token_info)
{
    const CK_SLOT_ID wanted = P11(p11_kit_uri_get_slot_id, &uri);
    return (wanted == static_cast<CK_SLOT_ID>(-1) || wanted == slot) &&
           P11(p11_kit_uri_match_slot_info, &uri, &slot_info) == 1 &&
           P11(p11_kit_uri_match_token_info, &uri, &token_info) == 1;
}

Result<std::vector<CK_SLOT_ID>> slots_of(CK_FUNCTION_LIST& module)
{
    // Without a list first, which has the module look which tokens there are (PKCS #11 2.40, 5.5).
    CK_ULONG count = 0;
    CK_RV rv = module.C_GetSlotList(CK_TRUE, nullptr, &count);
    std::vector<CK_SLOT_ID> slots(std::min(count, tokens_at_most));
    count = slots.size();
    if (rv == CKR_OK && count > 0)
        rv = module.C_GetSlotList(CK_TRUE, slots.data(), &count);
    if (rv != CKR_OK)
        return token_error("cannot list the tokens", rv);
    slots.resize(count);
    return slots;
}

/// The first of them.
std::string joined(const std::vector<std::string>& labels)
{
    std::string text;
    for (std::size_t i = 0; i < std::min(labels.size(), labels_told); ++i)
        text.append(i == 0 ? "" : ", ").append("'" + printable(labels[i], 32) + "'");
    if (labels.size() > labels_told)
        text += " and " + std::to_string(labels.size() - labels_told) + " more";
    return text.empty() ? "none" : text;
}

std::string attribute_text(p11_kit_uri& uri, CK_ATTRIBUTE_TYPE type)
{
    const CK_ATTRIBUTE* const found = P11(p11_kit_uri_get_attribute, &uri, type);
    if (found == nullptr || found->pValue == nullptr)
        return {};
    return {static_cast<const char*>(found->pValue), found->ulValueLen};
}

} // namespace

Error token_error(std::string_view what, unsigned long returned)
{
    const char* const words = P11(p11_kit_strerror, CK_RV{returned});
    return {Errc::environment,
            std::string(what) + ": " + printable(words != nullptr ? words : "no reason given")};
}

void FreeUri::operator()(p11_kit_uri* uri) const
{
    P11(p11_kit_uri_free, uri);
}

Result<Uri> parse_uri(const std::string& text)
{
    Uri uri(P11(p11_kit_uri_new));
    const int failed = P11(p11_kit_uri_parse, text.c_str(), P11_KIT_URI_FOR_ANY, uri.get());
    if (failed != P11_KIT_URI_OK)
        return Error{Errc::usage, "no PKCS #11 URI: " + printable(P11(p11_kit_uri_message, failed)),
                     "RFC 7512"};
    if (P11(p11_kit_uri_any_unrecognized, uri.get()) != 0)
        return Error{Errc::usage, "the PKCS #11 URI has an attribute that nobody knows",
                     "RFC 7512 2.3"};
    return uri;
}

Result<void> load_module(const std::string& path)
{
    const std::lock_guard lock(loading);
    TRY(load_library());
    Loaded& one = loaded[path];
    if (one.module == nullptr)
        one.module = P11(p11_kit_module_load, path.c_str(), 0);
    if (one.module != nullptr)
        return {};
    const char* const why = P11(p11_kit_message);
    return Error{Errc::environment, path + ": cannot load this PKCS #11 module: " +
                                        printable(why != nullptr ? why : "no reason given")};
}

Result<CK_FUNCTION_LIST*> start_module(const std::string& path)
{
    const std::lock_guard lock(loading);
    Loaded& one = loaded[path];
    if (!one.at_work)
        if (const CK_RV rv = P11(p11_kit_module_initialize, one.module); rv != CKR_OK)
            return token_error(path + ": cannot start this PKCS #11 module", rv);
    one.at_work = true;
    return one.module;
}

bool stop_module(const std::string& path)
{
    const std::lock_guard lock(loading);
    Loaded& one = loaded[path];
    if (one.kept)
        return false;
    if (one.at_work)
        P11(p11_kit_module_finalize, one.module);
    one.at_work = false;
    return true;
}

void keep_module(const std::string& path)
{
    const std::lock_guard lock(loading);
    loaded[path].kept = true;
}

Result<Slot> find_token(CK_FUNCTION_LIST& module, p11_kit_uri& uri)
{
    std::vector<Slot> found;
    std::vector<std::string> labels;
    const auto slots = TRY(slots_of(module));
    for (const CK_SLOT_ID id : slots) {
        CK_SLOT_INFO slot_info{};
        CK_TOKEN_INFO token_info{};
        if (module.C_GetSlotInfo(id, &slot_info) != CKR_OK ||
            module.C_GetTokenInfo(id, &token_info) != CKR_OK ||
            (token_info.flags & CKF_TOKEN_INITIALIZED) == 0)
            continue;
        labels.push_back(text_of(token_info.label, sizeof token_info.label));
        if (is_of(uri, id, slot_info, token_info))
            found.push_back({id, labels.back(), token_info.flags});
    }
    if (found.size() > 1)
        return Error{Errc::refused, "several tokens are the one of the URI: name its serial "
                                    "there, as in ;serial=0123"};
    if (found.empty())
        return Error{Errc::environment, "the module has no token that is the one of the URI; it "
                                        "has " +
                                            joined(labels)};
    return found.front();
}

Result<ObjectName> object_name(p11_kit_uri& uri)
{
    const std::string type = attribute_text(uri, CKA_CLASS);
    constexpr CK_OBJECT_CLASS private_key = CKO_PRIVATE_KEY;
    if (!type.empty() &&
        type != std::string_view(reinterpret_cast<const char*>(&private_key), sizeof private_key))
        return Error{Errc::usage,
                     "the PKCS #11 URI is of something other than a private key; "
                     "type=private was expected",
                     "RFC 7512 2.3"};
    return ObjectName{attribute_text(uri, CKA_LABEL), attribute_text(uri, CKA_ID)};
}

} // namespace mdm::keys
