#include "core/base64.h"
#include "core/text.h"
#include "inspect/decode.h"
#include "inspect/words.h"

#include <array>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace mdm::inspect {
namespace {

using Json = nlohmann::ordered_json;

constexpr int deepest = 32;
constexpr std::size_t most_members = 20000;

/// What some members of a record hold in base64.
struct Nested {
    std::string_view member;
    std::string_view what;
    void (*decode)(ByteView bytes, Node& into);
};
constexpr std::array<Nested, 3> nested{{
    {"pkcs10", "certificate request", decode_request},
    {"certificate", "certificate", decode_certificate},
    {"chain", "certificate", decode_certificate},
}};

void decode_value(const std::string& name, Node& node)
{
    const auto bytes = decode_base64(node.value);
    for (const Nested& row : nested)
        if (row.member == name && bytes && bytes->size() > 20 && bytes->front() == 0x30) {
            Node decoded{std::string(row.what),
                         fmt::format("{} bytes", bytes->size()),
                         {},
                         Node::Role::decoded};
            row.decode(*bytes, decoded);
            node.add(std::move(decoded));
        }
    if (name == "reply" && !node.value.empty()) {
        // A reply may hold the passwords of an account.
        node.secret = true;
        node.add(tree_of(read_nested(node.value)));
    }
}

/// Builds nodes of JSON, up to a count.
class Builder {
public:
    void add(const std::string& name, const Json& value, Node& into, int depth)
    {
        if (++count_ > most_members || depth > deepest) {
            if (!full_)
                into.note("and more, which is not shown");
            full_ = true;
            return;
        }
        if (value.is_array()) {
            for (const Json& item : value)
                add(name, item, into, depth + 1);
            return;
        }
        Node node{name, {}, {}, Node::Role::decoded};
        if (value.is_object())
            for (const auto& [key, member] : value.items())
                add(key, member, node, depth + 1);
        else
            node.value = value.is_string() ? value.get<std::string>() : value.dump();
        node.meaning = element_words(name, node.value);
        decode_value(name, node);
        into.add(std::move(node));
    }

private:
    std::size_t count_ = 0;
    bool full_ = false;
};

/// Whether brackets are nested deeper than what is shown: the parser would follow them all.
bool is_too_deep(std::string_view text)
{
    int depth = 0;
    bool in_text = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (in_text && text[i] == '\\')
            ++i;
        else if (text[i] == '"')
            in_text = !in_text;
        else if (!in_text && (text[i] == '{' || text[i] == '['))
            ++depth;
        else if (!in_text && (text[i] == '}' || text[i] == ']'))
            --depth;
        if (depth > deepest)
            return true;
    }
    return false;
}

} // namespace

void decode_record(std::string_view line, Node& into)
{
    if (is_too_deep(line)) {
        into.note(fmt::format("cannot be read: more than {} deep", deepest));
        return;
    }
    const Json object = Json::parse(line, nullptr, false);
    if (!object.is_object()) {
        into.note("cannot be read: not a JSON object");
        return;
    }
    Builder builder;
    for (const auto& [key, value] : object.items())
        builder.add(key, value, into, 0);
}

} // namespace mdm::inspect
