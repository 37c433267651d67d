#include "load/defect.h"

#include "core/base64.h"
#include "ossl/key.h"
#include "soap/action.h"

#include <algorithm>

namespace mdm::load {
namespace {

constexpr unsigned any = onprem | federated | certificate;
/// With a certificate the message is signed, so whoever changes the body breaks that signature.
constexpr unsigned unsigned_message = onprem | federated;

Result<void> change_password(device::Plan& plan)
{
    plan.password = Secret("wrong " + plan.device.id);
    return {};
}

Result<void> change_user(device::Plan& plan)
{
    plan.user = plan.device.id + "@unknown.invalid";
    return {};
}

Result<void> change_token(device::Plan& plan)
{
    plan.token = Secret("not a token of anybody");
    return {};
}

Result<void> weaken_key(device::Plan& plan)
{
    plan.key = TRY(ossl::make_rsa_key(1024));
    return {};
}

/// From the first to the end of the second; nothing where they are not there.
void cut_out(std::string& message, std::string_view first, std::string_view second)
{
    const auto from = message.find(first);
    const auto to = message.find(second, from);
    if (to != std::string::npos)
        message.erase(from, to + second.size() - from);
}

void leave_out_security(std::string& message)
{
    cut_out(message, "<wsse:Security ", "</wsse:Security>");
}

void truncate(std::string& message)
{
    std::string half = message.substr(0, message.size() / 2);
    wipe(message); // the other half holds secrets too
    message = std::move(half);
}

void change_action(std::string& message)
{
    constexpr auto action = soap::action::request_security_token;
    message.replace(message.find(action), action.size(), "http://unknown.invalid/action");
}

/// Replaces the base64 text of the certificate request: that of the last token, since the body
/// follows the header.
template <class Function>
void change_request(std::string& message, Function function)
{
    constexpr std::string_view before = "base64binary\">";
    const auto from = message.rfind(before) + before.size();
    const auto size = message.find('<', from) - from;
    const auto request = decode_base64(std::string_view(message).substr(from, size));
    if (request)
        message.replace(from, size, encode_base64(function(*request)));
}

void cut_request(std::string& message)
{
    change_request(message, [](ByteView request) { return request.first(request.size() / 2); });
}

void flip_request_signature(std::string& message)
{
    change_request(message, [](ByteView request) {
        Bytes changed(request.begin(), request.end());
        changed.back() ^= 1;
        return changed;
    });
}

void flip_message_signature(std::string& message)
{
    constexpr std::string_view before = "<SignatureValue>";
    const auto at = message.find(before) + before.size();
    message[at] = message[at] == 'A' ? 'B' : 'A';
}

constexpr Defect all[] = {
    {"password", "Authentication", onprem, change_password, nullptr},
    {"user", "Authentication", onprem, change_user, nullptr},
    {"token", "Authentication", federated, change_token, nullptr},
    {"message-signature", "Authentication", certificate, nullptr, flip_message_signature},
    {"no-security", "InvalidSecurity", any, nullptr, leave_out_security},
    {"truncated", "MessageFormat", any, nullptr, truncate},
    {"action", "MessageFormat", unsigned_message, nullptr, change_action},
    {"request", "CertificateRequest", unsigned_message, nullptr, cut_request},
    {"request-signature", "CertificateRequest", unsigned_message, nullptr, flip_request_signature},
    {"weak-key", "CertificateRequest", any, weaken_key, nullptr},
};

} // namespace

std::span<const Defect> defects()
{
    return all;
}

Result<const Defect*> defect_from(std::string_view word, Policy policy)
{
    std::string fitting;
    for (const Defect& defect : all) {
        if ((defect.policies & policy) == 0)
            continue;
        if (defect.word == word)
            return &defect;
        fitting += (fitting.empty() ? "" : ", ") + std::string(defect.word);
    }
    return Error{Errc::usage, "'" + std::string(word) + "' is none of " + fitting};
}

device::Transport spoiled(device::Transport transport, const Defect& defect)
{
    if (defect.spoil == nullptr)
        return transport;
    return [transport = std::move(transport), spoil = defect.spoil](device::HttpRequest request) {
        const bool asks =
            request.body &&
            request.body->find(soap::action::request_security_token) != std::string_view::npos;
        if (!asks)
            return transport(request);
        std::string message(*request.body);
        spoil(message);
        request.body = message;
        auto answer = transport(request);
        wipe(message);
        return answer;
    };
}

} // namespace mdm::load
