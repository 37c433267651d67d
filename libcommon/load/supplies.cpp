#include "load/supplies.h"

#include "core/file.h"
#include "core/process.h"
#include "core/text.h"
#include "ossl/key.h"
#include "player/plan.h"
#include "x509/key.h"

#include <algorithm>
#include <cassert>

#include <fmt/format.h>

namespace mdm::load {
namespace {

constexpr std::size_t list_limit = 64U << 20;
constexpr long keys_max = 10'000;

/// What `function(line, number)` makes of each line that holds something.
template <class Function>
Result<void> for_each_line(std::string_view text, Function function)
{
    std::size_t number = 0;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        auto line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        ++number;
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        if (!line.empty())
            TRY(function(line, number));
    }
    return {};
}

/// A list that holds secrets, from a file that its owner alone can read, or from standard input.
Result<Secret> read_list(const std::string& file, cli::Io& io)
{
    if (file != "-")
        return read_secret_file(file, list_limit);
    auto text = TRY(io.in.read_all(list_limit));
    return Secret(std::move(text));
}

Result<Secret> mint(const std::string& command, const std::vector<std::string>& environment)
{
    constexpr std::size_t longest_token = 65536;
    auto finished = TRY(
        run_program({.path = command, .environment = environment, .output_limit = longest_token}));
    Secret token(finished.output.substr(0, finished.output.find('\n')));
    wipe(finished.output);
    if (finished.status != 0) {
        const auto why = finished.errors.substr(0, finished.errors.find('\n'));
        return Error{Errc::environment,
                     fmt::format("{}: it ended with status {}{}{}", command, finished.status,
                                 why.empty() ? "" : ": ", printable(why))};
    }
    if (token.empty())
        return Error{Errc::environment, command + ": it printed no token"};
    return token;
}

} // namespace

Result<std::vector<User>> parse_users(std::string_view text)
{
    std::vector<User> users;
    TRY(for_each_line(text, [&](std::string_view line, std::size_t number) -> Result<void> {
        if (line.starts_with('#'))
            return {};
        const auto colon = line.find(':');
        if (colon == 0 || colon == std::string_view::npos || colon + 1 == line.size())
            return Error{Errc::malformed, fmt::format("line {}: it is not NAME:PASSWORD", number)};
        users.push_back(
            {std::string(line.substr(0, colon)), Secret(std::string(line.substr(colon + 1)))});
        return {};
    }));
    if (users.empty())
        return Error{Errc::malformed, "it has no users, expected NAME:PASSWORD on a line"};
    return users;
}

std::vector<Secret> parse_tokens(std::string_view text)
{
    std::vector<Secret> tokens;
    const auto all = for_each_line(text, [&](std::string_view line, std::size_t) -> Result<void> {
        tokens.emplace_back(std::string(line));
        return {};
    });
    assert(all);
    return tokens;
}

Result<Supplies> Supplies::gather(const cli::Arguments& arguments, cli::Io& io, const Crowd& crowd)
{
    Supplies supplies;
    supplies.outline_ = TRY(player::outline(arguments, io.random));
    if (const auto command = arguments.find("token-command")) {
        supplies.token_command_ = *command;
        for (const char* name : {"PATH", "HOME"})
            if (const auto value = io.environment(name))
                supplies.environment_.push_back(std::string(name) + "=" + *value);
    }
    if (const auto file = arguments.find("token-file"))
        TRY(supplies.read_tokens(*file, io, crowd.count));
    TRY(supplies.read_users(arguments, io));
    TRY(supplies.make_keys(arguments));
    if (supplies.keys_.size() == 1 && crowd.renewing.value > 0)
        return Error{Errc::usage, "--then-renew needs more keys than one, since a renewal is for "
                                  "another key"};
    return supplies;
}

Result<void> Supplies::read_users(const cli::Arguments& arguments, cli::Io& io)
{
    if (const auto file = arguments.find("users-file")) {
        const auto list = TRY(read_list(*file, io));
        users_ = TRY_WITHIN(*file, parse_users(list.reveal()));
        if (arguments.text("auth") == "federated")
            outline_.offered = {"Federated"};
        return {};
    }
    if (!tokens_.empty() || !token_command_.empty()) {
        outline_.offered = {"Federated"};
        auto user = TRY(arguments.require("user"));
        users_.push_back({std::move(user), Secret()});
        return {};
    }
    TRY(player::add_user(arguments, io, outline_));
    users_.push_back({outline_.user, outline_.password});
    return {};
}

Result<void> Supplies::read_tokens(const std::string& file, cli::Io& io, std::size_t count)
{
    const auto list = TRY(read_list(file, io));
    tokens_ = parse_tokens(list.reveal());
    if (tokens_.size() >= count)
        return {};
    return Error{Errc::usage, fmt::format("--token-file: {}: it has {} tokens, and each of {} "
                                          "devices needs one of its own",
                                          file, tokens_.size(), count)};
}

Result<void> Supplies::make_keys(const cli::Arguments& arguments)
{
    if (outline_.key)
        keys_.push_back(std::move(outline_.key));
    const auto count = TRY(arguments.number("reuse-keys", 0, 1, keys_max));
    for (long i = 0; i < count; ++i)
        keys_.push_back(TRY(x509::make_key(outline_.key_type.value_or(x509::KeyType::rsa_2048))));
    return {};
}

Result<Secret> Supplies::token_for(const Entry& entry) const
{
    if (!token_command_.empty())
        return mint(token_command_, environment_);
    return tokens_.empty() ? Secret() : tokens_[entry.number - 1];
}

Result<device::Plan> Supplies::plan(const Entry& entry, const device::Random& random) const
{
    device::Plan plan{.device = device::draw_device(random)};
    plan.device.request_version = outline_.device.request_version;
    plan.url = outline_.url;
    plan.certificate = outline_.certificate;
    plan.type = outline_.type;
    plan.items = outline_.items;
    plan.offered = outline_.offered;
    plan.key_type = outline_.key_type;
    plan.provider_id = outline_.provider_id;
    const User& user = users_[(entry.number - 1) % users_.size()];
    plan.user = user.name;
    plan.password = user.password;
    plan.token = TRY(token_for(entry));
    if (!keys_.empty())
        plan.key = ossl::share(keys_[(entry.number - 1) % keys_.size()]);
    return plan;
}

ossl::Key Supplies::renewal_key(const Entry& entry) const
{
    return keys_.empty() ? ossl::Key() : ossl::share(keys_[entry.number % keys_.size()]);
}

} // namespace mdm::load
