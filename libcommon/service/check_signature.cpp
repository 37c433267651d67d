#include "service/check_signature.h"

#include "core/file.h"
#include "x509/certificate.h"
#include "x509/name.h"
#include "xmldsig/verify.h"

namespace mdm::service {
namespace {

/// What is wrong with a file of ours is no fault of the message's.
Error of_file(const std::string& path, const Error& error)
{
    return Error{Errc::environment, error.message, error.spec}.within(path);
}

Result<std::vector<Bytes>> read_certificates(const std::string& path)
{
    const auto content = TRY(read_file(path));
    const auto certificates = x509::parse_certificate_file(content);
    if (!certificates)
        return of_file(path, certificates.error());
    std::vector<Bytes> ders;
    for (const auto& certificate : *certificates)
        ders.push_back(certificate.der);
    return ders;
}

Result<void> read_lists(const std::string& path, std::vector<Bytes>& lists)
{
    const auto content = TRY(read_file(path));
    auto found = x509::parse_revocation_lists(content);
    if (!found)
        return of_file(path, found.error());
    lists.insert(lists.end(), found->begin(), found->end());
    return {};
}

} // namespace

Result<void> read_signature_files(const SignatureFiles& files, SignatureRules& rules)
{
    rules.path.anchors = TRY(read_certificates(files.anchors));
    if (files.intermediates)
        rules.intermediates = TRY(read_certificates(*files.intermediates));
    for (const std::string& path : files.revocation_lists)
        TRY(read_lists(path, rules.path.revocation_lists));
    return {};
}

Result<CheckedSignature> check_signature(std::string_view message, const SignatureRules& rules)
{
    auto found = TRY(xmldsig::verify(message, rules.limit));
    auto others = rules.intermediates;
    if (rules.authorities_from_message)
        others.insert(others.end(), found.beside.begin(), found.beside.end());
    TRY(x509::check_path(found.certificate, others, rules.path));
    auto user = TRY(x509::owner_of(found.certificate, rules.user));
    const auto certificate = TRY(x509::parse_certificate(found.certificate));
    auto issuer = TRY(x509::name_text(certificate.issuer));
    return CheckedSignature{.user = std::move(user),
                            .subject = x509::subject_of(certificate),
                            .issuer = std::move(issuer),
                            .serial = x509::serial_of(certificate),
                            .thumbprint = x509::thumbprint(found.certificate),
                            .whole = found.whole,
                            .envelope = std::move(found.envelope)};
}

} // namespace mdm::service
