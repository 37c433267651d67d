#include "core/text.h"
#include "inspect/decode.h"
#include "inspect/words.h"

#include <algorithm>

#include <fmt/format.h>

namespace mdm::inspect {
namespace {

namespace ns = xml::ns;

bool is_declaration(std::string_view name)
{
    return name == "xmlns" || name.starts_with("xmlns:");
}

/// Attributes but declarations of namespaces, and nil, which is said of the value.
void add_attributes(const xml::Element& element, Node& node)
{
    for (const auto& attribute : element.node().attributes()) {
        const std::string_view name = attribute.name();
        const auto local = name.substr(name.find(':') + 1);
        if (!is_declaration(name) && local != "nil")
            node.add(Node{std::string(local), attribute.value(), {}, Node::Role::attribute});
    }
}

/// What the text of an element is, where it needs other elements to be told.
std::string words_by_context(const xml::Element& element, const std::string& text)
{
    const auto local = element.name().local;
    const auto parent = xml::Element(element.node().parent()).name().local;
    if (local == "Value" && parent == "Subcode")
        return hresult_words(text.substr(text.find(':') + 1));
    if (local == "value" && parent == "oID")
        return oid_word(text) == text ? "" : oid_word(text);
    return element_words(local, text);
}

/// What a reference of MS-XCEP leads to: the value of an oID.
std::string referred_oid(const Subject& subject, const std::string& reference)
{
    const auto payload = subject.payload();
    if (!payload)
        return {};
    for (const auto& list : payload->children({ns::policy, "oIDs"}))
        for (const auto& oid : list.children({ns::policy, "oID"})) {
            const auto id = xml::find_text(oid, {ns::policy, "oIDReferenceID"});
            const auto value = xml::find_text(oid, {ns::policy, "value"});
            if (id && *id == reference && value && *value)
                return oid_word(**value) == **value ? **value : oid_word(**value) + ", " + **value;
        }
    return "no such oID";
}

/// ContextItem Name="x" / Value: the item under its own name.
Node read_context_item(const Subject& subject, const xml::Element& element)
{
    Node node{.name = element.attribute("Name").value_or("ContextItem"),
              .line = subject.line_of(element)};
    const auto value = xml::find_child(element, {ns::authorization, "Value"});
    if (value && *value)
        node.value = trim((*value)->text());
    node.meaning = element_words(node.name, node.value);
    return node;
}

bool is_secret(const xml::Element& element)
{
    const auto local = element.name().local;
    return equal_ignoring_case(local, "Password") || equal_ignoring_case(local, "wresult");
}

Node read_signed(const Subject& subject, std::string_view name, void (*decode)(ByteView, Node&))
{
    Node node{std::string(name), fmt::format("{} bytes", subject.body.size())};
    decode(bytes_of(subject.body), node);
    return node;
}

Node read_content(const Subject& subject)
{
    if (subject.xml) {
        const auto root = subject.xml->document.root();
        if (root.node().empty())
            return Node{"document"};
        return subject.kind == Kind::document ? read_document(subject, root)
                                              : read_element(subject, root);
    }
    switch (subject.kind) {
    case Kind::record: {
        Node node{"record"};
        decode_record(subject.body, node);
        return node;
    }
    case Kind::request:
        return read_signed(subject, "request", decode_request);
    case Kind::certificate:
        return read_signed(subject, "certificate", decode_certificate);
    case Kind::cms:
        return read_signed(subject, "signed message", decode_cms);
    case Kind::token: {
        Node node{"token"};
        decode_token(subject.body, node);
        return node;
    }
    case Kind::key:
        return Node{"private key", subject.body, {}, Node::Role::element, true};
    default:
        return Node{"content", fmt::format("{} bytes", subject.body.size())};
    }
}

} // namespace

Node read_element(const Subject& subject, const xml::Element& element)
{
    const auto name = element.name();
    if (name == xml::Name{ns::authorization, "ContextItem"})
        return read_context_item(subject, element);
    Node node{.name = std::string(name.local),
              .space = std::string(name.space),
              .line = subject.line_of(element)};
    add_attributes(element, node);
    node.value = trim(element.text());
    node.meaning = element.is_nil() ? "nil" : words_by_context(element, node.value);
    node.secret = is_secret(element);
    if (name.local.ends_with("OIDReference") || name.local == "oIDReference")
        node.meaning = element.is_nil() ? "nil" : referred_oid(subject, node.value);
    if (name == xml::Name{ns::secext, "BinarySecurityToken"})
        decode_binary_token(node);
    if (name == xml::Name{ns::policy, "certificate"} && !node.value.empty()) {
        const Subject inner = read_nested(node.value, Kind::certificate);
        node.add(read_content(inner)).role = Node::Role::decoded;
    }
    for (const auto& child : element.children())
        node.add(child.is({"", "wap-provisioningdoc"}) ? read_document(subject, child)
                                                       : read_element(subject, child));
    return node;
}

Node tree_of(const Subject& subject)
{
    Node content = read_content(subject);
    if (content.line == 0 && subject.line > 1)
        content.line = subject.line;
    if (subject.broken)
        content.note((subject.xml && subject.xml->broken ? "breaks here: " : "not good: ") +
                     subject.broken->message);
    return content;
}

Node tree_of(const Http& http)
{
    Node node{"HTTP", http.start};
    for (const auto& [name, value] : http.fields) {
        Node& field = node.add(Node{name, value});
        for (const std::string_view secret : {"Authorization", "Cookie", "Set-Cookie"})
            field.secret = field.secret || equal_ignoring_case(name, secret);
    }
    if (http.chunked)
        node.note("the body came in chunks, which are joined here");
    return node;
}

} // namespace mdm::inspect
