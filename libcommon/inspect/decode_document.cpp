#include "core/base64.h"
#include "core/text.h"
#include "inspect/decode.h"
#include "inspect/words.h"

#include <fmt/format.h>

namespace mdm::inspect {
namespace {

bool is_secret_parm(std::string_view name)
{
    for (const std::string_view secret : {"AAUTHSECRET", "EnrollmentToken", "WNSSecret"})
        if (equal_ignoring_case(name, secret))
            return true;
    return false;
}

/// Minutes of a Poll interval in words.
std::string interval(const std::string& name, const std::string& value)
{
    const auto number = whole_number(value);
    if (!number || !name.starts_with("Interval"))
        return {};
    if (*number < 60)
        return "minutes";
    return fmt::format("{}:{:02} hours", *number / 60, *number % 60);
}

Node read_parm(const Subject& subject, const xml::Element& element)
{
    Node node{.name = element.attribute("name").value_or(""),
              .value = element.attribute("value").value_or(""),
              .line = subject.line_of(element)};
    node.secret = is_secret_parm(node.name);
    node.meaning = interval(node.name, node.value);
    if (!element.attribute("value"))
        node.meaning = "flag";
    if (const auto datatype = element.attribute("datatype"))
        node.add(Node{"datatype", *datatype, {}, Node::Role::attribute});
    if (node.name != "EncodedCertificate")
        return node;
    Node certificate{"certificate", {}, {}, Node::Role::decoded};
    if (const auto der = decode_base64(node.value)) {
        certificate.value = fmt::format("{} bytes", der->size());
        decode_certificate(*der, certificate);
    } else {
        certificate.note("cannot be read: " + der.error().message);
    }
    node.add(std::move(certificate));
    return node;
}

Node read_characteristic(const Subject& subject, const xml::Element& element)
{
    Node node{.name = element.attribute("type").value_or(""), .line = subject.line_of(element)};
    for (const auto& child : element.children()) {
        if (child.is({"", "characteristic"}))
            node.add(read_characteristic(subject, child));
        else if (child.is({"", "parm"}))
            node.add(read_parm(subject, child));
        else
            node.add(read_element(subject, child));
    }
    return node;
}

} // namespace

Node read_document(const Subject& subject, const xml::Element& root)
{
    Node node = read_characteristic(subject, root);
    node.name = root.name().local;
    node.space = root.name().space;
    if (const auto version = root.attribute("version"))
        node.children.insert(node.children.begin(),
                             Node{"version", *version, {}, Node::Role::attribute});
    return node;
}

} // namespace mdm::inspect
