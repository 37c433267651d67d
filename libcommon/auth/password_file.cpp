#include "auth/password_file.h"

#include "auth/password_hash.h"
#include "core/text.h"

#include <algorithm>
#include <functional>
#include <unordered_set>

namespace mdm::auth {
namespace {

constexpr std::size_t longest_user = 256;

/// An unknown user of a file without users costs as much as yescrypt usually does.
constexpr const char* usual_setting = "$y$j9T$k2XAnEHBqQ1Ct2aMXFKNa/$";

Error no_match()
{
    return {Errc::refused, "unknown user or wrong password"};
}

std::string quoted(std::string_view user)
{
    return "'" + printable(user) + "'";
}

bool is_comment(std::string_view line)
{
    return trim(line).empty() || line.front() == '#';
}

} // namespace

Result<void> check_user_name(std::string_view user)
{
    if (user.empty())
        return Error{Errc::refused, "the user name is empty"};
    if (user.size() > longest_user)
        return Error{Errc::refused, "the user name " + quoted(user) + " is longer than 256 bytes"};
    if (printable(user) != user)
        return Error{Errc::refused,
                     "the user name " + quoted(user) + " has a control character or is not UTF-8"};
    if (trim(user) != user)
        return Error{Errc::refused,
                     "the user name " + quoted(user) + " has white space at its ends"};
    if (user.front() == '#' || user.find(':') != std::string_view::npos)
        return Error{Errc::refused, "the user name " + quoted(user) +
                                        " begins with # or has a colon, which mean something else "
                                        "in a password file"};
    return {};
}

Result<PasswordFile> PasswordFile::parse(std::string_view content)
{
    PasswordFile file;
    file.ends_in_line_feed_ = content.empty() || content.back() == '\n';
    if (!content.empty() && file.ends_in_line_feed_)
        content.remove_suffix(1);
    else if (content.empty())
        return file;
    std::unordered_set<std::string> seen;
    for (const std::string_view line : split(content, '\n')) {
        const std::string context = "line " + std::to_string(file.lines_.size() + 1);
        if (is_comment(line)) {
            file.lines_.push_back({{}, std::string(line)});
            continue;
        }
        const auto colon = line.find(':');
        if (colon == std::string_view::npos)
            return Error{Errc::malformed, context + ": expected USER:HASH, found no colon"};
        const std::string_view user = line.substr(0, colon);
        if (const auto allowed = check_user_name(user); !allowed)
            return Error{Errc::malformed, context + ": " + allowed.error().message};
        if (!seen.insert(to_lower(user)).second)
            return Error{Errc::malformed, context + ": the user " + quoted(user) + " occurs twice"};
        TRY_WITHIN(context, check_hash(line.substr(colon + 1)));
        file.lines_.push_back({std::string(user), std::string(line.substr(colon + 1))});
    }
    return file;
}

const PasswordFile::Line* PasswordFile::find(std::string_view user) const
{
    const auto at = std::find_if(lines_.begin(), lines_.end(), [&](const Line& line) {
        return !line.user.empty() && equal_ignoring_case(line.user, user);
    });
    return at == lines_.end() ? nullptr : &*at;
}

std::string PasswordFile::decoy(std::string_view user) const
{
    std::vector<const Line*> known;
    for (const Line& line : lines_)
        if (!line.user.empty())
            known.push_back(&line);
    if (known.empty())
        return usual_setting;
    return known[std::hash<std::string>{}(to_lower(user)) % known.size()]->text;
}

Result<std::string> PasswordFile::check(std::string_view user, const Secret& password) const
{
    // This one is told apart by the password alone, so that it tells nothing about the user.
    if (!is_hashable(password))
        return no_match();
    const Line* const known = find(user);
    const std::string hash = known != nullptr ? known->text : decoy(user);
    const bool same = TRY(matches(password, hash));
    if (known == nullptr || !same)
        return no_match();
    return known->user;
}

Result<void> PasswordFile::set(std::string_view user, std::string hash)
{
    TRY(check_user_name(user));
    TRY(check_hash(hash));
    if (const Line* const known = find(user)) {
        lines_[static_cast<std::size_t>(known - lines_.data())].text = std::move(hash);
        return {};
    }
    lines_.push_back({std::string(user), std::move(hash)});
    ends_in_line_feed_ = true;
    return {};
}

Result<void> PasswordFile::remove(std::string_view user)
{
    const Line* const known = find(user);
    if (known == nullptr)
        return Error{Errc::refused, "there is no user " + quoted(user)};
    lines_.erase(lines_.begin() + (known - lines_.data()));
    return {};
}

std::vector<std::string> PasswordFile::users() const
{
    std::vector<std::string> names;
    for (const Line& line : lines_)
        if (!line.user.empty())
            names.push_back(line.user);
    return names;
}

bool PasswordFile::contains(std::string_view user) const
{
    return find(user) != nullptr;
}

std::string PasswordFile::to_text() const
{
    std::string text;
    for (const Line& line : lines_)
        text += (line.user.empty() ? "" : line.user + ':') + line.text + '\n';
    if (!ends_in_line_feed_ && !text.empty())
        text.pop_back();
    return text;
}

} // namespace mdm::auth
