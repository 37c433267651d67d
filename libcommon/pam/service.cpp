#include "pam/service.h"

#include "core/text.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <span>
#include <vector>

#include <grp.h>
#include <pwd.h>
#include <security/pam_appl.h>

namespace mdm::pam {
namespace {

using auth::Answer;
using auth::Finding;

/// What the modules may ask and say.
struct Talk {
    const Secret& password;
    std::string said; ///< by the modules, in one line
};

/// One reply a message, on the heap, as pam_conv(3) has it: the modules free them.
int converse(int count, const pam_message** messages, pam_response** responses, void* data)
{
    auto& talk = *static_cast<Talk*>(data);
    if (count <= 0 || count > PAM_MAX_NUM_MSG)
        return PAM_CONV_ERR;
    const auto size = static_cast<std::size_t>(count);
    auto* const replies = static_cast<pam_response*>(std::calloc(size, sizeof(pam_response)));
    if (replies == nullptr)
        return PAM_BUF_ERR;
    int status = PAM_SUCCESS;
    for (std::size_t i = 0; i < size && status == PAM_SUCCESS; ++i) {
        const pam_message& message = *messages[i];
        if (message.msg_style == PAM_PROMPT_ECHO_OFF)
            replies[i].resp = ::strdup(talk.password.reveal().c_str());
        else if (message.msg_style == PAM_TEXT_INFO || message.msg_style == PAM_ERROR_MSG)
            talk.said.append(talk.said.empty() ? "" : "; ").append(message.msg);
        else // a second factor, say: there is nobody to ask
            status = PAM_CONV_ERR;
    }
    if (status == PAM_SUCCESS) {
        *responses = replies;
        return status;
    }
    for (pam_response& reply : std::span(replies, size)) {
        if (reply.resp != nullptr)
            ::explicit_bzero(reply.resp, std::strlen(reply.resp));
        std::free(reply.resp);
    }
    std::free(replies);
    return status;
}

/// A transaction, which ends with what its last call yielded.
class Transaction {
public:
    Transaction(const Service& service, const std::string& user, const pam_conv& conversation)
    {
        status = ::pam_start_confdir(
            service.name.c_str(), user.c_str(), &conversation,
            service.directory.empty() ? nullptr : service.directory.c_str(), &handle_);
    }
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    ~Transaction()
    {
        if (handle_ != nullptr)
            ::pam_end(handle_, status);
    }
    [[nodiscard]] pam_handle_t* handle() const { return handle_; }
    [[nodiscard]] std::string why() const { return ::pam_strerror(handle_, status); }

    int status = PAM_SYSTEM_ERR;

private:
    pam_handle_t* handle_ = nullptr;
};

Finding finding_of_authentication(int status)
{
    switch (status) {
    case PAM_USER_UNKNOWN:
        return Finding::unknown;
    case PAM_AUTH_ERR:
        return Finding::wrong;
    case PAM_MAXTRIES:
        return Finding::locked;
    case PAM_ACCT_EXPIRED:
    case PAM_CRED_EXPIRED:
    case PAM_NEW_AUTHTOK_REQD:
        return Finding::expired;
    case PAM_PERM_DENIED:
        return Finding::not_permitted;
    default:
        return Finding::not_asked;
    }
}

Finding finding_of_account(int status)
{
    switch (status) {
    case PAM_SUCCESS:
        return Finding::right;
    case PAM_AUTH_ERR: // of an account that is locked or may not be used now
    case PAM_MAXTRIES:
        return Finding::locked;
    case PAM_USER_UNKNOWN: // and yet the password is right: not one to be asked for elsewhere
        return Finding::not_permitted;
    default:
        return finding_of_authentication(status);
    }
}

std::vector<std::string> groups_of(const std::string& user)
{
    std::vector<std::string> names;
    const passwd* const known = ::getpwnam(user.c_str());
    if (known == nullptr)
        return names;
    std::vector<gid_t> ids(64);
    int count = static_cast<int>(ids.size());
    while (::getgrouplist(user.c_str(), known->pw_gid, ids.data(), &count) < 0 &&
           ids.size() < (1U << 16)) {
        ids.resize(std::max(ids.size() * 2, static_cast<std::size_t>(count)));
        count = static_cast<int>(ids.size());
    }
    ids.resize(std::min(ids.size(), static_cast<std::size_t>(std::max(count, 0))));
    for (const gid_t id : ids)
        if (const group* const found = ::getgrgid(id))
            names.emplace_back(found->gr_name);
    return names;
}

Answer answer_of(Finding finding, const Transaction& transaction, const Talk& talk)
{
    Answer answer{.finding = finding};
    if (finding != Finding::right)
        answer.detail = transaction.why();
    if (!talk.said.empty())
        answer.detail += (answer.detail.empty() ? "" : ": ") + printable(talk.said);
    return answer;
}

} // namespace

Answer ask_pam(const Service& service, const auth::UsernameToken& token)
{
    Talk talk{token.password, {}};
    const pam_conv conversation{converse, &talk};
    Transaction transaction(service, token.username, conversation);
    if (transaction.status != PAM_SUCCESS)
        return {.finding = Finding::not_asked,
                .detail = "cannot start the service '" + printable(service.name) + "'"};
    constexpr int flags = PAM_SILENT | PAM_DISALLOW_NULL_AUTHTOK;
    transaction.status = ::pam_authenticate(transaction.handle(), flags);
    if (transaction.status != PAM_SUCCESS)
        return answer_of(finding_of_authentication(transaction.status), transaction, talk);
    transaction.status = ::pam_acct_mgmt(transaction.handle(), flags);
    Answer answer = answer_of(finding_of_account(transaction.status), transaction, talk);
    const void* user = nullptr;
    if (answer.finding != Finding::right)
        return answer;
    // A module may have changed the name that was typed.
    transaction.status = ::pam_get_item(transaction.handle(), PAM_USER, &user);
    if (transaction.status != PAM_SUCCESS || user == nullptr)
        return {.finding = Finding::not_asked, .detail = "PAM does not tell the user's name"};
    answer.user = static_cast<const char*>(user);
    answer.groups = groups_of(answer.user);
    return answer;
}

} // namespace mdm::pam
