#pragma once

#include "core/bytes.h"
#include "core/time.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mdm::record {

/// What a request asks for.
enum class Kind {
    unknown, ///< nobody could tell; the record then bears a fault
    policy,  ///< MS-XCEP GetPolicies
    issue,   ///< MS-WSTEP Issue
    renew,   ///< MS-MDE2 3.5 Renew
    query,   ///< MS-WSTEP QueryTokenStatus: what became of a request that had to wait
};

/// Who asks, as the door found out.
struct Identity {
    /// How it was proved: "onpremise", "federated", "certificate", "renewal".
    std::string method;
    std::string user; ///< canonical
    std::vector<std::string> groups = {};
    std::string certificate = {}; ///< SHA-1 thumbprint of the one that proved it; may be empty
    std::string profile = {};     ///< that it was issued by, where it is one of ours
    // What a token said; empty otherwise.
    std::string issuer = {};
    std::string tenant = {};    ///< of Entra
    std::string object_id = {}; ///< of the user in Entra, or the issuer's subject
    std::string device_id = {}; ///< of the device in Entra, which is not its DeviceID
    std::string sid = {};       ///< security identifier of the user in Active Directory
    std::string token_id = {};  ///< a hash, for the log and the ledger; never the token
    /// There where the token is good for one enrollment: the certificate spends it.
    std::optional<Time> token_good_until = {};
};

/// What GetPolicies asks for (MS-XCEP 3.1.4.1.2.1). Absent members were nil or not there.
struct PolicyQuery {
    std::optional<Time> last_update = {};
    std::optional<std::string> language = {};
    std::optional<std::vector<std::string>> oids = {};
    std::optional<int> client_version = {};
    std::optional<int> server_version = {};
};

/// What an RST asks for.
struct CertificateQuery {
    std::string token_type;      ///< wst:TokenType, as it was sent; may be empty
    Bytes request = {};          ///< DER PKCS #10; empty of kind query
    std::string request_id = {}; ///< of kind query: the RequestID that is asked about
};

/// The certificate that a request wants to take the place of; the door found it in the ledger.
struct Renews {
    std::string serial;       ///< upper-case hexadecimal
    Bytes certificate;        ///< DER
    std::string profile = {}; ///< that it was issued by
};

/// The certificate that was issued, with what stands above it.
struct Issued {
    std::string serial;       ///< upper-case hexadecimal
    Bytes certificate;        ///< DER
    std::vector<Bytes> chain; ///< DER; the issuer first, the root last
    std::string profile = {}; ///< that it was issued by
    // For plain WSTEP clients.
    std::string request_id = {}; ///< under which it waited for approval; empty: it did not
    Bytes response = {};         ///< DER of the full PKI response (RFC 5272 3.2.2)
};

/// A request that waits for somebody to approve it.
struct Pending {
    std::string request_id; ///< RequestID, by which its client asks what became of it
};

/// Why the request was refused, in the words of the fault catalogue.
struct Fault {
    std::string subcode;    ///< "Authorization"
    std::string error_type; ///< "DeviceCapReached"; empty for none
    std::string reason;
    std::string language = "en-US";
    std::string message;         ///< of the detail; empty: the reason
    std::string rule = {};       ///< of the configuration that decided; empty: none of them
    std::string request_id = {}; ///< of a request that waited for approval and was denied it
};

/// One context item of the request; the values of a repeated name are kept in order.
using DeviceFact = std::pair<std::string, std::vector<std::string>>;

/// A request on its way through the pipe: one JSON object on one line, described in mdm-record(5).
/// It never holds a password or a token.
struct Record {
    Kind kind = Kind::unknown;
    std::string trace_id;
    Time received = {};
    std::optional<std::string> message_id = {};
    std::optional<std::string> activity_id = {};
    std::optional<Identity> identity = {};
    std::vector<DeviceFact> device = {}; ///< every ContextItem, in order
    std::optional<PolicyQuery> policy = {};
    std::optional<CertificateQuery> request = {};
    std::optional<Renews> renews = {}; ///< of kind renew
    std::optional<Issued> issued = {};
    std::optional<Pending> pending = {};
    std::string reply = {}; ///< SOAP, where a stage before the last has answered already
    std::optional<Fault> fault = {};
    /// Members that this version does not know, as JSON text: they are passed on.
    std::vector<std::pair<std::string, std::string>> others = {};
};

/// The version that is written, and the only one that is read.
constexpr int version = 1;

/// The longest line that is read: the largest request in base64, twice, and some.
constexpr std::size_t line_limit = 8U << 20;

/// Reads one line. Fails with malformed on what is not a JSON object, has another version, or
/// has a member of the wrong type; the message names the member.
Result<Record> parse(std::string_view line);

/// One line of JSON without its line feed. Members in the order of the struct; absent ones are left
/// out.
std::string to_json(const Record& record);

/// The line of a record that has no member `issued` yet, with that member added at its end: what
/// the line holds besides stays to the byte, and long texts are not read and written once more.
std::string with_issued(std::string_view line, const Issued& issued);

/// "policy", "issue", "renew", "query"; "unknown".
std::string_view to_text(Kind kind);

/// The kinds of clients: "mdm", a device that enrolls for management; "wstep", whose TokenType is
/// X509v3 and who wants a certificate and nothing else (MS-WSTEP 3.1.4.1.2.8).
bool is_plain_token_type(std::string_view token_type);
bool is_plain(const Record& record);
std::string_view client_of(const Record& record);

/// The first value of a context item; nothing where the device did not send it.
std::optional<std::string> find_fact(const Record& record, std::string_view name);

} // namespace mdm::record
