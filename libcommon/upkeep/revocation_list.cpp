#include "upkeep/revocation_list.h"

#include "core/file.h"
#include "upkeep/revoke.h"
#include "x509/pem.h"

namespace mdm::upkeep {
namespace {

/// Finds out who issued what was revoked before the ledger knew of authorities.
Result<void> assign(ledger::Ledger& ledger)
{
    const auto serials = TRY(ledger.find_unassigned());
    if (serials.empty())
        return {};
    return ledger.revise(serials, [](const ledger::Entry& entry) -> std::optional<ledger::Ruling> {
        std::string authority = authority_of(entry);
        if (authority.empty() || !entry.revocation)
            return std::nullopt;
        return ledger::Ruling{entry.state, *entry.revocation, std::move(authority)};
    });
}

Result<x509::ListEntries> entries_of(ledger::Ledger& ledger, const ledger::RevocationList& list)
{
    x509::ListEntries entries;
    Result<void> wrong;
    TRY(ledger.list_revocations(list, [&](const ledger::Listed& listed) {
        const auto serial = parse_hex(listed.serial);
        const auto reason = x509::reason_from(listed.revocation.reason);
        if (!serial || !reason) {
            wrong = Error{Errc::environment,
                          "the ledger's revocation of serial " + listed.serial + " is damaged"};
            return false;
        }
        entries.add(*serial, listed.revocation.at, *reason);
        return true;
    }));
    TRY(wrong);
    return entries;
}

constexpr std::string_view standard_output = "-";

/// The lock of the folder of the first file; nothing for standard output.
Result<std::optional<Descriptor>> lock_folder(const ListFiles& files)
{
    for (const auto* path : {&files.der, &files.pem})
        if (!path->empty() && *path != standard_output)
            return std::optional(TRY(lock_directory_of(*path)));
    return std::optional<Descriptor>();
}

Result<void> put(const std::string& path, ByteView content, cli::Output& out)
{
    if (path.empty())
        return {};
    if (path != standard_output)
        return replace_file(path, content);
    out << text_of(content);
    return out.flush();
}

} // namespace

Result<void> write_list(ledger::Ledger& ledger, const x509::Issuer& issuer, const ListOrder& order,
                        const ListFiles& files, cli::Output& out)
{
    TRY(assign(ledger));
    const auto lock = TRY(lock_folder(files));
    const x509::Certificate& certificate = issuer.certificate;
    const auto identifier = TRY(x509::key_identifier_of(certificate));
    const auto list = TRY(ledger.begin_list({.authority = to_hex(identifier),
                                             .delta = order.delta,
                                             .number = order.number,
                                             .this_update = order.now,
                                             .next_update = order.now + order.lifetime}));
    const auto entries = TRY(entries_of(ledger, list));
    const auto der = TRY(x509::issue_list(issuer,
                                          {.number = list.number,
                                           .base = list.base,
                                           .this_update = list.this_update,
                                           .next_update = list.next_update,
                                           .delta_urls = order.delta_urls,
                                           .users_alone = certificate.path_length != 0},
                                          entries));
    TRY(put(files.der, der, out));
    if (!files.pem.empty())
        TRY(put(files.pem, bytes_of(x509::to_pem_block("X509 CRL", der)), out));
    return ledger.finish_list(list);
}

} // namespace mdm::upkeep
