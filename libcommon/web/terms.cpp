#include "web/terms.h"

#include "core/bytes.h"
#include "core/text.h"
#include "ossl/digest.h"
#include "web/seal.h"
#include "web/target.h"
#include "web/terms_page.h"

namespace mdm::web {
namespace {

constexpr std::size_t longest_id = 128;

/// An error as Windows is told it.
struct Failure {
    std::string_view error;
    std::string_view description;
};

constexpr Failure bad_version{"invalid_request", "unsupported version"};
constexpr Failure not_allowed{"unauthorized_client", "unauthorized user or tenant"};
constexpr Failure bad_token{"unauthorized_client", "unauthorized_client"};
constexpr Failure internal{"server_error", "internal service error"};

/// Where the answer goes, and what of the query goes with it.
struct Way {
    Target target;
    std::string client_request_id; ///< empty: none that could be sent back
};

Result<Way, Outcome> way_of(const Request& request, const config::Terms& settings, const Look& look)
{
    const auto uri = request.query.text("redirect_uri");
    const auto id = request.query.text("client-request-id");
    if (!uri || !id)
        return refuse(400, "problem.request", (uri ? id : uri).error().message, look);
    auto target = find_target(*uri, settings.redirect_uris);
    if (!target)
        return refuse(400, "problem.address", "redirect_uri: " + target.error().message, look);
    const bool fit = id->size() <= longest_id && printable(*id) == *id;
    return Way{std::move(target).value(), fit ? *id : ""};
}

Outcome redirect(const Way& way, std::vector<std::pair<std::string_view, std::string>> fields)
{
    if (!way.client_request_id.empty())
        fields.emplace_back("client-request-id", way.client_request_id);
    cgi::Response response{.status = 302, .content_type = ""};
    response.headers = {{"Location", with_query(way.target.url, to_form(fields))},
                        {"Cache-Control", "no-store"},
                        {"Referrer-Policy", "no-referrer"}};
    return {std::move(response)};
}

std::string with_id(std::string log, const Way& way)
{
    if (!way.client_request_id.empty())
        log += " (client-request-id " + way.client_request_id + ")";
    return log;
}

Outcome fail(const Way& way, const Failure& failure, const std::string& log)
{
    auto outcome = redirect(way, {{"error", std::string(failure.error)},
                                  {"error_description", std::string(failure.description)}});
    outcome.good = false;
    outcome.log = with_id(log, way);
    return outcome;
}

Outcome fail(const Way& way, const Stranger& stranger)
{
    using Kind = Stranger::Kind;
    const Failure& failure = stranger.kind == Kind::bad_token     ? bad_token
                             : stranger.kind == Kind::not_allowed ? not_allowed
                                                                  : internal;
    return fail(way, failure, stranger.log);
}

class Terms {
public:
    Terms(const Visit& visit, const config::Terms& settings, const std::string& text, Way way)
        : visit_(visit), settings_(settings), text_(text), way_(std::move(way)),
          browser_(browser_of(visit))
    {
    }

    [[nodiscard]] Outcome show(const Reader& reader, bool join) const
    {
        const TermsForm form{.text = text_,
                             .user = reader.user,
                             .seal = seal(visit_.key, purpose(), to_text(reader),
                                          visit_.now + settings_.form_lifetime),
                             .join = join};
        auto response = to_response(terms_page(form, way_.target.source, visit_.look), visit_.look);
        response.headers.push_back(cookie_header(browser_));
        return {std::move(response)};
    }

    [[nodiscard]] Outcome take(bool join) const
    {
        const auto seal = visit_.request.form.text("form");
        const auto answer = visit_.request.form.text("answer");
        if (!seal || !answer)
            return refuse(400, "problem.request", (seal ? answer : seal).error().message,
                          visit_.look);
        // Without a cookie there is nothing that the seal could be bound to.
        const auto sealed = unseal(visit_.key, purpose(), *seal, visit_.now);
        const auto reader = sealed ? reader_from(sealed->payload) : Result<Reader>(sealed.error());
        if (visit_.request.browser.empty() || !reader)
            return refuse(403, "terms.no_cookie", "the form is not one of this browser",
                          visit_.look);
        if (sealed->expired)
            return fail(way_, bad_token, "the page was open for too long");
        if (*answer == "accept")
            return accepted(*reader);
        if (*answer == "decline" && !join)
            return declined(*reader);
        return refuse(400, "problem.request", "the answer is neither accept nor decline",
                      visit_.look);
    }

private:
    /// A form is good for one browser and one address.
    [[nodiscard]] std::string purpose() const
    {
        return "terms " + browser_ + " " + way_.target.url;
    }

    [[nodiscard]] Outcome told(Outcome outcome, const std::string& log, const Reader& reader) const
    {
        outcome.log = with_id(log, way_);
        outcome.user = reader.user.empty() ? reader.object_id : reader.user;
        return outcome;
    }

    [[nodiscard]] Outcome accepted(const Reader& reader) const
    {
        const auto digest = to_hex(ossl::sha256(bytes_of(text_))).substr(0, 16);
        const auto blob =
            seal_acceptance(visit_.key, reader, digest, visit_.now + settings_.acceptance_lifetime);
        return told(redirect(way_, {{"IsAccepted", "true"}, {"OpaqueBlob", blob}}),
                    "accepted the terms of use " + digest, reader);
    }

    [[nodiscard]] Outcome declined(const Reader& reader) const
    {
        return told(redirect(way_, {{"IsAccepted", "false"}}), "declined the terms of use", reader);
    }

    const Visit& visit_;
    const config::Terms& settings_;
    const std::string& text_;
    Way way_;
    std::string browser_;
};

} // namespace

Outcome serve_terms(const Visit& visit, const config::Terms& settings,
                    const Result<std::string>& text, const Identify& identify)
{
    const Request& request = visit.request;
    auto way = way_of(request, settings, visit.look);
    if (!way)
        return way.error();
    const auto version = request.query.text("api-version");
    const auto mode = request.query.text("mode");
    if (!version || !mode)
        return refuse(400, "problem.request", (version ? mode : version).error().message,
                      visit.look);
    if (*version != "1.0")
        return fail(*way, bad_version, "api-version is '" + printable(*version) + "', not 1.0");
    if (!text)
        return fail(*way, internal, text.error().message);
    const bool join = equal_ignoring_case(*mode, "azureadjoin");
    if (request.method == cgi::Method::post)
        return Terms(visit, settings, *text, *way).take(join);
    if (request.bearer.empty())
        return fail(*way, bad_token, "the request bears no token");
    const auto reader = identify(request.bearer);
    if (!reader)
        return fail(*way, reader.error());
    return Terms(visit, settings, *text, *way).show(*reader, join);
}

Outcome terms_trouble(const Request& request, const config::Terms& settings, const Error& why,
                      const Look& look)
{
    const auto way = way_of(request, settings, look);
    if (!way)
        return way.error();
    return fail(*way, internal, why.message);
}

} // namespace mdm::web
