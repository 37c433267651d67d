#pragma once

#include "core/result.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace mdm::xml {

/// The namespace declarations in scope while a document is scanned. Namespaces are numbered, so
/// that comparing two is comparing two numbers however long they are.
class Namespaces {
public:
    using Number = std::size_t;
    static constexpr Number none = 0;         ///< no namespace
    static constexpr Number declarations = 1; ///< the namespace of xmlns attributes

    Namespaces();

    /// An element begins, or ends: its declarations come into scope and go.
    void enter() { marks_.push_back(bindings_.size()); }
    void leave();

    /// Binds a prefix ("" for the default namespace) within the element that began last. `prefix`
    /// must outlive it. Fails with malformed where the prefix or the namespace is reserved, or a
    /// prefix is bound to no namespace (Namespaces in XML 1.0, 3 and 2.2).
    Result<void> declare(std::string_view prefix, const std::string& uri);

    /// The namespace that a prefix is bound to. Fails with malformed where it is not declared.
    [[nodiscard]] Result<Number> resolve(std::string_view prefix) const;

private:
    struct Binding {
        std::string_view prefix;
        Number space;
    };
    std::map<std::string, Number, std::less<>> numbers_;
    std::vector<Binding> bindings_;
    std::vector<std::size_t> marks_;
};

} // namespace mdm::xml
