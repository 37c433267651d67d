#include "invite/registry_file.h"

#include "core/text.h"

#include <algorithm>

namespace mdm::invite {
namespace {

constexpr std::string_view header = "Windows Registry Editor Version 5.00";
constexpr std::string_view key =
    "[HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows\\CurrentVersion\\MDM]";

struct Row {
    std::string_view word;
    Policy policy;
    std::string_view lines; ///< of the values, parted by line feeds
};
constexpr Row rows[] = {
    {"forbid", Policy::forbid, "\"DisableRegistration\"=dword:00000001\n"},
    {"allow", Policy::allow, "\"DisableRegistration\"=-\n"},
    {"auto-enroll-user", Policy::auto_enroll_user,
     "\"AutoEnrollMDM\"=dword:00000001\n\"UseAADCredentialType\"=dword:00000001\n"},
    {"auto-enroll-device", Policy::auto_enroll_device,
     "\"AutoEnrollMDM\"=dword:00000001\n\"UseAADCredentialType\"=dword:00000002\n"},
    {"no-auto-enroll", Policy::no_auto_enroll,
     "\"AutoEnrollMDM\"=-\n\"UseAADCredentialType\"=-\n\"MDMApplicationId\"=-\n"},
};

/// A text as a value of a .reg file: quotation marks and backslashes have a backslash in front.
std::string quoted(std::string_view text)
{
    std::string value = "\"";
    for (const char character : text) {
        if (character == '"' || character == '\\')
            value += '\\';
        value += character;
    }
    return value + "\"";
}

/// ASCII as UTF-16LE with a byte order mark and CRLF.
std::string as_regedit_writes(std::string_view text)
{
    std::string file = "\xFF\xFE";
    for (const char character : text) {
        if (character == '\n')
            file.append("\r\0", 2);
        file.append(1, character).append(1, '\0');
    }
    return file;
}

} // namespace

Result<Policy> policy_from(std::string_view word)
{
    std::string words;
    for (const Row& row : rows) {
        if (row.word == word)
            return row.policy;
        words += (words.empty() ? "" : ", ") + std::string(row.word);
    }
    return Error{Errc::usage, "'" + printable(word) + "' is none of " + words};
}

Result<std::string> registry_file(Policy policy, std::string_view application_id)
{
    const bool enrolls = policy == Policy::auto_enroll_user || policy == Policy::auto_enroll_device;
    if (!application_id.empty() && !enrolls)
        return Error{Errc::usage, "an application id goes with automatic enrollment alone"};
    if (application_id.size() > 256 || !std::all_of(application_id.begin(), application_id.end(),
                                                    [](char c) { return c >= 0x20 && c < 0x7F; }))
        return Error{Errc::usage, "the application id is not at most 256 characters of ASCII"};
    const Row& row = *std::find_if(std::begin(rows), std::end(rows),
                                   [&](const Row& r) { return r.policy == policy; });
    std::string text = std::string(header) + "\n\n" + std::string(key) + "\n";
    text += row.lines;
    if (!application_id.empty())
        text += "\"MDMApplicationId\"=" + quoted(application_id) + "\n";
    return as_regedit_writes(text + "\n");
}

} // namespace mdm::invite
