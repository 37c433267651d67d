#include "auth/checker_answer.h"

#include "core/text.h"

#include <algorithm>
#include <array>

#include <nlohmann/json.hpp>

namespace mdm::auth {
namespace {

using nlohmann::json;

constexpr std::size_t longest_user = 256;
constexpr std::size_t longest_group = 1024;

struct Reason {
    std::string_view word;
    Finding finding;
};

constexpr std::array<Reason, 5> reasons{{{"unknown", Finding::unknown},
                                         {"wrong", Finding::wrong},
                                         {"locked", Finding::locked},
                                         {"expired", Finding::expired},
                                         {"not-permitted", Finding::not_permitted}}};

Answer broke_the_rules(const std::string& how)
{
    return {.finding = Finding::not_asked, .detail = how + " [mdm-checker(7)]"};
}

/// A name that is fit for a record and a log as it stands.
bool is_name(const json& value, std::size_t limit)
{
    const auto* text = value.get_ptr<const std::string*>();
    return text != nullptr && !text->empty() && text->size() <= limit &&
           printable(*text, limit) == *text && trim(*text) == *text;
}

std::string text_at(const json& object, const char* member)
{
    const auto found = object.find(member);
    const bool is_text = found != object.end() && found->is_string();
    return is_text ? printable(found->get_ref<const std::string&>(), 500) : "";
}

Answer parse_right(const json& object)
{
    const auto user = object.find("user");
    if (user == object.end() || !is_name(*user, longest_user))
        return broke_the_rules("it exited 0 and its \"user\" is not a name of 1 to 256 bytes");
    Answer answer{.finding = Finding::right, .user = *user, .detail = text_at(object, "message")};
    const auto groups = object.find("groups");
    if (groups == object.end())
        return answer;
    if (!groups->is_array() || !std::all_of(groups->begin(), groups->end(), [](const json& group) {
            return is_name(group, longest_group);
        }))
        return broke_the_rules("its \"groups\" is not an array of names");
    answer.groups = groups->get<std::vector<std::string>>();
    return answer;
}

Answer parse_refused(const json& object)
{
    const std::string word = text_at(object, "reason");
    for (const Reason& reason : reasons)
        if (reason.word == word)
            return {.finding = reason.finding, .detail = text_at(object, "message")};
    return broke_the_rules("it exited 1 and its \"reason\" is none of unknown, wrong, locked, "
                           "expired, not-permitted");
}

} // namespace

Result<Secret> checker_question(const UsernameToken& token, Time now)
{
    const std::string& password = token.password.reveal();
    if (token.username.find('\0') != std::string::npos || password.find('\0') != std::string::npos)
        return Error{Errc::refused, "the user name or the password has a NUL byte"};
    std::string question;
    question.reserve(checker_question_limit);
    question.append(token.username).push_back('\0');
    question.append(password).push_back('\0');
    question.append(std::to_string(seconds_since_epoch(now))).push_back('\0');
    Secret secret(question);
    wipe(question);
    return secret;
}

Result<UsernameToken> parse_checker_question(const Secret& question)
{
    const std::string& text = question.reveal();
    const auto first = text.find('\0');
    const auto second = first == std::string::npos ? first : text.find('\0', first + 1);
    if (second == std::string::npos || text.size() > checker_question_limit)
        return Error{Errc::malformed,
                     "descriptor 3: expected user and password, each with a NUL byte at its end, "
                     "in at most 1024 bytes",
                     "mdm-checker(7)"};
    auto password = text.substr(first + 1, second - first - 1);
    UsernameToken token{text.substr(0, first), Secret(password)};
    wipe(password);
    return token;
}

std::string to_json(const Answer& answer)
{
    nlohmann::ordered_json object;
    if (answer.finding == Finding::right) {
        object["user"] = answer.user;
        object["groups"] = answer.groups;
    }
    for (const Reason& reason : reasons)
        if (reason.finding == answer.finding)
            object["reason"] = reason.word;
    if (!answer.detail.empty())
        object["message"] = answer.detail;
    return object.is_null() ? "{}" : object.dump(-1, ' ', false, json::error_handler_t::replace);
}

int status_of(const Answer& answer)
{
    if (answer.finding == Finding::right)
        return status_right;
    return answer.finding == Finding::not_asked ? status_not_asked : status_refused;
}

Answer parse_checker_answer(int status, std::string_view text)
{
    const json object = json::parse(text, nullptr, false);
    if (status == status_right || status == status_refused) {
        if (!object.is_object())
            return broke_the_rules("it exited " + std::to_string(status) +
                                   " and wrote no JSON object");
        return status == status_right ? parse_right(object) : parse_refused(object);
    }
    if (status != status_not_asked)
        return broke_the_rules("it ended with status " + std::to_string(status));
    return {.finding = Finding::not_asked,
            .detail = object.is_object() ? text_at(object, "message") : ""};
}

} // namespace mdm::auth
