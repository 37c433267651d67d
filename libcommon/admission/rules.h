#pragma once

#include "admission/list.h"
#include "admission/program.h"

#include <map>
#include <optional>
#include <string>

namespace mdm::admission {

/// The rules of [admission]. A list is loaded when a rule asks for it first, and kept.
class Rules {
public:
    /// `admission` outlives the rules; `language` is the service's.
    Rules(const config::Admission& admission, std::string language, Surroundings surroundings = {});

    /// Asks the rules that a request concerns, in their order, and yields the first objection. A
    /// rule whose `for` or `except` looks at what requests of this kind do not tell is passed over.
    /// A GetPolicies that is proved by a certificate of ours is on its way to a renewal: a rule is
    /// asked there if it is for both. A rule that cannot be asked is an objection as well. Caps are
    /// not asked: see `cap_of`.
    Result<void, Objection> admit(config::Step step, const record::Record& record, Time now);

    /// The same before anybody has proved who they are, so of maintenance for everybody alone: what
    /// proves it may be down as well.
    [[nodiscard]] Result<void, Objection>
    admit_anybody(config::Step step, const record::Record& record, Time now) const;

private:
    Result<std::optional<Finding>> test(const config::Rule& rule, config::Step step,
                                        const record::Record& record, Time now);
    Result<std::optional<Finding>> test_license(const config::Rule& rule, config::Step step,
                                                const record::Record& record);
    Result<const ItemList*> list_of(const config::ListTest& test);

    const config::Admission& admission_;
    std::string language_;
    Surroundings surroundings_;
    std::map<const config::ListTest*, ItemList> lists_ = {};
};

/// How many devices a user may have with the one that asks.
struct Cap {
    std::size_t devices;
    Objection objection; ///< where there would be more
};

/// The smallest cap that a request for a new certificate is under, if any.
std::optional<Cap> cap_of(const config::Admission& admission, const record::Record& record,
                          const std::string& language);

/// The kind of request that a record is; nothing where nobody could tell.
std::optional<config::Step> step_of(const record::Record& record);

} // namespace mdm::admission
