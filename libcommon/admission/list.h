#pragma once

#include "config/admission.h"
#include "core/result.h"

#include <memory>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace mdm::admission {

/// The items of a list, made to find one of many fast.
class ItemList {
public:
    /// Takes the items of the configuration, or reads the file: an item a line, without white space
    /// at its ends; empty lines and those that begin with `#` are passed over. Fails with
    /// environment, naming the file, where it cannot be read or is longer than 64 MiB.
    static Result<ItemList> load(const config::List& list, config::Matter matter);

    /// Whether the list has an item that is the same but for the case of the letters A to Z, or one
    /// with `*` in it, which stands for any text. EnrollmentData is compared to the byte, editions
    /// by their number, and `-` in what a device is called is the same as `:`.
    [[nodiscard]] bool contains(std::string_view value) const;

    [[nodiscard]] std::size_t size() const { return items_.size() + patterns_.size(); }

private:
    explicit ItemList(config::Matter matter) : matter_(matter) {}
    void add(std::string_view item);

    config::Matter matter_;
    /// What the views below look into: on the heap, so that it stays when the list moves.
    std::unique_ptr<std::vector<std::string>> texts_ = std::make_unique<std::vector<std::string>>();
    std::unordered_set<std::string_view> items_ = {};
    std::vector<std::string_view> patterns_ = {};
};

} // namespace mdm::admission
