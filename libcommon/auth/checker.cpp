#include "auth/checker.h"

#include "auth/password_store.h"
#include "core/text.h"

#include <algorithm>

namespace mdm::auth {
namespace {

Denial wrong_credentials(std::string log)
{
    return {Denial::Kind::authentication, "unknown user or wrong password", std::move(log)};
}

Denial not_allowed(std::string log)
{
    return {Denial::Kind::authorization, "this user may not enroll devices", std::move(log)};
}

bool may_enroll(const Checker& checker, const Answer& answer)
{
    if (!checker.groups)
        return true;
    const auto allowed = [&](const std::string& group) {
        return std::any_of(checker.groups->begin(), checker.groups->end(),
                           [&](const auto& name) { return equal_ignoring_case(name, group); });
    };
    return std::any_of(answer.groups.begin(), answer.groups.end(), allowed);
}

Result<Identity, Denial> decide(const Checker& checker, const Answer& answer)
{
    const auto log = [&](std::string_view what) {
        std::string line = checker.name + ": " + std::string(what);
        return answer.detail.empty() ? line : line + ": " + printable(answer.detail, 500);
    };
    switch (answer.finding) {
    case Finding::right:
        if (!may_enroll(checker, answer))
            return not_allowed(log("'" + answer.user +
                                   "' is in none of the groups that may "
                                   "enroll"));
        return Identity{"onpremise", answer.user, answer.groups};
    case Finding::unknown:
        return wrong_credentials(log("unknown user"));
    case Finding::wrong:
        return wrong_credentials(log("wrong password"));
    case Finding::locked:
        return wrong_credentials(log("the account is locked"));
    case Finding::expired:
        return wrong_credentials(log("the account or its password has expired"));
    case Finding::not_permitted:
        return not_allowed(log("the account is not permitted to sign in"));
    case Finding::not_asked:
        break;
    }
    // What is wrong with a file or a program often begins with its name already.
    const bool named = answer.detail.starts_with(checker.name + ": ");
    return Denial{Denial::Kind::not_asked, "", named ? answer.detail : log("could not ask")};
}

Answer ask_file(const std::string& path, const UsernameToken& token)
{
    const auto users = load_password_file(path);
    if (!users)
        return {.finding = Finding::not_asked, .detail = users.error().message};
    const auto user = users->check(token.username, token.password);
    if (user)
        return {.finding = Finding::right, .user = *user};
    if (user.error().code != Errc::refused)
        return {.finding = Finding::not_asked, .detail = user.error().message};
    return {users->contains(token.username) ? Finding::wrong : Finding::unknown};
}

} // namespace

Result<Identity, Denial> check_password(std::span<const Checker> checkers,
                                        const UsernameToken& token)
{
    if (token.password.empty())
        return wrong_credentials("the password is empty");
    for (const Checker& checker : checkers) {
        const Answer answer = checker.ask(token);
        if (answer.finding != Finding::unknown || &checker == &checkers.back())
            return decide(checker, answer);
    }
    return Denial{Denial::Kind::not_asked, "", "there is nobody to ask about passwords"};
}

Checker password_file_checker(const std::string& path)
{
    return {path, [path](const UsernameToken& token) { return ask_file(path, token); }};
}

} // namespace mdm::auth
