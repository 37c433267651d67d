#pragma once

#include "config/audience.h"
#include "core/time.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mdm::config {

/// On which requests a rule is asked.
enum class Step { discover, policy, issue, renew };

/// What a rule tests, which decides the fault that it ends in. A rule tests one of these.
enum class Topic {
    maintenance,     ///< InMaintenance
    user,            ///< Authorization
    license,         ///< UserLicense
    device,          ///< DeviceNotSupported
    enrollment,      ///< NotSupported
    enrollment_data, ///< InvalidEnrollmentData
    known_device,    ///< Authorization
    cap,             ///< DeviceCapReached
    custom,          ///< CustomServerError
};

/// What a list of a rule is compared with.
enum class Matter {
    users,
    groups,
    licensed_users,
    device_types,
    os_editions,
    enrollment_types,
    sign_ins,
    enrollment_data,
    devices,
};

/// A list: in the configuration, or a file of its own with an item a line.
struct List {
    std::vector<std::string> items = {};
    std::string file = {}; ///< empty: `items` is all
};

/// One list of a rule: `allow` demands that it has what the request has, else that it has not.
struct ListTest {
    Matter matter;
    bool allow;
    List list;
};

/// When a service is being maintained: from when, and until when it is not any more.
struct Maintenance {
    bool on = true;
    std::optional<Time> from = {};
    std::optional<Time> until = {};
};

/// How many devices a user may have; the members of groups, the most of what theirs may.
struct DeviceCap {
    std::size_t devices = 0;
    std::vector<std::pair<std::string, std::size_t>> groups = {};
};

/// A program that is asked.
struct Command {
    std::vector<std::string> words; ///< its path and its arguments
    std::chrono::seconds time_limit{10};
};

/// One of [[admission.rules]]. Of the members from `lists` on, those of its topic are there.
struct Rule {
    std::string name; ///< what the ledger and the log call it
    Topic topic;
    Audience audience = {};              ///< `for`
    std::optional<Audience> except = {}; ///< whom of those it is not for
    std::optional<std::vector<Step>> steps = {};
    /// What the user is told, by language; with an empty language in that of the service. Empty:
    /// what the rule itself has to say.
    std::vector<std::pair<std::string, std::string>> reasons = {};
    std::vector<ListTest> lists = {};
    std::string least_os_version = {}; ///< "10.0.19045"; empty: any
    std::string most_os_version = {};
    bool enrollment_data_required = false;
    std::optional<Maintenance> maintenance = {};
    std::optional<DeviceCap> cap = {};
    std::optional<Command> command = {}; ///< of a licence, or custom
};

/// [admission]: who may enroll what, beyond having signed in.
struct Admission {
    std::vector<Rule> rules; ///< in the order in which they are asked
};

/// The words of the configuration: "issue"; "licensed_users".
std::string_view to_text(Step step);
std::string_view to_text(Matter matter);

/// Whether a rule is asked on requests of a kind. Where it does not say, that depends on what it
/// tests: all of it is asked of new certificates; maintenance and users of everything; devices that
/// are shut out of renewals too; what a device is like of discovery too.
bool is_asked(const Rule& rule, Step step);

/// The number that stands for an edition of Windows (MS-MDE2 2.2.9.6): of a name such as
/// "Enterprise", in any case, or of decimal digits. Nothing for another word.
std::optional<unsigned> os_edition_from(std::string_view word);

/// The names that `os_edition_from` knows.
std::string os_edition_names();

} // namespace mdm::config
