#pragma once

#include "core/result.h"
#include "core/secret.h"
#include "xml/element.h"

#include <string>

namespace mdm::auth {

/// The name and the password that a request bears.
struct UsernameToken {
    std::string username; ///< 1 to 256 bytes without control characters
    Secret password;      ///< at most 512 bytes; empty where a device has none to send
};

/// What a request shows for itself in its wsse:Security header. It may be another form than the
/// announced AuthPolicy asks for: a device that Entra knows sends its token even so.
enum class Credential {
    none,        ///< nothing, as when TLS has told who it is
    username,    ///< a UsernameToken
    token,       ///< a BinarySecurityToken: federated sign-in
    certificate, ///< a Signature, with the certificate in a BinarySecurityToken
};

/// The form of the credentials in a wsse:Security element, by what is there; nothing is checked. A
/// Signature decides, whatever the ValueType of the BinarySecurityToken says. Fails with malformed
/// when a UsernameToken stands beside one of the others: whose request would it be?
Result<Credential> credential_of(const xml::Element& security);

/// Whether the header has a UsernameToken that bears no password, or an empty one: a device that
/// TLS has told who it is sends its user's name so (MS-MDE2 3.5.4.1.1.1), which proves nothing.
bool has_empty_password(const xml::Element& security);

/// Reads the one UsernameToken of a wsse:Security element (WSS UsernameToken Profile 1.1, 3.1).
/// White space around the name is left out; that around the password only where a line break is
/// part of it, since that is how a message is printed prettily, and a password may have a blank at
/// its ends. Nonce and Created are not looked at: a client sends the same in several requests, and
/// its clock may be wrong. Fails with malformed on what is missing, twice there, empty or too long,
/// naming it; with refused on a password that is not PasswordText, and where there is another
/// credential in place of the UsernameToken, naming that. No message shows the password.
Result<UsernameToken> parse_username_token(const xml::Element& security);

} // namespace mdm::auth
