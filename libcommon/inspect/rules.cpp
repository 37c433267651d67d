#include "inspect/lint_rules.h"

namespace mdm::inspect {

std::vector<Rule> rules()
{
    std::vector<Rule> all;
    for (const auto part :
         {message_rules(), exchange_rules(), enrollment_rules(), document_rules(), object_rules()})
        all.insert(all.end(), part.begin(), part.end());
    return all;
}

} // namespace mdm::inspect
