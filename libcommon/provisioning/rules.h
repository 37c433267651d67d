#pragma once

#include "core/result.h"
#include "provisioning/node.h"

#include <chrono>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// The rules of a document that its writer and its reader share. Each check fails with malformed.
namespace mdm::provisioning {

/// How often a device asks its management server, in three sets of tries; intervals in minutes. The
/// initial values are a device's own, for what a document leaves out (MS-MDE2 2.2.9.3).
struct Poll {
    std::int64_t first_count = 10;
    std::int64_t first_interval = 15;
    std::int64_t second_count = 0;
    std::int64_t second_interval = 0;
    std::int64_t remaining_count = 0;
    std::int64_t remaining_interval = 0;

    friend bool operator==(const Poll&, const Poll&) = default;
};

/// One parm of Poll: its path below DMClient/Provider/ID, and where its value goes.
struct PollParm {
    std::string_view path;
    std::int64_t Poll::*member;
};
std::span<const PollParm> poll_parms();

/// The schedule that some nodes set; what they leave out is as it was in `otherwise`.
Poll poll_from(std::span<const Node> nodes, Poll otherwise = {});

/// What a server must not send: nothing scheduled at all, counts that are all 0, a first set
/// without end, a last interval of less than a day, two schedules without end.
Result<void> check_poll(const Poll& poll);
/// All of it at once, an error each.
std::vector<Error> poll_errors(const Poll& poll);
/// What a server should not send: a second interval that does not exceed the first.
Result<void> check_poll_order(const Poll& poll);

/// How a device renews its certificate by itself (CertificateStore/My/WSTEP/Renew).
struct Renew {
    std::chrono::days period{42};        ///< how long before the certificate's end it begins
    std::chrono::days retry_interval{7}; ///< between tries
    std::string server_url = {};         ///< empty: the discovery URL of the enrollment

    friend bool operator==(const Renew&, const Renew&) = default;
};

/// Both within 1 to 1000 days, the interval within the period, and a URL that is https.
Result<void> check_renew(const Renew& renew);

/// An id that names a node: nothing in it may need escaping. `what` begins the
/// message.
Result<void> check_id(std::string_view id, std::string_view what = "the provider id");

/// An https URL with a host, without white space; `what` names it in the message.
Result<void> check_https(std::string_view what, std::string_view url);

} // namespace mdm::provisioning
