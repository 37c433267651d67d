#include "enrollment/naming.h"

#include "core/expand.h"
#include "enrollment/device.h"
#include "x509/name.h"

#include <array>

namespace mdm::enrollment {
namespace {

template <class Escape>
Result<std::string> expand_names(const std::string& text, const Naming& naming, Escape escape)
{
    const std::string user = escape(naming.user);
    const std::string device = escape(device_of(naming.device_id, naming.public_key_info));
    const std::string trace_id = escape(naming.trace_id);
    const std::string provider = escape(naming.provider);
    const std::array<Variable, 4> variables{{
        {"user", user},
        {"device", device},
        {"trace_id", trace_id},
        {"provider", provider},
    }};
    auto expanded = expand(text, variables);
    if (!expanded)
        return Error{Errc::environment, "[profile] '" + text + "': " + expanded.error().message,
                     "enrollkit.toml(5)"};
    return expanded;
}

} // namespace

Result<std::string> subject_of(const config::Profile& profile, const Naming& naming)
{
    return expand_names(profile.subject, naming, x509::escape_name_value);
}

Result<std::vector<std::string>> alternative_names_of(const config::Profile& profile,
                                                      const Naming& naming)
{
    std::vector<std::string> names;
    for (const std::string& text : profile.alternative_names) {
        if (naming.user.empty() && text.find("{user}") != std::string::npos)
            continue; // signed by hand for nobody
        names.push_back(
            TRY(expand_names(text, naming, [](const std::string& value) { return value; })));
    }
    return names;
}

} // namespace mdm::enrollment
