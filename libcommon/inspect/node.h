#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace mdm::inspect {

/// One thing in a message, and what it is made of. Names and values are as they came: hostile, and
/// for `text.h` and `json.h` to write.
struct Node {
    enum class Role {
        element,   ///< of the message itself
        attribute, ///< of the element above
        decoded,   ///< read out of the value above: a certificate inside base64
        note,      ///< a remark of ours; only the value counts
    };
    std::string name;
    std::string value = {};
    std::string meaning = {}; ///< the value in words: "ENTERPRISE" of 4
    Role role = Role::element;
    bool secret = false;    ///< the value is not for everybody's eyes
    std::string space = {}; ///< namespace of an element
    std::size_t line = 0;   ///< where it stands in its file; 0 for what does not stand there
    std::vector<Node> children = {};

    /// Appends a child and yields it; good until the next child.
    Node& add(Node child)
    {
        children.push_back(std::move(child));
        return children.back();
    }
    Node& add(std::string_view child, std::string text, std::string words = {})
    {
        return add(Node{std::string(child), std::move(text), std::move(words), role_below()});
    }
    Node& note(std::string text) { return add(Node{"", std::move(text), {}, Role::note}); }

private:
    [[nodiscard]] Role role_below() const { return role == Role::decoded ? role : Role::element; }
};

} // namespace mdm::inspect
