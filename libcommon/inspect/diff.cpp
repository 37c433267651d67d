#include "inspect/diff.h"

#include "core/bytes.h"
#include "core/text.h"
#include "inspect/decode.h"
#include "ossl/digest.h"
#include "xml/name.h"

#include <algorithm>
#include <array>
#include <deque>
#include <map>
#include <set>

namespace mdm::inspect {
namespace {

constexpr std::array<std::string_view, 11> times{
    "Created", "Expires", "not before", "not after", "received", "exp",
    "iat",     "nbf",     "lastUpdate", "auth_time", "Date"};
constexpr std::array<std::string_view, 9> ids{"MessageID", "RelatesTo",     "ActivityId",
                                              "Id",        "CorrelationId", "TraceId",
                                              "trace_id",  "message_id",    "activity_id"};

/// Elements whose children are read by their order, besides all of MS-XCEP.
constexpr std::array<std::string_view, 5> ordered{"DiscoverResult", "RequestSecurityTokenResponse",
                                                  "Fault", "wap-provisioningdoc",
                                                  "CertificateStore"};

template <class Words>
bool is_one_of(const Words& words, std::string_view word)
{
    return std::find(words.begin(), words.end(), word) != words.end();
}

bool minds_order(const Node& node)
{
    return node.space == xml::ns::policy || is_one_of(ordered, node.name);
}

/// Whether the value is told again by what was read out of it.
bool is_decoded(const Node& node)
{
    return std::any_of(node.children.begin(), node.children.end(), [](const Node& child) {
        return child.role == Node::Role::decoded && !child.children.empty();
    });
}

/// What tells a node from others beside it. Attributes are found in whichever namespace.
std::string key_of(const Node& node)
{
    const bool attribute = node.role == Node::Role::attribute;
    return (attribute ? std::string("@") : node.space) + '\0' + node.name;
}

/// Nodes by a text, each to be taken once, in their order.
using Nodes = std::map<std::string, std::deque<const Node*>>;

const Node* take_first(Nodes& nodes, const std::string& key)
{
    const auto at = nodes.find(key);
    if (at == nodes.end() || at->second.empty())
        return nullptr;
    const Node* const node = at->second.front();
    at->second.pop_front();
    return node;
}

std::string value_of(const Node& node)
{
    if (node.value.empty() || node.meaning.empty())
        return node.value + node.meaning;
    return node.value + " (" + node.meaning + ")";
}

/// Follows two trees.
class Comparison {
public:
    explicit Comparison(const DiffRules& rules) : rules_(rules) {}

    void compare(const Node& a, const Node& b, const std::string& path)
    {
        const bool decoded = is_decoded(a) && is_decoded(b);
        if (!decoded && (a.value != b.value || (a.meaning != b.meaning && a.value.empty())))
            found_.push_back(
                {Difference::What::changed, path, value_of(a), value_of(b), a.secret || b.secret});
        compare_children(a, b, path);
    }

    std::vector<Difference> take() { return std::move(found_); }

private:
    [[nodiscard]] bool is_ignored(const Node& node) const
    {
        return node.role == Node::Role::note || (rules_.times && is_one_of(times, node.name)) ||
               (rules_.ids && is_one_of(ids, node.name));
    }

    [[nodiscard]] std::vector<const Node*> children_of(const Node& node) const
    {
        std::vector<const Node*> children;
        for (const Node& child : node.children)
            if (!is_ignored(child))
                children.push_back(&child);
        return children;
    }

    /// A text that two nodes have in common when they say the same.
    const std::string& digest_of(const Node& node)
    {
        auto& digest = digests_[&node];
        if (!digest.empty())
            return digest;
        std::string content = key_of(node) + '\0';
        if (!is_decoded(node))
            content += node.value + '\0' + (node.value.empty() ? node.meaning : "");
        std::vector<std::string> parts;
        for (const Node* child : children_of(node))
            parts.push_back(digest_of(*child));
        if (!minds_order(node))
            std::sort(parts.begin(), parts.end());
        for (const auto& part : parts)
            content += '\0' + part;
        return digest = to_hex(ossl::sha256(bytes_of(content)));
    }

    void compare_children(const Node& a, const Node& b, const std::string& path)
    {
        check_order(a, b, path);
        const auto right = children_of(b);
        Nodes same;
        for (const Node* node : right)
            same[digest_of(*node)].push_back(node);
        // What is the same goes first, so that one more of many leaves the others as they were.
        std::vector<const Node*> alone;
        std::set<const Node*> taken;
        for (const Node* node : children_of(a))
            if (const Node* other = take_first(same, digest_of(*node)))
                taken.insert(other);
            else
                alone.push_back(node);
        Nodes named;
        for (const Node* node : right)
            if (!taken.contains(node))
                named[key_of(*node)].push_back(node);
        for (const Node* node : alone) {
            const Node* const other = take_first(named, key_of(*node));
            if (other == nullptr)
                add(Difference::What::removed, *node, path);
            else
                compare(*node, *other, path + "/" + node->name);
        }
        for (const auto& [key, nodes] : named)
            for (const Node* node : nodes)
                add(Difference::What::added, *node, path);
    }

    void add(Difference::What what, const Node& node, const std::string& path)
    {
        Difference difference{what, path + "/" + node.name, {}, {}, node.secret};
        const bool gone = what == Difference::What::removed;
        (gone ? difference.before : difference.after) = value_of(node);
        found_.push_back(std::move(difference));
    }

    /// The names that both have, in the order of each.
    void check_order(const Node& a, const Node& b, const std::string& path)
    {
        if (!minds_order(a))
            return;
        const auto names = [&](const Node& node, const Node& other) {
            std::set<std::string_view> there;
            for (const Node& child : other.children)
                there.insert(child.name);
            std::vector<std::string_view> list;
            for (const Node* child : children_of(node))
                if (child->role == Node::Role::element && there.erase(child->name) > 0)
                    list.push_back(child->name);
            return list;
        };
        const auto before = names(a, b);
        const auto after = names(b, a);
        if (before == after)
            return;
        const auto joined = [](const std::vector<std::string_view>& list) {
            std::string text;
            for (const auto name : list)
                text.append(text.empty() ? "" : ", ").append(name);
            return text;
        };
        found_.push_back({Difference::What::order, path, joined(before), joined(after)});
    }

    DiffRules rules_;
    std::map<const Node*, std::string> digests_;
    std::vector<Difference> found_;
};

} // namespace

Result<DiffRules> diff_rules_from(const std::vector<std::string>& words)
{
    DiffRules rules;
    for (const auto& word : words) {
        if (word != "times" && word != "ids")
            return Error{Errc::usage, "'" + printable(word) + "' is not times or ids"};
        (word == "times" ? rules.times : rules.ids) = true;
    }
    return rules;
}

Node tree_of(const std::vector<Subject>& subjects)
{
    Node all{""};
    for (const Subject& subject : subjects) {
        if (subject.http)
            all.add(tree_of(*subject.http));
        all.add(tree_of(subject));
    }
    return all;
}

std::vector<Difference> diff(const Node& before, const Node& after, const DiffRules& rules)
{
    Comparison comparison(rules);
    comparison.compare(before, after, "");
    return comparison.take();
}

} // namespace mdm::inspect
