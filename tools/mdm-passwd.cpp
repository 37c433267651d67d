// mdm-passwd - keep a password file.
//
// Adds, checks, removes and lists the users that mdm-auth knows. See mdm-passwd(1).

#include "auth/password_hash.h"
#include "auth/password_store.h"
#include "cli/prompt.h"
#include "cli/tool.h"
#include "core/file.h"

#include <array>

#include <unistd.h>

namespace {
using namespace mdm;

Result<cli::Exit> add(const cli::Arguments& arguments, cli::Io& io)
{
    TRY(arguments.require_operands(2, 2, "FILE and USER"));
    const std::string& file = arguments.operands()[0];
    const std::string& user = arguments.operands()[1];
    const auto method = TRY(auth::hash_method_from(arguments.text("method", "yescrypt")));
    const long cost = TRY(arguments.number("cost", 0, 1, 999'999'999));
    // What can be refused is refused before anybody types a password.
    TRY(auth::check_user_name(user));
    if (::access(file.c_str(), F_OK) == 0)
        TRY(auth::load_password_file(file));
    const auto password = TRY(cli::read_password(io, cli::Typed::twice));
    std::array<unsigned char, 16> salt{};
    io.random(salt);
    const auto hash =
        TRY(auth::hash_password(password, method, static_cast<unsigned long>(cost), salt));
    TRY(auth::update_password_file(
        file, [&](auth::PasswordFile& users) { return users.set(user, hash); }));
    return cli::Exit::ok;
}

Result<cli::Exit> check(const cli::Arguments& arguments, cli::Io& io)
{
    TRY(arguments.require_operands(2, 2, "FILE and USER"));
    const auto users = TRY(auth::load_password_file(arguments.operands()[0]));
    const auto password = TRY(cli::read_password(io, cli::Typed::once));
    TRY(users.check(arguments.operands()[1], password));
    return cli::Exit::ok;
}

Result<cli::Exit> remove(const cli::Arguments& arguments, cli::Io&)
{
    TRY(arguments.require_operands(2, 2, "FILE and USER"));
    TRY(auth::update_password_file(arguments.operands()[0], [&](auth::PasswordFile& users) {
        return users.remove(arguments.operands()[1]);
    }));
    return cli::Exit::ok;
}

Result<cli::Exit> list(const cli::Arguments& arguments, cli::Io& io)
{
    TRY(arguments.require_operands(1, 1, "FILE"));
    const auto users = TRY(auth::load_password_file(arguments.operands()[0]));
    for (const std::string& user : users.users())
        io.out << user << "\n";
    return cli::Exit::ok;
}

const cli::Tool tool{
    .name = "mdm-passwd",
    .operands = "",
    .summary = "keep a password file",
    .options = {},
    .commands = {{"add",
                  "FILE USER",
                  "add a user, or give a user another password",
                  {{"method", "NAME", "how to hash: yescrypt (default), bcrypt or sha512"},
                   {"cost", "N", "work of one hash: yescrypt 1-11, bcrypt 4-31, sha512 rounds"},
                   cli::seed_option},
                  add},
                 {"check", "FILE USER", "check the password of a user", {}, check},
                 {"remove", "FILE USER", "remove a user", {}, remove},
                 {"list", "FILE", "list the users", {}, list}}};

} // namespace

int main(int argc, char** argv)
{
    return cli::run_main(tool, argc, argv);
}
