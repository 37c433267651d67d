#pragma once

#include "core/result.h"

#include <memory>
#include <string>

struct _CK_FUNCTION_LIST; // NOLINT(bugprone-reserved-identifier): its name in PKCS #11
struct p11_kit_uri;

/// PKCS #11 by way of p11-kit, which reads URIs and keeps modules in order where there are threads.
/// It is loaded when a key is in a token, as the module is: no other process pays for them. Nothing
/// here unloads a module, so pointers to it stay good.
namespace mdm::keys {

/// Loads p11-kit and a module, once a process; what follows asks for nothing that was not loaded.
/// Fails with environment.
Result<void> load_module(const std::string& path);

struct FreeUri {
    void operator()(p11_kit_uri* uri) const;
};
using Uri = std::unique_ptr<p11_kit_uri, FreeUri>;

/// Reads a URI (RFC 7512). Fails with usage.
Result<Uri> parse_uri(const std::string& text);

/// Errors of what follows are of the code environment where it may go well a moment later, since
/// another process writes to the token just now, and of another where it will not.

/// Starts a module where it is not at work already.
Result<_CK_FUNCTION_LIST*> start_module(const std::string& path);
/// Stops a module, so that it looks anew for its tokens when it is started next. False where it is
/// kept, as it is from the first key on that was opened.
bool stop_module(const std::string& path);
void keep_module(const std::string& path);

/// A token that is there.
struct Slot {
    unsigned long id;
    std::string label;
    unsigned long flags; ///< CKF_ of its CK_TOKEN_INFO
};

/// The one token of a module that a URI is of. Fails where there is none, or more than one.
Result<Slot> find_token(_CK_FUNCTION_LIST& module, p11_kit_uri& uri);

/// The label and id that the URI gives an object, empty where it gives none.
struct ObjectName {
    std::string label;
    std::string id;
};
/// Fails with usage where the URI is of something other than a private key.
Result<ObjectName> object_name(p11_kit_uri& uri);

/// "what: p11-kit's words for what a function of PKCS #11 returned".
Error token_error(std::string_view what, unsigned long returned);

} // namespace mdm::keys
