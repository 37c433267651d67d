#include "xml/writer.h"

#include "xml/characters.h"

namespace mdm::xml {
namespace {

/// Where pugixml puts what it writes.
class TextOutput final : public pugi::xml_writer {
public:
    explicit TextOutput(std::string& text) : text_(text) {}
    void write(const void* data, std::size_t size) override
    {
        text_.append(static_cast<const char*>(data), size);
    }

private:
    std::string& text_;
};

pugi::xml_node append_element(pugi::xml_node parent, std::string_view qualified_name)
{
    return parent.append_child(std::string(qualified_name).c_str());
}

/// A text that reads back as it was written but for the line ends, which a reader makes LF anyway
/// (XML 1.0, 2.11).
std::string with_line_feeds(std::string_view text)
{
    std::string result;
    result.reserve(text.size());
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool end_of_line = text[at] == '\r';
        if (end_of_line && text.substr(at + 1).starts_with('\n'))
            continue;
        result += end_of_line ? '\n' : text[at];
    }
    return result;
}

} // namespace

Writer::Node Writer::Node::child(std::string_view qualified_name)
{
    return Node(append_element(node_, qualified_name));
}

Writer::Node& Writer::Node::leaf(std::string_view qualified_name, std::string_view value)
{
    child(qualified_name).text(value);
    return *this;
}

Writer::Node& Writer::Node::nil(std::string_view qualified_name)
{
    child(qualified_name).attribute("xsi:nil", "true");
    return *this;
}

Writer::Node& Writer::Node::attribute(std::string_view qualified_name, std::string_view value)
{
    auto attribute = node_.append_attribute(std::string(qualified_name).c_str());
    attribute.set_value(writable(value).c_str());
    return *this;
}

Writer::Node& Writer::Node::text(std::string_view value)
{
    if (!value.empty())
        node_.append_child(pugi::node_pcdata).set_value(with_line_feeds(writable(value)).c_str());
    return *this;
}

Writer::Writer(std::string_view root_qualified_name) : tree_(std::make_unique<pugi::xml_document>())
{
    append_element(*tree_, root_qualified_name);
}

Writer::Node Writer::root()
{
    return Node(tree_->document_element());
}

std::string Writer::finish() const
{
    std::string text;
    TextOutput output(text);
    tree_->save(output, "", pugi::format_raw | pugi::format_no_declaration, pugi::encoding_utf8);
    return text;
}

std::string Writer::finish_with_declaration() const
{
    return R"(<?xml version="1.0" encoding="utf-8"?>)" + finish();
}

} // namespace mdm::xml
