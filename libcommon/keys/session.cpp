#include "keys/session.h"

#include "keys/pkcs11.h"

#include <p11-kit/pkcs11.h>

namespace mdm::keys {
namespace {

constexpr std::size_t sessions_at_most = 64;
constexpr std::size_t attribute_limit = 2048;

CK_ATTRIBUTE text_attribute(CK_ATTRIBUTE_TYPE type, const std::string& text)
{
    return {type, const_cast<char*>(text.data()), text.size()};
}

} // namespace

Sessions::~Sessions()
{
    for (const CK_SESSION_HANDLE session : free_)
        module_.C_CloseSession(session);
}

Result<unsigned long> Sessions::take()
{
    std::unique_lock lock(mutex_);
    for (;;) {
        if (!free_.empty()) {
            const CK_SESSION_HANDLE session = free_.back();
            free_.pop_back();
            return session;
        }
        CK_SESSION_HANDLE session = 0;
        CK_RV rv = CKR_SESSION_COUNT;
        if (open_ < sessions_at_most)
            rv = module_.C_OpenSession(slot_, CKF_SERIAL_SESSION, nullptr, nullptr, &session);
        if (rv == CKR_OK) {
            ++open_;
            return session;
        }
        if (open_ == 0)
            return token_error("cannot open a session of the token", rv);
        given_back_.wait(lock);
    }
}

void Sessions::give_back(unsigned long session)
{
    const std::lock_guard lock(mutex_);
    free_.push_back(session);
    given_back_.notify_one();
}

Result<Session> Session::take(const std::shared_ptr<Sessions>& sessions)
{
    const auto handle = TRY(sessions->take());
    return Session(sessions, handle);
}

Session::~Session()
{
    if (sessions_)
        sessions_->give_back(handle_);
}

Result<std::vector<unsigned long>> Session::find(unsigned long type, const std::string& label,
                                                 const std::string& id) const
{
    std::vector<CK_ATTRIBUTE> attributes{{CKA_CLASS, &type, sizeof type}};
    if (!label.empty())
        attributes.push_back(text_attribute(CKA_LABEL, label));
    if (!id.empty())
        attributes.push_back(text_attribute(CKA_ID, id));
    std::vector<CK_OBJECT_HANDLE> found(2);
    CK_ULONG count = 0;
    CK_RV rv = module().C_FindObjectsInit(handle_, attributes.data(), attributes.size());
    if (rv == CKR_OK) {
        rv = module().C_FindObjects(handle_, found.data(), found.size(), &count);
        module().C_FindObjectsFinal(handle_);
    }
    if (rv != CKR_OK)
        return token_error("cannot look for keys in the token", rv);
    found.resize(count);
    return found;
}

Bytes Session::read(unsigned long object, unsigned long attribute) const
{
    Bytes value(attribute_limit);
    CK_ATTRIBUTE wanted{attribute, value.data(), value.size()};
    const CK_RV rv = module().C_GetAttributeValue(handle_, object, &wanted, 1);
    value.resize(rv == CKR_OK ? wanted.ulValueLen : 0);
    return value;
}

} // namespace mdm::keys
