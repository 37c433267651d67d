#include "core/file.h"
#include "service/certificate_check.h"
#include "service/config_checks.h"
#include "x509/path.h"

namespace mdm::service {
namespace {

constexpr std::string_view where = "[certificate]";
constexpr std::string_view lists_where = "[certificate] revocation_lists";
constexpr int no_message = 3; // of mdm-check-signature(1)

/// The program reads all that it is given before it reads a message, so it knows of what is wrong.
void try_program(const Subject& subject, Complaints& complaints)
{
    const auto finished = run_program(signature_program(subject.settings, subject.now));
    if (!finished)
        complaints.push_back(complaint(where, finished.error()));
    else if (finished->status != no_message)
        complaints.push_back(std::string(where) + ": " + signature_complaint(*finished));
}

void check_list(const std::string& path, Time now, Complaints& complaints)
{
    require_unchangeable(lists_where, path, complaints);
    const auto content = read_file(path);
    if (!content)
        return; // the program has said so
    const auto lists = x509::parse_revocation_lists(*content);
    for (std::size_t i = 0; lists && i < lists->size(); ++i)
        if (auto good = x509::check_list_time((*lists)[i], now); !good)
            complaints.push_back(complaint(lists_where, std::move(good).error().within(path)));
}

} // namespace

void check_certificate(const Subject& subject, Complaints& complaints)
{
    const config::Certificate& certificate = subject.settings.certificate;
    const auto configured = config::require(certificate);
    if (offers(subject, "Certificate") && !configured)
        complaints.push_back("[service] auth_policies offers Certificate, and " +
                             complaint("", configured.error()));
    if (!configured)
        return;
    if (!offers(subject, "Certificate"))
        complaints.push_back("[certificate] is configured, and [service] auth_policies does not "
                             "offer Certificate: no signature is taken");
    require_unchangeable("[certificate] anchors", certificate.anchors, complaints);
    if (!certificate.command.empty())
        require_unchangeable("[certificate] command", certificate.command, complaints);
    try_program(subject, complaints);
    for (const std::string& path : certificate.revocation_lists)
        check_list(path, subject.now, complaints);
}

} // namespace mdm::service
