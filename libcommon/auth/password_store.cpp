#include "auth/password_store.h"

#include "core/file.h"

#include <unistd.h>

namespace mdm::auth {

Result<PasswordFile> load_password_file(const std::string& path)
{
    auto content = read_secret_file(path);
    if (!content) {
        if (::access(path.c_str(), F_OK) != 0)
            content.error().message += "; mdm-passwd add makes it";
        return content.error();
    }
    return TRY_WITHIN(path, PasswordFile::parse(content->reveal()));
}

Result<void> update_password_file(const std::string& path,
                                  const std::function<Result<void>(PasswordFile&)>& change)
{
    const std::string target = without_links(path);
    const auto lock = TRY(lock_directory_of(target));
    const bool exists = ::access(target.c_str(), F_OK) == 0;
    auto file = exists ? TRY(load_password_file(target)) : PasswordFile{};
    TRY_WITHIN(path, change(file));
    return rewrite_file(target, bytes_of(file.to_text()), 0600);
}

} // namespace mdm::auth
