#include "xml/name.h"

namespace mdm::xml {

std::string to_text(const Name& name)
{
    std::string text;
    if (!name.space.empty())
        text.append("{").append(name.space).append("}");
    return text.append(name.local);
}

} // namespace mdm::xml
