#pragma once

#include "device/account.h"
#include "xml/element.h"

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace mdm::device {

/// One element of a schema's sequence.
struct Part {
    enum class Nil { no, yes };
    std::string_view local;
    Nil nil = Nil::no;
    bool optional = false;
    bool repeated = false;
};

/// Takes what breaks a schema: at which element, how, and the clause.
using Deviation =
    std::function<void(const xml::Element& at, std::string message, std::string_view spec)>;

/// The same as findings of a step.
Deviation findings_of(Step& step);

/// Checks the children of an element against a sequence: each of them in `space`, in this order,
/// once, there, and nil only where it may be. Every deviation is reported. Elements of other
/// namespaces are extensions and passed over.
void check_sequence(const xml::Element& parent, std::string_view space, std::span<const Part> parts,
                    std::string_view spec, const Deviation& deviation);
void check_sequence(const xml::Element& parent, std::string_view space, std::span<const Part> parts,
                    std::string_view spec, Step& step);

/// The first child of that name that is not nil; nothing where there is none. Whether it may be
/// missing, and whether it is there twice, is the sequence's matter.
std::optional<xml::Element> first(const xml::Element& parent, const xml::Name& name);

/// The trimmed text of that child; empty where there is none.
std::string text_of_first(const xml::Element& parent, const xml::Name& name);

/// The whole number that a text is, from `least`; otherwise nothing, and a finding that names
/// `what`.
std::optional<unsigned long> number_of(std::string_view text, unsigned long least,
                                       std::string_view what, std::string_view spec, Step& step);

} // namespace mdm::device
