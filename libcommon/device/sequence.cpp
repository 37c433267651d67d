#include "device/sequence.h"

#include "core/text.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

namespace mdm::device {
namespace {

/// Follows one sequence through the children of one element.
class Check {
public:
    Check(const xml::Element& parent, std::span<const Part> parts, std::string_view spec,
          const Deviation& deviation)
        : element_(parent), parent_(parent.path()), parts_(parts), seen_(parts.size(), 0),
          spec_(spec), deviation_(deviation)
    {
    }

    void take(const xml::Element& child)
    {
        const auto local = child.name().local;
        const auto part = std::find_if(parts_.begin(), parts_.end(),
                                       [&](const Part& p) { return p.local == local; });
        if (part == parts_.end())
            return find(fmt::format("{} has a {}", parent_, printable(local)));
        const auto index = static_cast<std::size_t>(part - parts_.begin());
        if (++seen_[index] > 1 && !part->repeated)
            return find(fmt::format("{} has more than one {}", parent_, local));
        if (index < last_)
            find(fmt::format("{} has {} after {}", parent_, local, parts_[last_].local));
        if (child.is_nil() && part->nil == Part::Nil::no)
            find(fmt::format("{}/{} is nil", parent_, local));
        last_ = std::max(last_, index);
    }

    void finish()
    {
        for (std::size_t i = 0; i < parts_.size(); ++i)
            if (seen_[i] == 0 && !parts_[i].optional)
                find(fmt::format("{} has no {}", parent_, parts_[i].local));
    }

private:
    void find(std::string message) { deviation_(element_, std::move(message), spec_); }

    xml::Element element_;
    std::string parent_;
    std::span<const Part> parts_;
    std::vector<int> seen_;
    std::size_t last_ = 0;
    std::string_view spec_;
    const Deviation& deviation_;
};

} // namespace

Deviation findings_of(Step& step)
{
    return [&step](const xml::Element&, std::string message, std::string_view spec) {
        step.find(std::move(message), spec);
    };
}

void check_sequence(const xml::Element& parent, std::string_view space, std::span<const Part> parts,
                    std::string_view spec, const Deviation& deviation)
{
    Check check(parent, parts, spec, deviation);
    for (const auto& child : parent.children())
        if (child.name().space == space)
            check.take(child);
    check.finish();
}

void check_sequence(const xml::Element& parent, std::string_view space, std::span<const Part> parts,
                    std::string_view spec, Step& step)
{
    check_sequence(parent, space, parts, spec, findings_of(step));
}

std::optional<xml::Element> first(const xml::Element& parent, const xml::Name& name)
{
    for (const auto& child : parent.children(name))
        if (!child.is_nil())
            return child;
    return std::nullopt;
}

std::string text_of_first(const xml::Element& parent, const xml::Name& name)
{
    const auto child = first(parent, name);
    return child ? std::string(trim(child->text())) : std::string();
}

std::optional<unsigned long> number_of(std::string_view text, unsigned long least,
                                       std::string_view what, std::string_view spec, Step& step)
{
    unsigned long value = 0;
    const char* const end = text.data() + text.size();
    const auto parsed = std::from_chars(text.data(), end, value);
    if (parsed.ec == std::errc{} && parsed.ptr == end && value >= least)
        return value;
    step.find(
        fmt::format("{} is '{}', expected a whole number from {}", what, printable(text), least),
        spec);
    return std::nullopt;
}

} // namespace mdm::device
