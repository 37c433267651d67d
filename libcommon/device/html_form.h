#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mdm::device {

/// An input or a button of a form, with its attributes as a browser reads them.
struct HtmlField {
    std::string name;
    std::string value;
    std::string type; ///< lower case; "text" where there is none, "submit" for a button
};

struct HtmlForm {
    std::string action; ///< empty: the address of the page
    bool post = false;
    std::vector<HtmlField> fields = {};
};

/// The forms of a page, read as leniently as they are written: any case, any quotation marks, tags
/// that are not closed. Scripts, styles and comments are passed over. At most 16 forms of 64 fields
/// are read, and what is broken off ends the page.
std::vector<HtmlForm> read_forms(std::string_view html);

/// The text of the first element with the role alert, by which pages say what is wrong; empty where
/// there is none.
std::string alert_of(std::string_view html);

} // namespace mdm::device
