#include "inspect/view.h"

#include "inspect/decode.h"

#include <nlohmann/json.hpp>

namespace mdm::inspect {
namespace {

using Json = nlohmann::ordered_json;

Json json_of(const Node& node, const View& view)
{
    if (node.role == Node::Role::note)
        return Json{{"note", node.value}};
    Json object;
    object["name"] = node.name;
    if (!node.space.empty())
        object["namespace"] = node.space;
    if (node.secret && !view.show_secrets && !node.value.empty())
        object["hidden"] = true;
    else if (!node.value.empty() || node.children.empty())
        object["value"] = node.value;
    if (!node.meaning.empty())
        object["meaning"] = node.meaning;
    if (node.role == Node::Role::attribute)
        object["attribute"] = true;
    if (node.role == Node::Role::decoded)
        object["decoded"] = true;
    if (node.line != 0)
        object["line"] = node.line;
    for (const Node& child : node.children)
        object["children"].push_back(json_of(child, view));
    return object;
}

} // namespace

std::string to_json(const Subject& subject, const Node& tree, const View& view)
{
    Json object{{"file", subject.name}, {"kind", word_of(subject.kind)}};
    if (subject.broken)
        object["broken"] = subject.broken->message;
    if (subject.http)
        object["http"] = json_of(tree_of(*subject.http), view);
    object["content"] = json_of(tree, view);
    return object.dump(-1, ' ', true, Json::error_handler_t::replace);
}

} // namespace mdm::inspect
