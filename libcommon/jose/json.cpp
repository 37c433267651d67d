#include "jose/json.h"

#include <set>
#include <string>
#include <vector>

namespace mdm::jose {
namespace {

constexpr int deepest = 8;

/// Watches a text while it is read for what the finished value does not show.
class Watch {
public:
    bool operator()(int depth, Json::parse_event_t event, const Json& value)
    {
        using Event = Json::parse_event_t;
        too_deep = too_deep || depth > deepest;
        if (event == Event::object_start)
            names_.emplace_back();
        else if (event == Event::object_end)
            names_.pop_back();
        else if (event == Event::key)
            twice = !names_.back().insert(value.get<std::string>()).second || twice;
        return true;
    }
    bool too_deep = false;
    bool twice = false;

private:
    std::vector<std::set<std::string>> names_; ///< of the objects that are open
};

} // namespace

Result<Json> parse_object(std::string_view text, std::string_view what)
{
    Watch watch;
    Json object = Json::parse(text, std::ref(watch), false);
    if (object.is_discarded() || !object.is_object())
        return Error{Errc::malformed, std::string(what) + " is not a JSON object", "RFC 8259 4"};
    if (watch.twice)
        return Error{Errc::malformed, std::string(what) + " has a member twice", "RFC 7515 4"};
    if (watch.too_deep)
        return Error{Errc::malformed,
                     std::string(what) + " is more than " + std::to_string(deepest) + " deep"};
    return object;
}

Result<std::string> text_member(const Json& object, const char* name, std::string_view what)
{
    const auto member = object.find(name);
    if (member == object.end())
        return std::string();
    if (!member->is_string())
        return Error{Errc::malformed,
                     std::string(what) + ": its member '" + name + "' must be a text"};
    return member->get<std::string>();
}

} // namespace mdm::jose
