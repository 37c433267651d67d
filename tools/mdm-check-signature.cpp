// mdm-check-signature - check who signed a SOAP message.
//
// Reads one message; writes a JSON object that says whose certificate signed it, and what of it was
// signed. mdm-auth runs it for AuthPolicy Certificate. See mdm-check-signature(1).

#include "cli/tool.h"
#include "service/check_signature.h"

namespace {
using namespace mdm;

/// id-kp-clientAuth (RFC 5280 4.2.1.12).
constexpr std::string_view client_authentication = "1.3.6.1.5.5.7.3.2";
constexpr long message_limit = 1L << 20;
constexpr long largest_limit = 64L << 20;

Result<service::SignatureRules> rules(const cli::Arguments& arguments, const cli::Io& io)
{
    service::SignatureRules rules;
    rules.path.now = io.now();
    rules.path.extended_key_usages = arguments.all("eku");
    if (rules.path.extended_key_usages.empty())
        rules.path.extended_key_usages.emplace_back(client_authentication);
    for (const auto& word : arguments.all("user"))
        rules.user.push_back(TRY_WITHIN("--user", x509::owner_source_from(word)));
    if (rules.user.empty())
        rules.user.push_back(x509::OwnerSource::upn);
    rules.authorities_from_message = arguments.has("authorities-from-message");
    rules.limit =
        static_cast<std::size_t>(TRY(arguments.number("limit", message_limit, 1, largest_limit)));
    const auto anchors = TRY(arguments.require("anchors"));
    TRY(service::read_signature_files({.anchors = anchors,
                                       .intermediates = arguments.find("intermediates"),
                                       .revocation_lists = arguments.all("crl")},
                                      rules));
    return rules;
}

Result<cli::Exit> run(const cli::Arguments& arguments, cli::Io& io)
{
    TRY(arguments.require_operands(0, 0, "operand"));
    const auto by = TRY(rules(arguments, io));
    const auto message = TRY(io.in.read_all(by.limit));
    const auto checked = TRY(service::check_signature(message, by));
    io.out << service::to_json(checked) << "\n";
    return cli::Exit::ok;
}

} // namespace

int main(int argc, char** argv)
{
    return cli::run_main(
        {.name = "mdm-check-signature",
         .operands = "< MESSAGE",
         .summary = "check who signed a SOAP message",
         .options = {{"anchors", "FILE", "certificates of the authorities that are trusted"},
                     {"intermediates", "FILE", "certificates of authorities below them"},
                     {"authorities-from-message", "", "let the message bring authorities along"},
                     {"crl", "FILE", "look for revoked certificates in this list", true},
                     {"eku", "OID", "extended key usage to ask for, or one of several", true},
                     {"user", "SOURCE", "where the user's name is: upn (default), email, cn", true},
                     {"limit", "BYTES", "of the message (default 1048576)"},
                     cli::now_option},
         .run = run},
        argc, argv);
}
