#include "auth/checker.h"

namespace mdm::auth {

Result<Identity> check_password(const PasswordFile& users, const UsernameToken& token)
{
    return Identity{"onpremise", TRY(users.check(token.username, token.password))};
}

} // namespace mdm::auth
