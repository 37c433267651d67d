#include "device/session.h"

#include "core/text.h"
#include "core/url.h"
#include "device/answer.h"
#include "device/certificate_request.h"
#include "device/issue_answer.h"
#include "device/renew_request.h"
#include "device/requests.h"
#include "device/web_sign_in.h"
#include "pkcs7/sign.h"
#include "soap/action.h"
#include "x509/certificate.h"

#include <fmt/format.h>

namespace mdm::device {
namespace {

constexpr int redirects_max = 5;
constexpr std::uint32_t insecure_redirect = 0x8018001A;

/// Why a step with findings fails: the first, and how many more there are.
Error broken_rules(const Step& step)
{
    Error error = step.findings.front();
    if (step.findings.size() > 1)
        error.message += fmt::format(" (and {} more)", step.findings.size() - 1);
    return error;
}

bool is_redirect(const HttpAnswer& answer)
{
    return answer.status >= 300 && answer.status < 400 && answer.location;
}

/// Where an answer redirects to. Refused unless it is https.
Result<std::string> target_of(const HttpAnswer& answer, const std::string& from, Step& step)
{
    const std::string& location = *answer.location;
    const auto base = TRY(parse_url(from));
    const std::string text = location.starts_with('/') ? base.origin + location : location;
    const auto url = TRY_WITHIN("Location", parse_url(text));
    if (url.scheme != "https") {
        step.hresult = insecure_redirect;
        return Error{Errc::refused, "redirected to " + printable(text) + ", expected an https URL",
                     learn};
    }
    step.add("redirected to", printable(text, 1000));
    return text;
}

x509::KeyType key_type_of(const PoliciesAnswer& policy)
{
    const auto length = policy.key_length;
    if (policy.elliptic)
        return length <= 256   ? x509::KeyType::p256
               : length <= 384 ? x509::KeyType::p384
                               : x509::KeyType::p521;
    return length <= 2048   ? x509::KeyType::rsa_2048
           : length <= 3072 ? x509::KeyType::rsa_3072
                            : x509::KeyType::rsa_4096;
}

void describe(const provisioning::Provisioned& found, const x509::Certificate& leaf, Step& step)
{
    step.add("certificate", printable(x509::subject_of(leaf)));
    step.add("thumbprint", found.thumbprint);
    step.add("valid until", mdm::to_text(leaf.not_after));
    step.add("store", "My/" + std::string(provisioning::to_text(found.store)));
    step.add("provider", printable(found.provider_id));
    if (found.address.empty())
        return; // a renewal
    step.add("management", printable(found.address));
    step.add("renewal", found.renew ? fmt::format("{} days before the end, every {} days",
                                                  found.renew->period.count(),
                                                  found.renew->retry_interval.count())
                                    : "not configured");
    for (const auto& line : found.advice)
        step.add("advice", printable(line));
}

/// The certificate is another than the old one, and stands below what the device has already where
/// the document brought nothing to stand below.
Result<void> check_renewed(const Old& old, provisioning::Provisioned& found)
{
    auto& certificates = found.certificates;
    if (certificates.leaf == old.certificate)
        return Error{Errc::refused, "the certificate is the old one", "MS-MDE2 3.5"};
    if (!certificates.intermediates.empty() || certificates.root)
        return {};
    const auto own =
        TRY_WITHIN("the device's chain", provisioning::arrange(certificates.leaf, old.chain));
    certificates.intermediates = own.intermediates;
    certificates.root = own.root;
    return {};
}

} // namespace

Session::Session(Plan plan, Surroundings surroundings)
    : plan_(std::move(plan)), world_(std::move(surroundings))
{
}

template <class Function>
std::invoke_result_t<Function, Step&> Session::run_step(std::string_view name, Function function)
{
    steps_.push_back({.name = name});
    Step& step = steps_.back();
    const auto begin = world_.stopwatch();
    auto result = function(step);
    step.time = world_.stopwatch() - begin;
    if (result && !step.findings.empty())
        result = broken_rules(step);
    if (!result) {
        step.error = result.error();
        return std::move(result).error().within(name);
    }
    return result;
}

Result<void> Session::run()
{
    TRY(run_step("probe", [&](Step& step) { return probe(step); }));
    const auto found = TRY(run_step("discover", [&](Step& step) { return discover(step); }));
    if (found.auth_policy == "Federated" && plan_.token.empty() && !plan_.old)
        plan_.token = TRY(run_step(
            "sign in", [&](Step& step) { return sign_in(found.authentication_url, step); }));
    const auto policy =
        TRY(run_step("policies", [&](Step& step) { return policies(found.policy_url, step); }));
    auto key = TRY(run_step("key", [&](Step& step) { return make_key(policy, step); }));
    const auto document = TRY(run_step(plan_.old ? "renew" : "enroll", [&](Step& step) {
        return enroll(found.enrollment_url, policy, key, step);
    }));
    auto provisioned =
        TRY(run_step("document", [&](Step& step) { return check_document(document, key, step); }));
    enrolled_ = Enrolled{std::move(key), document,        std::move(provisioned),
                         plan_.user,     plan_.device.id, plan_.type};
    return {};
}

Result<void> Session::probe(Step& step)
{
    for (int hop = 0; hop <= redirects_max; ++hop) {
        const auto answer = TRY(exchange({.url = plan_.url}, step));
        if (!is_redirect(answer))
            return read_probe(answer, step);
        plan_.url = TRY(target_of(answer, plan_.url, step));
    }
    return Error{Errc::refused, fmt::format("redirected more than {} times", redirects_max)};
}

Result<DiscoverAnswer> Session::discover(Step& step)
{
    const Header header{draw_message_id(world_.random), plan_.url};
    const Discover asked{.email = plan_.user, .auth_policies = plan_.offered};
    const auto answer = TRY(post(plan_.url, discover_request(plan_.device, asked, header), step));
    const Expected expected{soap::action::discover_response, header.message_id};
    const auto envelope = TRY(read_answer(answer, expected, step));
    return read_discover_answer(envelope.body, plan_.offered, plan_.device.request_version, step);
}

Result<PoliciesAnswer> Session::policies(const std::string& url, Step& step)
{
    const Header header{draw_message_id(world_.random), url};
    const auto who = credentials();
    auto message = TRY(seal(get_policies_request(who, {}, header), who));
    const auto answer = TRY(post(url, std::move(message), step));
    const Expected expected{soap::action::get_policies_response, header.message_id};
    const auto envelope = TRY(read_answer(answer, expected, step));
    return read_policies_answer(envelope.body, step);
}

Result<Secret> Session::sign_in(const std::string& url, Step& step)
{
    if (url.empty())
        return Error{Errc::malformed, "there is no AuthenticationServiceUrl",
                     "MS-MDE2 3.1.4.1.1.2"};
    auto token = device::sign_in(url, plan_.user, plan_.password, [&](const HttpRequest& request) {
        return exchange(request, step);
    });
    step.url = url; // without what was asked there
    return token;
}

Credentials Session::credentials() const
{
    if (plan_.certificate)
        return CertificateToken{.signer = plan_.certificate, .created = world_.now()};
    if (!plan_.token.empty())
        return FederatedToken{.token = plan_.token};
    return UsernameToken{plan_.user, plan_.password};
}

Result<ossl::Key> Session::make_key(const PoliciesAnswer& policy, Step& step)
{
    step.add("origin", plan_.key ? "given" : "fresh");
    return plan_.key ? std::move(plan_.key)
                     : TRY(x509::make_key(plan_.key_type.value_or(key_type_of(policy))));
}

Result<std::string> Session::enroll(const std::string& url, const PoliciesAnswer& policy,
                                    const ossl::Key& key, Step& step)
{
    auto content = request_content(plan_.device);
    content.hash = policy.hash;
    const auto request = TRY(make_certificate_request(key, content));
    const Header header{draw_message_id(world_.random), url};
    const auto answer = TRY(ask(url, header, request, content.hash, step));
    const Expected expected{soap::action::request_security_token_response, header.message_id};
    const auto envelope = TRY(read_answer(answer, expected, step));
    return read_issue_answer(envelope, step);
}

/// Sends the request for a certificate, signed with the old one's key where there is one.
Result<HttpAnswer> Session::ask(const std::string& url, const Header& header, ByteView request,
                                ossl::Hash hash, Step& step)
{
    Credentials who = credentials();
    const auto items = context_items(plan_.device, plan_.type, plan_.items);
    if (!plan_.old) {
        auto sealed = TRY(seal(issue_request(who, request, items, header), who));
        return post(url, std::move(sealed), step);
    }
    const bool manual = !plan_.password.empty() || !plan_.token.empty() || plan_.certificate;
    step.add("by", manual ? "certificate and user" : "certificate");
    std::visit([&](auto& token) { token.created = world_.now(); }, who);
    const auto message =
        TRY(pkcs7::sign(request, plan_.old->certificate, plan_.old->key, hash, world_.now()));
    // Manual renewals put the message into base64 twice (MS-MDE2 3.5).
    auto sealed = TRY(seal(renew_request(who, message, {.twice = manual}, items, header), who));
    return post(url, std::move(sealed), step);
}

Result<provisioning::Provisioned> Session::check_document(const std::string& document,
                                                          const ossl::Key& key, Step& step)
{
    const bool user = plan_.type == EnrollmentType::full;
    const auto form = plan_.old ? provisioning::Form::renewal : provisioning::Form::enrollment;
    auto found =
        TRY(provisioning::check(bytes_of(document), {.form = form,
                                                     .key = &key,
                                                     .store = user ? provisioning::Store::user
                                                                   : provisioning::Store::system,
                                                     .provider_id = plan_.provider_id}));
    const auto leaf = TRY(x509::parse_certificate(found.certificates.leaf));
    describe(found, leaf, step);
    if (plan_.old)
        TRY(check_renewed(*plan_.old, found));
    const Time now = world_.now();
    if (now < leaf.not_before || now >= leaf.not_after)
        step.find(fmt::format("the certificate is valid from {} to {}, and it is {}",
                              mdm::to_text(leaf.not_before), mdm::to_text(leaf.not_after),
                              mdm::to_text(now)),
                  "RFC 5280 4.1.2.5");
    return found;
}

Result<HttpAnswer> Session::exchange(const HttpRequest& request, Step& step)
{
    step.url = request.url;
    auto answer = world_.transport(request);
    if (!answer) {
        step.hresult = answer.error().hresult;
        return std::move(answer).error().error;
    }
    step.http_status = answer->status;
    if (request.body && step.name != "sign in") // pages hold tokens, and are no messages
        answers_.emplace_back(step.name, answer->body);
    return std::move(*answer);
}

Result<HttpAnswer> Session::post(const std::string& url, std::string message, Step& step)
{
    auto answer = exchange({.url = url, .body = message}, step);
    wipe(message);
    return answer;
}

} // namespace mdm::device
