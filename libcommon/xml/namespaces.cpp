#include "xml/namespaces.h"

namespace mdm::xml {
namespace {

constexpr std::string_view spec = "Namespaces in XML 1.0, 3";
constexpr const char* xml_uri = "http://www.w3.org/XML/1998/namespace";
constexpr const char* xmlns_uri = "http://www.w3.org/2000/xmlns/";

} // namespace

Namespaces::Namespaces()
    : numbers_({{"", none}, {xmlns_uri, declarations}, {xml_uri, 2}}),
      bindings_({{"", none}, {"xml", 2}})
{
}

void Namespaces::leave()
{
    bindings_.resize(marks_.back(), Binding{});
    marks_.pop_back();
}

Result<void> Namespaces::declare(std::string_view prefix, const std::string& uri)
{
    if (prefix == "xmlns" || uri == xmlns_uri || (prefix == "xml") != (uri == xml_uri))
        return Error{Errc::malformed, "a reserved prefix or namespace is declared", spec};
    if (uri.empty() && !prefix.empty())
        return Error{Errc::malformed, "a prefix is bound to no namespace",
                     "Namespaces in XML 1.0, 2.2"};
    const auto number = numbers_.emplace(uri, numbers_.size()).first->second;
    bindings_.push_back({prefix, number});
    return {};
}

Result<Namespaces::Number> Namespaces::resolve(std::string_view prefix) const
{
    // Nearest declaration wins, searching outwards (Namespaces in XML 1.0, 6.1). How many are in
    // scope at once is limited by Limits::open_attributes.
    for (auto binding = bindings_.rbegin(); binding != bindings_.rend(); ++binding)
        if (binding->prefix == prefix)
            return binding->space;
    return Error{Errc::malformed, "a prefix is not declared", spec};
}

} // namespace mdm::xml
