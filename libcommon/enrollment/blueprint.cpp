#include "enrollment/blueprint.h"

#include "x509/issue.h"

#include <algorithm>

namespace mdm::enrollment {
namespace {

using config::Profile;
using x509::Critical;

constexpr std::pair<std::string_view, unsigned> usages[] = {
    {"digital_signature", x509::digital_signature}, {"non_repudiation", x509::non_repudiation},
    {"key_encipherment", x509::key_encipherment},   {"data_encipherment", x509::data_encipherment},
    {"key_agreement", x509::key_agreement},
};

constexpr std::pair<std::string_view, ossl::Hash> hashes[] = {
    {"sha256", ossl::Hash::sha256},
    {"sha384", ossl::Hash::sha384},
    {"sha512", ossl::Hash::sha512},
};

bool contains(const std::vector<std::string>& list, std::string_view word)
{
    return std::ranges::find(list, word) != list.end();
}

void append(Bytes& all, ByteView more)
{
    all.insert(all.end(), more.begin(), more.end());
}

Critical critical_if(bool critical)
{
    return critical ? Critical::yes : Critical::no;
}

/// The extensions of RFC 5280 that a profile asks for.
Result<Bytes> standard_extensions(const Profile& profile)
{
    Bytes all;
    if (!profile.crl_urls.empty())
        append(all, TRY(x509::crl_distribution_points(profile.crl_urls)));
    if (!profile.issuer_urls.empty() || !profile.ocsp_urls.empty())
        append(all, TRY(x509::authority_information(profile.issuer_urls, profile.ocsp_urls)));
    if (!profile.certificate_policies.empty())
        append(all, TRY(x509::certificate_policies(profile.certificate_policies,
                                                   profile.practice_statement)));
    return all;
}

Result<void> add_extensions(const Profile& profile, Blueprint& blueprint)
{
    std::vector<std::string> seen;
    const auto add = [&](const std::string& oid) -> Result<void> {
        TRY(x509::raw_extension(oid, Critical::no, {}));
        if (contains(seen, oid))
            return Error{Errc::malformed, "extension " + oid + " is there twice", "RFC 5280 4.2"};
        seen.push_back(oid);
        return {};
    };
    for (const config::Extension& extension : profile.extensions) {
        TRY(add(extension.oid));
        const Critical critical = critical_if(extension.critical);
        if (extension.text.empty()) {
            const auto value = TRY_WITHIN(extension.oid, parse_hex(extension.hex));
            append(blueprint.extensions, TRY(x509::raw_extension(extension.oid, critical, value)));
            continue;
        }
        auto text = TRY(Text::parse(extension.text, Place::plain));
        blueprint.text_extensions.push_back({extension.oid, critical, std::move(text)});
    }
    for (const std::string& oid : profile.request_extensions)
        TRY(add(oid));
    return {};
}

bool names_request(const std::string& variable)
{
    return variable.starts_with("request.");
}

void note_variables(Blueprint& blueprint)
{
    const auto note = [&](const Text& text) {
        std::ranges::copy(text.variables(), std::back_inserter(blueprint.variables));
    };
    note(blueprint.subject);
    std::ranges::for_each(blueprint.alternative_names, note);
    if (blueprint.security_identifier)
        note(*blueprint.security_identifier);
    std::ranges::for_each(blueprint.text_extensions, note, &Blueprint::TextExtension::text);
}

Result<Blueprint> draw_parts(const Profile& profile)
{
    auto subject = TRY(Text::parse(profile.subject, Place::subject));
    Blueprint blueprint(key_rules_of(profile), std::move(subject));
    for (const auto& [word, bit] : usages)
        blueprint.key_usages |= contains(profile.key_usages, word) ? bit : 0U;
    if (!profile.extended_key_usages.empty())
        blueprint.usage_extension = TRY(x509::extended_key_usage(profile.extended_key_usages));
    for (const std::string& text : profile.alternative_names)
        blueprint.alternative_names.push_back(TRY(Text::parse_alternative_name(text)));
    if (!profile.security_identifier.empty())
        blueprint.security_identifier = TRY(Text::parse(profile.security_identifier, Place::plain));
    blueprint.extensions = TRY(standard_extensions(profile));
    TRY(add_extensions(profile, blueprint));
    blueprint.request_extensions = profile.request_extensions;
    note_variables(blueprint);
    blueprint.reads_request = std::ranges::any_of(blueprint.variables, names_request) ||
                              !blueprint.request_extensions.empty();
    const auto& sid = blueprint.security_identifier;
    if (sid && std::ranges::any_of(sid->variables(), names_request))
        return Error{Errc::environment,
                     "security_identifier: a request cannot say which account it is for"};
    return blueprint;
}

Result<std::string> subject_of(const Text& text, const Facts& facts)
{
    auto subjects = TRY(text.fill(facts));
    if (subjects.empty())
        return Error{Errc::refused, "the subject '" + text.source() + "' needs {" +
                                        text.find_missing(facts) + "}, which nobody has told"};
    return std::move(subjects.front());
}

/// The account that a certificate is for. A renewal, of whose user no more is known than the name,
/// keeps that of the old certificate.
Result<Bytes> account_of(const Text& text, const Facts& facts)
{
    const auto values = TRY(text.fill(facts));
    if (!values.empty())
        return x509::security_identifier(values.front());
    if (facts.record.renews)
        return x509::find_security_identifier(facts.record.renews->certificate);
    return Bytes{};
}

/// The extensions whose values differ from certificate to certificate.
Result<void> fill_extensions(const Blueprint& blueprint, const Facts& facts, Bytes& all)
{
    if (blueprint.security_identifier)
        append(all, TRY(account_of(*blueprint.security_identifier, facts)));
    for (const auto& [oid, critical, text] : blueprint.text_extensions) {
        const auto values = TRY(text.fill(facts));
        if (!values.empty())
            append(all, TRY(x509::raw_extension(oid, critical, x509::utf8_text(values.front()))));
    }
    for (const std::string& oid : blueprint.request_extensions)
        if (const Bytes* value = facts.requested->find_extension(oid))
            append(all, TRY(x509::raw_extension(oid, Critical::no, *value)));
    return {};
}

} // namespace

x509::KeyRules key_rules_of(const Profile& profile)
{
    x509::KeyRules rules{.rsa_bits_min = profile.rsa_bits,
                         .rsa_bits_max = profile.rsa_bits_max,
                         .rsa = contains(profile.key_types, "RSA"),
                         .curves = {},
                         .hashes = {},
                         .sha1_signature = profile.sha1_requests};
    if (contains(profile.key_types, "EC"))
        rules.curves = profile.curves;
    for (const auto& [word, hash] : hashes)
        if (contains(profile.request_hashes, word))
            rules.hashes.push_back(hash);
    return rules;
}

Result<Blueprint> draw(const Profile& profile)
{
    auto blueprint = draw_parts(profile);
    if (!blueprint)
        return std::move(blueprint).error().within(config::table_of(profile));
    return blueprint;
}

const Result<Blueprint>& Blueprints::find(const Profile& profile)
{
    const std::lock_guard use(use_);
    if (const auto there = drawn_.find(profile.name); there != drawn_.end())
        return there->second;
    return drawn_.emplace(profile.name, draw(profile)).first->second;
}

Result<x509::Requested> requested_of(const Blueprint& blueprint, ByteView request)
{
    return blueprint.reads_request ? x509::parse_requested(request) : x509::Requested{};
}

Result<Names> fill(const Blueprint& blueprint, const Facts& facts, const ByHand& by_hand)
{
    Names names{.subject = by_hand.subject.value_or(""),
                .alternative_names = by_hand.alternative_names,
                .extensions = blueprint.extensions};
    if (!by_hand.subject)
        names.subject = TRY(subject_of(blueprint.subject, facts));
    if (names.alternative_names.empty())
        for (const Text& text : blueprint.alternative_names)
            std::ranges::move(TRY(text.fill(facts)), std::back_inserter(names.alternative_names));
    TRY(fill_extensions(blueprint, facts, names.extensions));
    return names;
}

} // namespace mdm::enrollment
