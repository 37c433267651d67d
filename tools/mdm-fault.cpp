// mdm-fault - write a SOAP fault, or explain an error code.
//
// Writes the fault of a code, or what records bear, to standard output. See mdm-fault(1).

#include "cgi/exchange.h"
#include "cli/tool.h"
#include "fault/describe.h"
#include "fault/fault.h"
#include "service/fault_log.h"
#include "service/last_stage.h"

using namespace mdm;

namespace {

Result<cli::Exit> list(const cli::Arguments& arguments, cli::Io& io)
{
    TRY(arguments.require_alone("list", {"json"}));
    io.out << (arguments.has("json") ? fault::json_table() : fault::table());
    return cli::Exit::ok;
}

Result<cli::Exit> explain(const cli::Arguments& arguments, cli::Io& io)
{
    TRY(arguments.require_alone("explain", {"json"}));
    const auto code = TRY(fault::code_from(arguments.text("explain")));
    io.out << (arguments.has("json") ? fault::to_json(code) + "\n" : fault::describe(code));
    return cli::Exit::ok;
}

Result<cli::Exit> write_records(const cli::Arguments& arguments, cli::Io& io)
{
    TRY(arguments.require_alone("record", {"cgi", "status"}));
    const auto status = TRY(arguments.number("status", 500, 200, 599));
    const auto nothing = [](const record::Record&) -> Result<std::string, enrollment::Refusal> {
        return enrollment::refusal_of(
            fault::Subcode::internal_service_fault,
            {Errc::environment, "the record bears neither a fault nor a reply"});
    };
    return service::run_last_stage(
        io, {.cgi = arguments.has("cgi"), .fault_status = static_cast<int>(status)}, nothing,
        [](const ledger::Attempt&) {});
}

Result<fault::Fault> fault_from(const cli::Arguments& arguments, const cli::Io& io)
{
    TRY(arguments.require_operands(1, 1, "CODE"));
    auto fault = TRY(fault::fault_from(arguments.operands().front(), arguments.find("subcode")));
    fault.reason = arguments.text("reason");
    fault.message = arguments.text("message");
    fault.language = arguments.text("language", fault.language);
    fault.trace_id = cli::trace_id(arguments, io);
    if (!fault::is_language_tag(fault.language))
        return Error{Errc::usage, "--language: '" + fault.language + "' is no language tag"};
    if (arguments.has("plain"))
        fault.plain = {.request_id = arguments.text("request-id"),
                       .denied = arguments.has("denied")};
    return fault;
}

Result<cli::Exit> run(const cli::Arguments& arguments, cli::Io& io)
{
    if (arguments.has("list"))
        return list(arguments, io);
    if (arguments.has("explain"))
        return explain(arguments, io);
    if (arguments.has("json"))
        return Error{Errc::usage, "--json goes with --list or --explain"};
    TRY(arguments.require_beside("cgi", {"status"}));
    TRY(arguments.require_beside("log", {"config"}));
    TRY(arguments.require_beside("plain", {"request-id", "denied"}));
    if (arguments.has("record"))
        return write_records(arguments, io);
    const auto fault = TRY(fault_from(arguments, io));
    const auto status = TRY(arguments.number("status", 500, 200, 599));
    const auto xml = fault::to_xml(fault, {.relates_to = arguments.find("relates-to"),
                                           .activity_id = arguments.find("activity-id")});
    io.out << (arguments.has("cgi") ? cgi::response(static_cast<int>(status), cgi::soap_type, xml)
                                    : xml + "\n");
    if (arguments.has("log"))
        service::log_fault(fault, arguments, io);
    return cli::Exit::ok;
}

const cli::Tool tool{
    .name = "mdm-fault",
    .operands = "CODE",
    .summary = "write a SOAP fault, or explain an error code",
    .options = {{"reason", "TEXT", "what the user is told; a text that fits CODE by default"},
                {"message", "TEXT", "Message of the detail; the reason by default"},
                {"language", "TAG", "language of the reason (RFC 5646); en-US by default"},
                {"subcode", "WORD", "subcode that an ErrorType goes out with"},
                {"relates-to", "ID", "MessageID of the request"},
                {"activity-id", "ID", "ActivityId of the request; the trace id by default"},
                cli::trace_id_option,
                {"plain", "", "write the detail that plain WSTEP clients read"},
                {"request-id", "ID", "with --plain: the RequestID of the request"},
                {"denied", "", "with --plain: somebody denied the request"},
                {"log", "TEXT", "write TEXT to the log, too, with the trace id"},
                cli::config_option,
                {"record", "", "write what the records on standard input bear"},
                cli::cgi_option,
                {"status", "N", "HTTP status of a fault with --cgi; 500 by default"},
                {"list", "", "list all codes"},
                {"explain", "CODE", "tell what a code means and what to do about it"},
                {"json", "", "write JSON, with --list or --explain"}},
    .run = run};

} // namespace

int main(int argc, char** argv)
{
    return cli::run_main(tool, argc, argv);
}
