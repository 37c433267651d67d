#include "xml/scan.h"

#include "xml/characters.h"
#include "xml/cursor.h"
#include "xml/declaration.h"
#include "xml/namespaces.h"

#include <algorithm>

#include <fmt/format.h>

namespace mdm::xml {
namespace {

class Scanner {
public:
    Scanner(const Text& text, const Limits& limits)
        : cursor_(text.utf8, limits), encoding_(text.encoding), limits_(limits)
    {
    }

    Result<void> document();

    /// What was read before the tag or the text that `document` failed in.
    [[nodiscard]] Reach reached() const;

private:
    struct Open {
        std::string_view name;
        std::size_t attributes;
    };

    Result<void> markup();
    Result<void> comment();
    Result<void> character_data();
    Result<void> character_data_section();
    Result<void> end_tag();
    Result<void> start_tag();
    Result<void> attributes();
    Result<void> open(std::string_view name);
    Result<void> declarations();
    Result<void> unique() const;
    Result<Namespaces::Number> space_of(const Attribute& attribute) const;
    void close();

    Cursor cursor_;
    Encoding encoding_;
    const Limits& limits_;
    std::size_t elements_ = 0;
    std::size_t open_attributes_ = 0;
    std::vector<Open> open_;
    std::size_t end_ = 0;               ///< of the last tag or text that was whole
    std::size_t open_then_ = 0;         ///< elements that were open there
    std::vector<Attribute> attributes_; ///< of the tag being read
    Namespaces namespaces_;
};

/// The value that an attribute has after normalisation (XML 1.0, 3.3.3).
std::string expanded(std::string_view value)
{
    std::string result;
    while (!value.empty()) {
        const auto reference = value.front() == '&' ? reference_at(value) : Character{};
        if (reference.length > 0)
            append_utf8(result, reference.code);
        else
            result += white_space.find(value.front()) == white_space.npos ? value.front() : ' ';
        value.remove_prefix(std::max<std::size_t>(reference.length, 1));
    }
    return result;
}

Result<void> Scanner::document()
{
    if (cursor_.at_end())
        return Error{Errc::malformed, "the document is empty", "XML 1.0, 2.1"};
    TRY(read_declaration(cursor_, encoding_));
    while (!cursor_.at_end()) {
        if (cursor_.looking_at("<"))
            TRY(markup());
        else
            TRY(character_data());
        end_ = cursor_.position();
        open_then_ = open_.size();
    }
    if (!open_.empty())
        return cursor_.fail("the document ends inside an element", "XML 1.0, 2.1");
    if (elements_ == 0)
        return cursor_.fail("there is no element", "XML 1.0, 2.1");
    return {};
}

Reach Scanner::reached() const
{
    Reach reach{.end = end_};
    for (std::size_t i = 0; i < open_then_; ++i)
        reach.open.emplace_back(open_[i].name);
    return reach;
}

Result<void> Scanner::markup()
{
    if (cursor_.looking_at("<!--"))
        return comment();
    if (cursor_.looking_at("<![CDATA["))
        return character_data_section();
    if (cursor_.looking_at("<!"))
        return cursor_.fail("a DOCTYPE or other declaration is not allowed", "SOAP 1.2 Part 1, 5");
    if (cursor_.looking_at("<?"))
        return cursor_.fail("a processing instruction is not allowed", "SOAP 1.2 Part 1, 5");
    if (cursor_.looking_at("</"))
        return end_tag();
    return start_tag();
}

Result<void> Scanner::comment()
{
    constexpr std::string_view start = "<!--";
    const auto rest = cursor_.rest();
    const auto end = rest.find("--", start.size());
    if (end == rest.npos || !rest.substr(end).starts_with("-->"))
        return cursor_.fail("a comment does not end, or has -- inside", "XML 1.0, 2.5");
    cursor_.move(end + 3);
    return {};
}

Result<void> Scanner::character_data_section()
{
    if (open_.empty())
        return cursor_.fail("text outside the root element", "XML 1.0, 2.1");
    const auto end = cursor_.rest().find("]]>");
    if (end == std::string_view::npos)
        return cursor_.fail("a CDATA section does not end", "XML 1.0, 2.7");
    cursor_.move(end + 3);
    return {};
}

Result<void> Scanner::character_data()
{
    const auto data = cursor_.rest().substr(0, cursor_.rest().find('<'));
    if (open_.empty() && data.find_first_not_of(white_space) != data.npos)
        return cursor_.fail("text outside the root element", "XML 1.0, 2.1");
    if (data.find("]]>") != data.npos)
        return cursor_.fail("]]> stands in text", "XML 1.0, 2.4");
    TRY(cursor_.references(data));
    cursor_.move(data.size());
    return {};
}

Result<void> Scanner::end_tag()
{
    cursor_.skip("</");
    const auto tag = TRY(cursor_.name());
    if (open_.empty() || open_.back().name != tag.text)
        return cursor_.fail("an end tag does not match the start tag before it",
                            "XML 1.0, 3 (Element Type Match)");
    cursor_.skip_space();
    if (!cursor_.skip(">"))
        return cursor_.fail("an end tag does not end in >", "XML 1.0, 3.1");
    close();
    return {};
}

Result<void> Scanner::start_tag()
{
    cursor_.skip("<");
    const auto tag = TRY(cursor_.name());
    TRY(attributes());
    TRY(open(tag.text));
    TRY(declarations());
    const auto space = namespaces_.resolve(tag.prefix);
    if (!space)
        return cursor_.fail(space.error().message, space.error().spec);
    TRY(unique());
    if (cursor_.skip("/>"))
        close();
    else if (!cursor_.skip(">"))
        return cursor_.fail("a start tag does not end in >", "XML 1.0, 3.1");
    return {};
}

Result<void> Scanner::attributes()
{
    attributes_.clear();
    while (cursor_.skip_space() && !cursor_.looking_at("/") && !cursor_.looking_at(">")) {
        if (attributes_.size() == limits_.attributes)
            return cursor_.fail(
                fmt::format("more than {} attributes on one element", limits_.attributes), {});
        attributes_.push_back(TRY(cursor_.attribute()));
    }
    return {};
}

/// The element whose tag is being read begins.
Result<void> Scanner::open(std::string_view name)
{
    if (open_.empty() && elements_ > 0)
        return cursor_.fail("a second root element", "XML 1.0, 2.1");
    if (++elements_ > limits_.elements)
        return cursor_.fail(fmt::format("more than {} elements", limits_.elements), {});
    if (open_.size() == limits_.depth)
        return cursor_.fail(fmt::format("more than {} elements inside each other", limits_.depth),
                            {});
    open_attributes_ += attributes_.size();
    if (open_attributes_ > limits_.open_attributes)
        return cursor_.fail(fmt::format("more than {} attributes on elements inside each other",
                                        limits_.open_attributes),
                            {});
    open_.push_back({name, attributes_.size()});
    namespaces_.enter();
    return {};
}

void Scanner::close()
{
    open_attributes_ -= open_.back().attributes;
    open_.pop_back();
    namespaces_.leave();
}

/// Brings the declarations of the tag into scope.
Result<void> Scanner::declarations()
{
    for (const auto& [name, value] : attributes_) {
        if (name.text != "xmlns" && name.prefix != "xmlns")
            continue;
        const auto prefix = name.prefix.empty() ? std::string_view{} : name.local;
        const auto declared = namespaces_.declare(prefix, expanded(value));
        if (!declared)
            return cursor_.fail(declared.error().message, declared.error().spec);
    }
    return {};
}

Result<Namespaces::Number> Scanner::space_of(const Attribute& attribute) const
{
    // The default namespace does not apply to attributes (Namespaces in XML 1.0, 6.2).
    if (attribute.name.prefix.empty())
        return Namespaces::none;
    if (attribute.name.prefix == "xmlns")
        return Namespaces::declarations;
    const auto space = namespaces_.resolve(attribute.name.prefix);
    if (!space)
        return cursor_.fail(space.error().message, space.error().spec);
    return space;
}

/// No two attributes may have one expanded name (Namespaces in XML 1.0, 6.3).
Result<void> Scanner::unique() const
{
    std::vector<std::pair<Namespaces::Number, std::string_view>> seen;
    seen.reserve(attributes_.size());
    for (const Attribute& attribute : attributes_) {
        const auto next = std::pair(TRY(space_of(attribute)), attribute.name.local);
        if (std::find(seen.begin(), seen.end(), next) != seen.end())
            return cursor_.fail("an attribute occurs twice", "Namespaces in XML 1.0, 6.3");
        seen.push_back(next);
    }
    return {};
}

} // namespace

Result<void> scan(const Text& text, const Limits& limits)
{
    return Scanner(text, limits).document();
}

Reach reach(const Text& text, const Limits& limits)
{
    Scanner scanner(text, limits);
    const auto whole = scanner.document();
    Reach reach = scanner.reached();
    if (!whole)
        reach.broken = whole.error();
    return reach;
}

} // namespace mdm::xml
