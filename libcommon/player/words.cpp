#include "player/words.h"

namespace mdm::player {

Result<std::vector<device::ContextItem>> items(const cli::Arguments& arguments)
{
    std::vector<device::ContextItem> items;
    for (const auto& word : arguments.all("item"))
        items.push_back(TRY_WITHIN("--item", device::context_item_from(word)));
    return items;
}

Result<device::EnrollmentType> enrollment_type(const cli::Arguments& arguments,
                                               device::EnrollmentType otherwise)
{
    const auto word = arguments.find("enrollment-type");
    return word ? TRY_WITHIN("--enrollment-type", device::enrollment_type_from(*word)) : otherwise;
}

Result<std::optional<x509::KeyType>> key_type(const cli::Arguments& arguments)
{
    std::optional<x509::KeyType> type;
    if (const auto word = arguments.find("key-type"))
        type = TRY_WITHIN("--key-type", x509::key_type_from(*word));
    return type;
}

} // namespace mdm::player
