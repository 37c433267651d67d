#include "auth/checker_program.h"

#include "auth/checker_answer.h"
#include "core/text.h"

#include <utility>

namespace mdm::auth {
namespace {

/// Room for thousands of groups; more than that nobody means.
constexpr std::size_t answer_limit = 1U << 20;
constexpr std::size_t remark_limit = 500;

Answer ask_program(Program program, Time now, const UsernameToken& token,
                   const std::function<void(const std::string&)>& remark)
{
    const auto question = checker_question(token, now);
    if (!question)
        return {.finding = Finding::wrong, .detail = question.error().message};
    program.descriptors = {{checker_descriptor, bytes_of(question->reveal())}};
    program.output_limit = answer_limit;
    const auto finished = run_program(program);
    if (!finished)
        return {.finding = Finding::not_asked, .detail = finished.error().message};
    if (const auto said = trim(finished->errors); !said.empty())
        remark(program.path + ": " + printable(said, remark_limit));
    auto answer = parse_checker_answer(finished->status, finished->output);
    if (answer.finding == Finding::right && !answer.detail.empty())
        remark(program.path + ": " + std::exchange(answer.detail, {}));
    return answer;
}

} // namespace

Checker program_checker(Program program, Time now, std::function<void(const std::string&)> remark)
{
    std::string name = program.path;
    return {std::move(name),
            [program = std::move(program), now, remark = std::move(remark)](
                const UsernameToken& token) { return ask_program(program, now, token, remark); }};
}

} // namespace mdm::auth
