#include "server_fixture.h"

#include "answers_fixture.h"
#include "core/base64.h"
#include "random_fixture.h"
#include "soap/action.h"
#include "x509/request.h"

namespace mdm::device::test {
namespace {

Time at(std::string_view text)
{
    return parse_time(text).value();
}

/// The text between two others, of which the first must be there.
std::string between(const std::string& text, std::string_view before, std::string_view after)
{
    const auto from = text.find(before) + before.size();
    return text.substr(from, text.find(after, from) - from);
}

Bytes make_root(const ossl::Key& key)
{
    return x509::issue_self_signed(key, {.serial = Bytes(8, 0x11),
                                         .subject = "CN=Test root",
                                         .not_before = at("2026-01-01T00:00:00Z"),
                                         .not_after = at("2036-01-01T00:00:00Z"),
                                         .authority = true})
        .value();
}

} // namespace

FakeServer::FakeServer()
    : issuer_([this] {
          const auto key = x509::make_key(x509::KeyType::p256).value();
          root_ = make_root(key);
          return x509::make_issuer(x509::parse_certificate(root_).value(), key, {}).value();
      }())
{
}

std::string FakeServer::document_for(const std::string& message)
{
    const auto der = decode_base64(between(message, "base64binary\">", "<")).value();
    const auto request = x509::parse_request(der, {.sha1_signature = true}).value();
    signature_name = request.signature_name;
    const auto leaf = x509::issue(issuer_, request.public_key_info,
                                  {.serial = Bytes(8, 0x22),
                                   .subject = "CN=device",
                                   .not_before = at("2026-11-23T08:00:00Z"),
                                   .not_after = at("2027-11-23T08:00:00Z")});
    provisioning::Document document;
    document.certificates = {.leaf = leaf.value(), .root = root_};
    document.application.provider_id = "Kit";
    document.application.address = "https://mdm.example.com/m";
    document.application.account_name = "device";
    document.application.account_secret = Secret("s3cret-of-device");
    document.application.server_secret = Secret("s3cret-of-server");
    document.dmclient = {{"Poll/NumberOfFirstRetries", std::int64_t{5}},
                         {"Poll/IntervalForFirstSetOfRetries", std::int64_t{15}},
                         {"Poll/NumberOfRemainingScheduledRetries", std::int64_t{0}},
                         {"Poll/IntervalForRemainingScheduledRetries", std::int64_t{1440}}};
    if (change)
        change(document);
    return provisioning::to_xml(document).value();
}

HttpAnswer FakeServer::answer_to(const HttpRequest& request)
{
    const std::string message(request.body.value_or(""));
    const auto reply = [&](std::string_view action, const std::string& body) {
        return answer(envelope(action, between(message, "<a:MessageID>", "<"), body));
    };
    if (!request.body)
        return answer("");
    if (message.find(soap::action::discover) != std::string::npos)
        return reply(soap::action::discover_response, discover_body());
    if (message.find(soap::action::get_policies) != std::string::npos)
        return reply(soap::action::get_policies_response,
                     with(policies_body(), "2.16.840.1.101.3.4.2.1", hash_oid));
    return reply(soap::action::request_security_token_response, issue_body(document_for(message)));
}

Transport FakeServer::transport()
{
    return [this](const HttpRequest& request) -> Result<HttpAnswer, TransportFailure> {
        constexpr std::string_view names[] = {"discover", "policies", "enroll"};
        requests.push_back((request.body ? "POST " : "GET ") + request.url);
        auto given = answer_to(request);
        const auto name = request.body ? names[bodies.size()] : "probe";
        if (request.body)
            bodies.emplace_back(*request.body);
        if (spoil)
            spoil(name, given);
        return given;
    };
}

Plan plan()
{
    Plan plan{.device = draw_device(counting_random())};
    plan.url = "https://mdm.example.com/EnrollmentServer/Discovery.svc";
    plan.user = "ann@example.com";
    plan.password = Secret("pass word");
    plan.key_type = x509::KeyType::p256;
    return plan;
}

Surroundings surroundings(FakeServer& server)
{
    return {.transport = server.transport(),
            .random = counting_random(),
            .now = [] { return at("2026-11-23T08:02:00Z"); },
            .stopwatch = [ticks = 0]() mutable { return std::chrono::milliseconds(++ticks); }};
}

} // namespace mdm::device::test
