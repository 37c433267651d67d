#include "core/text.h"
#include "record/record.h"

namespace mdm::record {

bool is_plain_token_type(std::string_view token_type)
{
    constexpr std::string_view x509 = "http://docs.oasis-open.org/wss/2004/01/"
                                      "oasis-200401-wss-x509-token-profile-1.0#X509v3";
    return token_type == x509;
}

bool is_plain(const Record& record)
{
    return record.request && is_plain_token_type(record.request->token_type);
}

std::string_view client_of(const Record& record)
{
    return is_plain(record) ? "wstep" : "mdm";
}

std::optional<std::string> find_fact(const Record& record, std::string_view name)
{
    for (const auto& [key, values] : record.device)
        if (equal_ignoring_case(key, name) && !values.empty())
            return values.front();
    return std::nullopt;
}

} // namespace mdm::record
