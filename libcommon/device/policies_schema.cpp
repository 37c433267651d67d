#include "device/policies_schema.h"

#include "core/text.h"
#include "device/sequence.h"

#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

namespace mdm::device {
namespace {

namespace ns = xml::ns;
using Nil = Part::Nil;
using xml::Element;

constexpr std::string_view spec = policies_sequence;

constexpr Part top[] = {{"response", Nil::yes}, {"cAs", Nil::yes}, {"oIDs", Nil::yes}};
constexpr Part response[] = {{"policyID"},
                             {"policyFriendlyName", Nil::yes},
                             {"nextUpdateHours", Nil::yes},
                             {"policiesNotChanged", Nil::yes},
                             {"policies", Nil::yes}};
constexpr Part policy[] = {{"policyOIDReference"}, {"cAs", Nil::yes}, {"attributes"}};
constexpr Part attributes[] = {{"commonName"},
                               {"policySchema"},
                               {"certificateValidity"},
                               {"permission"},
                               {"privateKeyAttributes"},
                               {"revision"},
                               {"supersededPolicies", Nil::yes},
                               {"privateKeyFlags", Nil::yes},
                               {"subjectNameFlags", Nil::yes},
                               {"enrollmentFlags", Nil::yes},
                               {"generalFlags", Nil::yes},
                               {"hashAlgorithmOIDReference", Nil::yes},
                               {"rARequirements", Nil::yes},
                               {"keyArchivalAttributes", Nil::yes},
                               {"extensions", Nil::yes},
                               {"attestation", Nil::no, true}};
constexpr Part validity[] = {{"validityPeriodSeconds"}, {"renewalPeriodSeconds"}};
constexpr Part permission[] = {{"enroll"}, {"autoEnroll"}};
// The two optional ones are MS-MDE2's.
constexpr Part key[] = {{"minimalKeyLength"},
                        {"keySpec", Nil::yes},
                        {"keyUsageProperty", Nil::yes},
                        {"permissions", Nil::yes},
                        {"algorithmOIDReference", Nil::yes},
                        {"AttestationFailureBehavior", Nil::no, true},
                        {"OperationTimeout", Nil::no, true},
                        {"cryptoProviders", Nil::yes}};
constexpr Part providers[] = {{"provider", Nil::no, false, true}};
constexpr Part revision[] = {{"majorRevision", Nil::yes}, {"minorRevision", Nil::yes}};
constexpr Part authority[] = {{"uris"}, {"certificate"}, {"enrollPermission"}, {"cAReferenceID"}};
constexpr Part oid[] = {{"value"}, {"group"}, {"oIDReferenceID"}, {"defaultName", Nil::yes}};

std::vector<Element> all(const std::optional<Element>& parent, std::string_view local)
{
    return parent ? parent->children({ns::policy, local}) : std::vector<Element>();
}

/// Follows the elements of one answer.
class Check {
public:
    Check(const Element& whole, const Deviation& deviation) : whole_(whole), deviation_(deviation)
    {
    }

    void run()
    {
        check(whole_, top);
        const auto oids = all(child(whole_, "oIDs"), "oID");
        for (const auto& element : oids)
            check(element, oid);
        const auto authorities = all(child(whole_, "cAs"), "cA");
        for (const auto& element : authorities)
            check(element, authority);
        oids_ = ids(oids, "oIDReferenceID");
        authorities_ = ids(authorities, "cAReferenceID");
        const auto answer = child(whole_, "response");
        if (!answer)
            return deviation_(whole_, "response is nil or missing", spec);
        check(*answer, response);
        for (const auto& element : all(child(*answer, "policies"), "policy"))
            check_policy(element);
    }

private:
    void check(const Element& element, std::span<const Part> parts)
    {
        check_sequence(element, ns::policy, parts, spec, deviation_);
    }

    static std::optional<Element> child(const Element& parent, std::string_view local)
    {
        return first(parent, {ns::policy, local});
    }

    /// Checks a child where it is there; that it is missing was found by its parent's sequence.
    std::optional<Element> descend(const std::optional<Element>& parent, std::string_view local,
                                   std::span<const Part> parts)
    {
        auto element = parent ? child(*parent, local) : std::nullopt;
        if (element)
            check(*element, parts);
        return element;
    }

    void check_policy(const Element& element)
    {
        check(element, policy);
        refer(element, "policyOIDReference", oids_);
        if (const auto list = child(element, "cAs"))
            for (const auto& reference : list->children({ns::policy, "cAReference"}))
                require(reference, authorities_);
        const auto content = descend(element, "attributes", attributes);
        if (!content)
            return;
        descend(content, "certificateValidity", validity);
        descend(content, "permission", permission);
        descend(content, "revision", revision);
        const auto key_element = descend(content, "privateKeyAttributes", key);
        descend(key_element, "cryptoProviders", providers);
        if (key_element)
            refer(*key_element, "algorithmOIDReference", oids_);
        refer(*content, "hashAlgorithmOIDReference", oids_);
        check_name(*content);
    }

    /// Common names tell policies apart.
    void check_name(const Element& content)
    {
        const auto name = text_of_first(content, {ns::policy, "commonName"});
        if (name.empty())
            deviation_(content, "a policy has an empty commonName", policies_name);
        else if (!names_.insert(name).second)
            deviation_(content,
                       fmt::format("two policies have the commonName '{}'", printable(name)),
                       policies_name);
    }

    std::set<std::string> ids(const std::vector<Element>& elements, std::string_view local)
    {
        std::set<std::string> ids;
        for (const auto& element : elements)
            if (const auto id = text_of_first(element, {ns::policy, local}); !ids.insert(id).second)
                deviation_(element, fmt::format("{} {} occurs twice", local, printable(id)), spec);
        return ids;
    }

    void refer(const Element& parent, std::string_view local, const std::set<std::string>& ids)
    {
        if (const auto reference = child(parent, local))
            require(*reference, ids);
    }

    void require(const Element& reference, const std::set<std::string>& ids)
    {
        const std::string id(trim(reference.text()));
        if (!ids.contains(id))
            deviation_(reference,
                       fmt::format("{} is {}, which is nowhere", reference.path(), printable(id)),
                       policies_reference);
    }

    const Element& whole_;
    const Deviation& deviation_;
    std::set<std::string> oids_;
    std::set<std::string> authorities_;
    std::set<std::string> names_;
};

} // namespace

void check_policies_schema(const Element& whole, const Deviation& deviation)
{
    Check(whole, deviation).run();
}

void check_policies_schema(const Element& whole, Step& step)
{
    check_policies_schema(whole, findings_of(step));
}

} // namespace mdm::device
