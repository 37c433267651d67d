// mdm-request - write a request as a Windows device sends it.
//
// Writes one SOAP message to standard output. See mdm-request(1).

#include "cli/tool.h"
#include "device/style.h"
#include "player/credentials.h"
#include "player/messages.h"

namespace {
using namespace mdm;

/// A command that writes the message which a function makes.
template <Result<std::string> (*make)(const cli::Arguments&, cli::Io&)>
Result<cli::Exit> write(const cli::Arguments& arguments, cli::Io& io)
{
    TRY(arguments.require_at_most_one({"utf16", "bom"})); // UTF-16 always has one
    const auto encoding = arguments.has("utf16") ? device::Encoding::utf16
                          : arguments.has("bom") ? device::Encoding::utf8_bom
                                                 : device::Encoding::utf8;
    const auto message = TRY(make(arguments, io));
    io.out << device::encode(message + "\n", encoding);
    return cli::Exit::ok;
}

const std::vector<cli::Option> message_options{
    {"to", "URL", "the URL that the message says it is for"},
    {"message-id", "ID", "MessageID in place of a random one; empty: none"},
    {"prefixes", "STYLE", "of names: usual (default) or numbered"},
    {"soap11", "", "write a SOAP 1.1 envelope"},
    {"utf16", "", "write UTF-16"},
    {"bom", "", "begin with a byte order mark"},
    cli::seed_option,
};

const std::vector<cli::Option> discover_options{
    {"email", "TEXT", "EmailAddress: a user name, DOMAIN\\user, or empty"},
    {"request-version", "NUMBER", "RequestVersion (default 5.0)"},
    {"device-type", "TYPE", "DeviceType (default CIMClient_Windows)"},
    {"application-version", "N.N.N.N", "ApplicationVersion (default 10.0.26100.1)"},
    {"os-edition", "NUMBER", "OSEdition (default 4, Enterprise)"},
    {"auth-policy", "NAME", "offer this AuthPolicy (default OnPremise, Federated)", true},
};

using Options = std::vector<cli::Option>;

Options with(Options options, const Options& more)
{
    options.insert(options.end(), more.begin(), more.end());
    return options;
}

/// What certificate.
const Options request_options{
    {"key", "FILE", "sign the certificate request with this key"},
    {"new-key", "FILE", "keep the fresh key in this file"},
    {"key-type", "TYPE", "of a fresh key: rsa2048 (default), rsa3072, rsa4096, p256, p384, p521"},
    {"csr", "FILE", "send this certificate request, PEM or DER; - is standard input"},
    {"hash", "NAME", "of each signature: sha256 (default), sha384, sha512 or sha1"},
    {"printable-name", "", "write its name as a PrintableString that ends in NUL"},
    {"wrap", "END", "break its base64 into lines that end in lf or crlf"},
    {"item", "NAME=VALUE", "set a context item; the same name again adds to it", true},
};

/// And for which device.
const Options certificate_options =
    with(request_options, {{"without", "NAME", "leave a context item out", true}});

const Options credential_options = player::credential_options();

const Options policies_options =
    with(credential_options, {{"last-update", "TIME", "ask for policies that changed since"},
                              {"language", "TAG", "preferredLanguage"},
                              {"policy-oid", "OID", "ask for this policy alone", true},
                              {"tpm", "", "name a TPM, as Windows 10 and 11 do"}});

const Options issue_options = with(with(credential_options, certificate_options),
                                   {{"device-id", "ID", "DeviceID in place of a random one"},
                                    {"enrollment-type", "TYPE", "Full (default) or Device"}});

const Options plain_options = with(credential_options, request_options);

const Options renew_options =
    with(with(credential_options, certificate_options),
         {{"certificate", "FILE", "the certificate that is to be renewed, PEM or DER"},
          {"old-key", "FILE", "its key"},
          {"pkcs7", "FILE", "send this PKCS #7 message, DER or BER; - is standard input"},
          {"base64", "TIMES", "put the message into base64 once (default) or twice"},
          {"value-type", "NAME", "of the message: secext (default) or enrollment"},
          {"device-id", "ID", "DeviceID; left out without this"},
          {"enrollment-type", "TYPE", "Full or Device; left out without this"}});

const cli::Tool tool{
    .name = "mdm-request",
    .operands = "",
    .summary = "write a request as a Windows device or a plain WSTEP client sends it",
    .options = message_options,
    .commands = {{"discover", "", "write a Discover request", discover_options,
                  write<player::discover_message>},
                 {"policies", "", "write a GetPolicies request", policies_options,
                  write<player::policies_message>},
                 {"issue", "", "write a request for a certificate", issue_options,
                  write<player::issue_message>},
                 {"plain", "", "write a request of a plain WSTEP client for a certificate",
                  plain_options, write<player::plain_message>},
                 {"query", "REQUEST-ID", "write a question what became of a plain request",
                  credential_options, write<player::query_message>},
                 {"renew", "", "write a request for a renewed certificate", renew_options,
                  write<player::renew_message>}}};

} // namespace

int main(int argc, char** argv)
{
    return cli::run_main(tool, argc, argv);
}
