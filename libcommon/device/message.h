#pragma once

#include "core/secret.h"
#include "core/time.h"
#include "device/signature.h"
#include "device/style.h"
#include "xml/writer.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace mdm::device {

/// What the header of a request says besides its action.
struct Header {
    std::string message_id; ///< "urn:uuid:..."; empty: no MessageID
    std::string to;         ///< the URL that the request is for
};

/// AuthPolicy OnPremise: a name and a password in plain text, inside TLS.
struct UsernameToken {
    std::string user;
    Secret password;
    /// When given, a Timestamp from here to five minutes later stands before the token.
    std::optional<Time> created = {};
};

/// AuthPolicy Federated: a token that the user, or the device, was given.
struct FederatedToken {
    /// What the ValueType says: the token of an enrollment server, or of Entra.
    enum class Type { user, entra };
    Secret token; ///< the text; the message has it in base64
    Type type = Type::user;
    std::optional<Time> created = {}; ///< as above
};

/// "user", "entra". Fails with usage.
Result<FederatedToken::Type> token_type_from(std::string_view word);

/// AuthPolicy Certificate: the message bears the certificate, and `seal` signs it when it is whole.
struct CertificateToken {
    std::shared_ptr<const SigningCertificate> signer;
    std::optional<Time> created = {}; ///< as above; no server takes a signature without it
};

/// How a request says who asks.
using Credentials = std::variant<UsernameToken, FederatedToken, CertificateToken>;

/// A finished message, signed where that is how it says who asks, else as it is. Fails as
/// `sign_message` does.
Result<std::string> seal(std::string message, const Credentials& credentials);

/// One request being written: an envelope with its header (Action, MessageID, ReplyTo, To), spelled
/// as a style has it.
class Message {
public:
    Message(const Style& style, std::string_view action, const Header& header);

    /// Appends the Security header.
    void add_security(const Credentials& credentials);

    /// Appends the one element of the body. In the usual style its namespace becomes the default.
    xml::Writer::Node payload(std::string_view space, std::string_view local);

    /// The qualified name of an element; declares its prefix on the envelope.
    std::string name(std::string_view space, std::string_view local);
    /// The name of an attribute of WS-Security, as the style has it; `captured` says whether
    /// devices give it a prefix.
    std::string security_attribute(std::string_view local, bool captured);

    /// The document, without a declaration.
    [[nodiscard]] std::string finish() const { return writer_.finish(); }

private:
    void add_timestamp(xml::Writer::Node& security, Time created);
    void add(xml::Writer::Node& security, const UsernameToken& token);
    void add(xml::Writer::Node& security, const FederatedToken& token);
    void add(xml::Writer::Node& security, const CertificateToken& token);
    std::string prefix(std::string_view space);
    [[nodiscard]] std::string_view soap_space() const;

    Style style_;
    xml::Writer writer_;
    std::vector<std::string_view> declared_;
    xml::Writer::Node header_;
    xml::Writer::Node body_;
};

} // namespace mdm::device
