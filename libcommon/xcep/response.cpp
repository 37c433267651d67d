#include "xcep/response.h"

#include "core/base64.h"

namespace mdm::xcep {
namespace {

using Node = xml::Writer::Node;

void append_text(Node& parent, std::string_view name, const std::string& text)
{
    if (text.empty())
        parent.nil(name);
    else
        parent.leaf(name, text);
}

template <class Number>
void append_number(Node& parent, std::string_view name, const std::optional<Number>& number)
{
    if (number)
        parent.leaf(name, std::to_string(*number));
    else
        parent.nil(name);
}

std::string_view word_of(bool flag)
{
    return flag ? "true" : "false";
}

/// A list of texts, each in an element of its own; nil where it is empty.
void append_texts(Node& parent, std::string_view list, std::string_view item,
                  const std::vector<std::string>& texts)
{
    if (texts.empty()) {
        parent.nil(list);
        return;
    }
    auto node = parent.child(list);
    for (const std::string& text : texts)
        node.leaf(item, text);
}

void append_references(Node& parent, std::string_view list, std::string_view item,
                       const std::vector<int>& references)
{
    std::vector<std::string> texts;
    for (const int reference : references)
        texts.push_back(std::to_string(reference));
    append_texts(parent, list, item, texts);
}

void append_oids(Node& parent, const std::vector<Oid>& oids)
{
    if (oids.empty()) {
        parent.nil("oIDs");
        return;
    }
    auto list = parent.child("oIDs");
    for (const Oid& oid : oids)
        list.child("oID")
            .leaf("value", oid.value)
            .leaf("group", std::to_string(static_cast<unsigned>(oid.group)))
            .leaf("oIDReferenceID", std::to_string(oid.reference))
            .leaf("defaultName", oid.default_name);
}

void append_authorities(Node& parent, const std::vector<Authority>& authorities)
{
    if (authorities.empty()) {
        parent.nil("cAs");
        return;
    }
    auto list = parent.child("cAs");
    for (const Authority& authority : authorities) {
        auto node = list.child("cA");
        auto uris = node.child("uris");
        for (const Uri& uri : authority.uris) {
            auto place = uris.child("cAURI");
            place.leaf("clientAuthentication", std::to_string(uri.client_authentication))
                .leaf("uri", uri.uri);
            append_number(place, "priority", uri.priority);
            place.leaf("renewalOnly", word_of(uri.renewal_only));
        }
        node.leaf("certificate", encode_base64(authority.certificate))
            .leaf("enrollPermission", word_of(authority.enroll_permission))
            .leaf("cAReferenceID", std::to_string(authority.reference));
    }
}

void append_key(Node& parent, const Policy& policy)
{
    const Key& key = policy.key;
    auto node = parent.child("privateKeyAttributes");
    node.leaf("minimalKeyLength", std::to_string(key.minimal_length));
    append_number(node, "keySpec", key.spec);
    append_number(node, "keyUsageProperty", key.usage_property);
    append_text(node, "permissions", key.permissions);
    append_number(node, "algorithmOIDReference", key.algorithm_reference);
    // Here, and not behind all others, says MS-MDE2 4.2.3.
    if (policy.attestation)
        node.leaf("AttestationFailureBehavior", policy.attestation->failure)
            .leaf("OperationTimeout", std::to_string(policy.attestation->timeout.count()));
    append_texts(node, "cryptoProviders", "provider", key.providers);
}

void append_ra_requirements(Node& parent, const std::optional<RaRequirements>& requirements)
{
    if (!requirements) {
        parent.nil("rARequirements");
        return;
    }
    auto node = parent.child("rARequirements");
    node.leaf("rASignatures", std::to_string(requirements->signatures));
    append_references(node, "rAEKUs", "oIDReference", requirements->usages);
    append_references(node, "rAPolicies", "oIDReference", requirements->policies);
}

void append_key_archival(Node& parent, const std::optional<KeyArchival>& archival)
{
    if (!archival) {
        parent.nil("keyArchivalAttributes");
        return;
    }
    parent.child("keyArchivalAttributes")
        .leaf("symmetricAlgorithmOIDReference", std::to_string(archival->algorithm_reference))
        .leaf("symmetricAlgorithmKeyLength", std::to_string(archival->key_length));
}

void append_extensions(Node& parent, const std::vector<Extension>& extensions)
{
    if (extensions.empty()) {
        parent.nil("extensions");
        return;
    }
    auto list = parent.child("extensions");
    for (const Extension& extension : extensions)
        list.child("extension")
            .leaf("oIDReference", std::to_string(extension.oid_reference))
            .leaf("critical", word_of(extension.critical))
            .leaf("value", encode_base64(extension.value));
}

void append_attestation(Node& parent, const Policy& policy)
{
    if (!policy.attestation || !policy.attestation->azure)
        return;
    const Attestation& attestation = *policy.attestation;
    auto node = parent.child("attestation");
    node.leaf("attestationFailureBehavior", attestation.failure)
        .leaf("operationTimeout", std::to_string(attestation.timeout.count()));
    node.child("azureAttestation")
        .leaf("nonce", attestation.azure->nonce)
        .leaf("relyingPartyId", attestation.azure->relying_party)
        .leaf("endpointUri", attestation.azure->endpoint);
}

void append_attributes(Node& parent, const Policy& policy)
{
    auto node = parent.child("attributes");
    node.leaf("commonName", policy.common_name).leaf("policySchema", std::to_string(policy.schema));
    node.child("certificateValidity")
        .leaf("validityPeriodSeconds", std::to_string(policy.validity.count()))
        .leaf("renewalPeriodSeconds", std::to_string(policy.renewal.count()));
    // Who may not enroll by a policy is not told of it.
    node.child("permission").leaf("enroll", "true").leaf("autoEnroll", word_of(policy.auto_enroll));
    append_key(node, policy);
    node.child("revision")
        .leaf("majorRevision", std::to_string(policy.major_revision))
        .leaf("minorRevision", std::to_string(policy.minor_revision));
    append_texts(node, "supersededPolicies", "commonName", policy.superseded);
    append_number(node, "privateKeyFlags", policy.private_key_flags);
    append_number(node, "subjectNameFlags", policy.subject_name_flags);
    append_number(node, "enrollmentFlags", policy.enrollment_flags);
    append_number(node, "generalFlags", policy.general_flags);
    append_number(node, "hashAlgorithmOIDReference", policy.hash_reference);
    append_ra_requirements(node, policy.ra_requirements);
    append_key_archival(node, policy.key_archival);
    append_extensions(node, policy.extensions);
    append_attestation(node, policy);
}

void append_response(Node& parent, const Response& response)
{
    auto node = parent.child("response");
    node.leaf("policyID", response.id);
    append_text(node, "policyFriendlyName", response.friendly_name);
    append_number(node, "nextUpdateHours", response.next_update_hours);
    if (response.not_changed)
        node.leaf("policiesNotChanged", "true");
    else
        node.nil("policiesNotChanged");
    if (response.policies.empty()) {
        node.nil("policies");
        return;
    }
    auto policies = node.child("policies");
    for (const Policy& policy : response.policies) {
        auto one = policies.child("policy");
        one.leaf("policyOIDReference", std::to_string(policy.oid_reference));
        append_references(one, "cAs", "cAReference", policy.authorities);
        append_attributes(one, policy);
    }
}

} // namespace

Result<void> write(const Response& response, Node body)
{
    TRY(check(response));
    auto root = body.child("GetPoliciesResponse");
    root.attribute("xmlns", xml::ns::policy).attribute("xmlns:xsi", xml::ns::instance);
    append_response(root, response);
    append_authorities(root, response.authorities);
    append_oids(root, response.oids);
    return {};
}

} // namespace mdm::xcep
