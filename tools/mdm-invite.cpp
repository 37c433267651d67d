// mdm-invite - write what starts or forbids enrollment on a device.
//
// Writes a link, its QR code, a page with both, or a .reg file. See mdm-invite(1).

#include "cli/prompt.h"
#include "cli/tool.h"
#include "invite/page.h"
#include "invite/registry_file.h"
#include "service/page.h"

namespace {
using namespace mdm;

Result<invite::Invitation> invitation_of(const cli::Arguments& arguments, cli::Io& io)
{
    TRY(arguments.require_operands(0, 0, ""));
    invite::Invitation invitation;
    invitation.mode = TRY_WITHIN("--mode", invite::mode_from(arguments.text("mode", "mdm")));
    invitation.user = arguments.text("user");
    invitation.server = arguments.text("server");
    invitation.device_id = arguments.text("device-id");
    invitation.tenant_id = arguments.text("tenant");
    if (const auto word = arguments.find("ownership"))
        invitation.ownership = TRY_WITHIN("--ownership", invite::ownership_from(*word));
    if (const auto file = arguments.find("access-token-file"))
        invitation.access_token = TRY(cli::token_from(*file, io));
    return invitation;
}

Result<cli::Exit> link(const cli::Arguments& arguments, cli::Io& io)
{
    const auto invitation = TRY(invitation_of(arguments, io));
    const auto link = TRY(invite::deep_link(invitation));
    io.out << link.reveal() << "\n";
    return cli::Exit::ok;
}

Result<cli::Exit> qr(const cli::Arguments& arguments, cli::Io& io)
{
    const auto form =
        TRY_WITHIN("--format", invite::form_from(arguments.text("format", "terminal")));
    if (form != invite::Form::png && arguments.has("scale"))
        return Error{Errc::usage, "--scale needs --format png"};
    if (form == invite::Form::png && io.out.is_terminal())
        return Error{Errc::usage, "a PNG image is not for a terminal: send it to a file"};
    const long scale = TRY(arguments.number("scale", 8, 1, 64));
    const auto invitation = TRY(invitation_of(arguments, io));
    const auto link = TRY(invite::deep_link(invitation));
    const auto code = TRY(invite::qr_code(link.reveal()));
    io.out << TRY(invite::to_form(code, form, static_cast<std::size_t>(scale)));
    return cli::Exit::ok;
}

Result<cli::Exit> page(const cli::Arguments& arguments, cli::Io& io)
{
    const auto invitation = TRY(invitation_of(arguments, io));
    const auto link = TRY(invite::deep_link(invitation));
    const auto code = TRY(invite::qr_code(link.reveal()));
    const auto path = TRY(cli::config_path(arguments, io));
    const auto settings = TRY(config::load(path));
    const auto language = arguments.text("language", settings.service.language);
    web::Look look;
    service::dress(look, settings.web, language, io);
    const auto wanted = web::preferred_languages(language);
    if (arguments.has("language") &&
        std::find(wanted.begin(), wanted.end(), look.texts.tag()) == wanted.end())
        return Error{Errc::usage, "--language: there is no file of texts for '" + language + "'"};
    io.out << invite::invitation_page(invitation, link, code, look);
    return cli::Exit::ok;
}

Result<cli::Exit> reg(const cli::Arguments& arguments, cli::Io& io)
{
    TRY(arguments.require_operands(1, 1, "POLICY"));
    const auto policy = TRY(invite::policy_from(arguments.operands().front()));
    io.out << TRY(invite::registry_file(policy, arguments.text("application-id")));
    return cli::Exit::ok;
}

/// The options of whatever holds a link, and those of one command more.
std::vector<cli::Option> with_link(std::initializer_list<cli::Option> more)
{
    std::vector<cli::Option> options = {
        {"mode", "MODE", "mdm (default), awa or aadj"},
        {"user", "NAME", "who enrolls: an e-mail address"},
        {"server", "URL", "the server, where the user's domain does not lead to it"},
        {"access-token-file", "FILE", "a token that is passed on to the server; - for stdin"},
        {"device-id", "GUID", "an id of the device that is passed on"},
        {"tenant", "ID", "an id of the organisation that is passed on"},
        {"ownership", "WORD", "unknown, personal or corporate"}};
    options.insert(options.end(), more);
    return options;
}

} // namespace

int main(int argc, char** argv)
{
    const std::vector<cli::Command> commands = {
        {"link", "", "write the link that begins enrollment", with_link({}), link},
        {"qr", "", "write the link as a QR code",
         with_link({{"format", "WORD", "terminal (default), text, svg or png"},
                    {"scale", "N", "pixels of a module of a PNG image; 8 by default"}}),
         qr},
        {"page", "", "write a page for a user: the link, the code and the steps",
         with_link({{"language", "TAG", "language of the page, in place of [service] language"},
                    cli::config_option}),
         page},
        {"reg",
         "POLICY",
         "write a .reg file that forbids, allows or begins enrollment",
         {{"application-id", "ID", "which of several applications for management enrolls"}},
         reg}};
    return cli::run_main({.name = "mdm-invite",
                          .operands = "",
                          .summary = "write what starts or forbids enrollment on a device",
                          .options = {},
                          .commands = commands},
                         argc, argv);
}
