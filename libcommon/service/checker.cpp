#include "service/checker.h"

#include "auth/checker_answer.h"
#include "cli/tool.h"

namespace mdm::service {
namespace {

Result<auth::UsernameToken> read_question()
{
    cli::Input input(auth::checker_descriptor);
    auto content = input.read_all(auth::checker_question_limit);
    if (!content)
        return Error{content.error().code,
                     "descriptor 3: expected user and password there, in the manner of "
                     "checkpassword",
                     "mdm-checker(7)"};
    const Secret question(*content);
    wipe(*content);
    return auth::parse_checker_question(question);
}

} // namespace

cli::Exit run_checker(cli::Io& io,
                      const std::function<Result<auth::Answer>(const auth::UsernameToken&)>& ask)
{
    const auto token = read_question();
    if (!token) {
        cli::report(token.error(), io);
        return cli::Exit::could_not_ask;
    }
    const auto answer = token->password.empty() ? auth::Answer{.finding = auth::Finding::wrong,
                                                               .detail = "the password is empty"}
                                                : ask(*token);
    if (!answer) {
        cli::report(answer.error(), io);
        return cli::Exit::could_not_ask;
    }
    io.out << auth::to_json(*answer) << "\n";
    return static_cast<cli::Exit>(auth::status_of(*answer));
}

} // namespace mdm::service
