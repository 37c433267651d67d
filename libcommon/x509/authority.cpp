#include "x509/authority.h"

#include "x509/name.h"

namespace mdm::x509 {
namespace {

Content root_of(const AuthorityPlan& plan)
{
    return {.serial = plan.root_serial,
            .subject = "CN=" + escape_name_value(plan.name + " Root CA"),
            .not_before = plan.not_before,
            .not_after = plan.root_end,
            .authority = true,
            .path_length = 1};
}

Content issuing_of(const AuthorityPlan& plan)
{
    return {.serial = plan.issuing_serial,
            .subject = "CN=" + escape_name_value(plan.name + " Issuing CA"),
            .not_before = plan.not_before,
            .not_after = plan.issuing_end,
            .authority = true,
            .path_length = 0};
}

} // namespace

Result<void> check(const AuthorityPlan& plan)
{
    TRY_WITHIN("root", check(root_of(plan)));
    TRY_WITHIN("issuing authority", check(issuing_of(plan)));
    if (plan.issuing_end > plan.root_end)
        return Error{Errc::malformed, "the issuing authority would outlive its root"};
    return {};
}

Result<Bytes> make_issuing(const Issuer& root, ByteView issuing_key, const AuthorityPlan& plan)
{
    return TRY_WITHIN("issuing authority", issue(root, issuing_key, issuing_of(plan)));
}

Result<AuthorityCertificates> make_authority(const ossl::Key& root_key, ByteView issuing_key,
                                             const AuthorityPlan& plan)
{
    AuthorityCertificates made;
    made.root = TRY_WITHIN("root", issue_self_signed(root_key, root_of(plan)));
    auto certificate = TRY(parse_certificate(made.root));
    const auto root = TRY(make_issuer(std::move(certificate), root_key, {}));
    made.issuing = TRY(make_issuing(root, issuing_key, plan));
    return made;
}

} // namespace mdm::x509
