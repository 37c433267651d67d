#include "core/file.h"
#include "core/text.h"
#include "core/time.h"
#include "keys/signer.h"
#include "service/config_checks.h"
#include "x509/certificate.h"

namespace mdm::service {
namespace {

using x509::Certificate;

/// The certificates of a file that a key of an authority names; none, and a complaint, where it
/// holds none.
std::vector<Certificate> read_certificates(const std::string& where, const std::string& path,
                                           Complaints& complaints)
{
    const auto content = read_file(path);
    if (!content) {
        complaints.push_back(complaint(where, content.error()));
        return {};
    }
    auto certificates = x509::parse_pem_certificates(*content);
    if (!certificates) {
        complaints.push_back(complaint(where, std::move(certificates).error().within(path)));
        return {};
    }
    return std::move(certificates).value();
}

void require_signer(const std::string& where, const Certificate& certificate, Time now,
                    Complaints& complaints)
{
    const std::string name = where + ": '" + x509::subject_of(certificate) + "' ";
    if (!certificate.authority || !certificate.may_sign_certificates)
        complaints.push_back(name + "is no authority that may sign certificates "
                                    "[RFC 5280 4.2.1.3, 4.2.1.9]");
    if (now < certificate.not_before)
        complaints.push_back(name + "is not valid before " + to_text(certificate.not_before));
    if (now > certificate.not_after)
        complaints.push_back(name + "ended " + to_text(certificate.not_after));
}

void check_key(const std::string& where, const config::KeySource& key,
               const Certificate* certificate, Complaints& complaints)
{
    const auto good = [&]() -> Result<void> {
        if (certificate != nullptr)
            TRY(keys::load_signer(key, *certificate));
        else if (!config::is_in_token(key))
            TRY(keys::load_file(key));
        return {};
    }();
    if (!good)
        complaints.push_back(complaint(where, good.error()));
    else if (key.passphrase && !keys::is_encrypted_file(key))
        complaints.push_back(where + ": " + key.place +
                             ": is not encrypted, though passphrase is configured; openssl pkcs8 "
                             "-topk8 -v2 aes-256-cbc encrypts it");
}

/// The chain leads from the certificate to a root, each issued by the next.
void check_chain(const std::string& where, const Certificate& certificate,
                 const std::vector<Certificate>& chain, Time now, Complaints& complaints)
{
    const Certificate* below = &certificate;
    for (const Certificate& above : chain) {
        require_signer(where, above, now, complaints);
        if (!x509::is_issued_by(*below, above))
            complaints.push_back(where + ": '" + x509::subject_of(*below) +
                                 "' was not issued by '" + x509::subject_of(above) +
                                 "', which follows it");
        below = &above;
    }
    if (!x509::is_self_signed(*below))
        complaints.push_back(where + ": ends with '" + x509::subject_of(*below) +
                             "', which is no root");
}

void require_http(const std::string& where, const std::vector<std::string>& urls,
                  Complaints& complaints)
{
    for (const std::string& url : urls)
        if (!url.starts_with("http://"))
            complaints.push_back(where + ": '" + printable(url) +
                                 "' is no http URL: whoever checks a certificate needs the list "
                                 "before TLS can be trusted [RFC 5280 8]");
}

/// The list of revoked certificates: what is announced must be written, and in time.
void check_list(const std::string& table, const config::RevocationList& crl,
                const Certificate* signer, Complaints& complaints)
{
    const std::string where = "[" + table + ".crl] ";
    const bool complete = !crl.file.empty() || !crl.pem_file.empty();
    const bool delta = !crl.delta_file.empty() || !crl.delta_pem_file.empty();
    require_http(where + "delta_urls", crl.delta_urls, complaints);
    if (!crl.delta_urls.empty() && crl.delta_file.empty())
        complaints.push_back(where +
                             "delta_urls announce a list that is not written: delta_file is "
                             "missing");
    if (delta && !complete)
        complaints.push_back(where + "delta_file builds on a complete list that is not written: "
                                     "file is missing");
    if (delta && crl.delta_lifetime > crl.lifetime)
        complaints.push_back(where +
                             "delta_hours is more than hours: the complete list ends first");
    if (complete && signer != nullptr && !signer->may_sign_lists)
        complaints.push_back(where + "file: '" + x509::subject_of(*signer) +
                             "' may not sign lists of revoked certificates [RFC 5280 4.2.1.3]");
}

/// What the authority issues must not outlive it.
void check_lifetimes(const Subject& subject, const std::string& authority, const Certificate& own,
                     const std::string& where, Complaints& complaints)
{
    if (subject.now > own.not_after)
        return;
    for (const config::Profile& profile : subject.settings.profiles) {
        if (profile.issuer != authority || config::end_of(profile, subject.now) <= own.not_after)
            continue;
        const std::string profile_end =
            profile.valid_until ? config::table_of(profile) + " valid_until: nothing can be issued"
                                : "the " + std::to_string(profile.validity.count()) + " days of " +
                                      config::table_of(profile) +
                                      " validity_days have passed: nothing can be issued";
        complaints.push_back(where + ": ends " + to_text(own.not_after) + ", before " +
                             profile_end);
    }
}

void check_one(const Subject& subject, const config::Authority& authority, Complaints& complaints)
{
    const std::string table = config::table_of(authority);
    const auto where = [&](std::string_view key) { return "[" + table + "] " + std::string(key); };
    const std::pair<std::string_view, const std::string&> needed[] = {
        {"certificate", authority.certificate}, {"key", authority.key.place}};
    for (const auto& [key, path] : needed)
        if (const auto there = config::require(path, table, key); !there)
            complaints.push_back(complaint("", there.error()));
    std::vector<Certificate> own;
    if (!authority.certificate.empty())
        own = read_certificates(where("certificate"), authority.certificate, complaints);
    if (!authority.key.place.empty())
        check_key(where("key"), authority.key, own.empty() ? nullptr : &own.front(), complaints);
    std::vector<Certificate> chain;
    if (!authority.chain.empty())
        chain = read_certificates(where("chain"), authority.chain, complaints);
    check_list(table, authority.crl, own.empty() ? nullptr : &own.front(), complaints);
    if (own.empty())
        return;
    require_signer(where("certificate"), own.front(), subject.now, complaints);
    check_lifetimes(subject, authority.name, own.front(), where("certificate"), complaints);
    if (chain.empty() == authority.chain.empty())
        check_chain(where("chain"), own.front(), chain, subject.now, complaints);
}

/// Roots that devices are given besides: that each is one is seen where the document is.
void check_roots(const Subject& subject, Complaints& complaints)
{
    const std::string where = "[provisioning] roots";
    for (const std::string& file : subject.settings.provisioning.roots) {
        require_unchangeable(where, file, complaints);
        Complaints said_there;
        for (const Certificate& root : read_certificates(where, file, said_there))
            require_signer(where, root, subject.now, complaints);
    }
}

} // namespace

void require_certificates(const std::string& where, const std::string& path, Complaints& complaints)
{
    read_certificates(where, path, complaints);
}

void check_authority(const Subject& subject, Complaints& complaints)
{
    for (const config::Authority& authority : subject.settings.authorities)
        check_one(subject, authority, complaints);
    check_roots(subject, complaints);
}

} // namespace mdm::service
