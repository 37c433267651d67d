#include "provisioning/catalogue.h"

#include "core/text.h"
#include "provisioning/value.h"

#include <algorithm>
#include <array>
#include <limits>

namespace mdm::provisioning {
namespace {

constexpr std::int64_t unbounded = std::numeric_limits<std::int32_t>::max();
constexpr std::int64_t role_max = std::numeric_limits<std::uint32_t>::max();

constexpr std::string_view w7_csp = "w7 APPLICATION CSP";
constexpr std::string_view dmclient_csp = "DMClient CSP";
constexpr std::string_view enterprise_csp = "EnterpriseAppManagement CSP";
constexpr std::string_view mde2_dmclient = "MS-MDE2 2.2.9.3";

constexpr std::string_view by_address = "it is written from the setting 'address'";
constexpr std::string_view for_each_device = "it is made for each device";
constexpr std::string_view read_only = "only the device writes it";
constexpr std::string_view in_session = "it belongs into a management session";

constexpr Row number(std::string_view path, std::int64_t least, std::int64_t most)
{
    return {.path = path, .type = Type::integer, .least = least, .most = most};
}

constexpr Row refused(std::string_view path, std::string_view why, std::string_view spec)
{
    return {.path = path, .refusal = why, .spec = spec};
}

constexpr std::array application_rows{
    refused("APPID", "it is always w7", w7_csp),
    refused("PROVIDER-ID", "it is written from the setting 'provider_id'", w7_csp),
    refused("NAME", "it is written from the setting 'name'", w7_csp),
    refused("ADDR", by_address, w7_csp),
    refused("APPADDR/*", by_address, w7_csp),
    number("CONNRETRYFREQ", 0, unbounded),
    number("INITIALBACKOFFTIME", 0, unbounded),
    number("MAXBACKOFFTIME", 0, unbounded),
    Row{.path = "BACKCOMPATRETRYDISABLED", .type = Type::flag},
    Row{.path = "DEFAULTENCODING",
        .type = Type::word,
        .words = "application/vnd.syncml.dm+xml application/vnd.syncml.dm+wbxml"},
    Row{.path = "PROTOVER", .type = Type::word, .words = "1.1 1.2"},
    number("ROLE", 0, role_max),
    Row{.path = "SSLCLIENTCERTSEARCHCRITERIA", .type = Type::criteria},
    Row{.path = "TO-NAPID"},
    Row{.path = "USEHWDEVID", .type = Type::flag},
    Row{.path = "CRLCheck", .type = Type::digit},
    Row{.path = "ServerList"},
    Row{.path = "SSPHyperlink"},
    refused("INIT", "a device that finds it fails the enrollment", w7_csp),
    Row{.path = "AAUTHTYPE", .type = Type::word, .words = "BASIC DIGEST"},
    Row{.path = "AAUTHNAME"},
    refused("AAUTHLEVEL", "both levels are always written", "MS-MDE2 2.2.9.5"),
    refused("AAUTHSECRET", for_each_device, "MS-MDE2 2.2.9.5"),
    refused("AAUTHDATA", for_each_device, "MS-MDE2 2.2.9.5"),
};

constexpr std::array dmclient_rows{
    Row{.path = "UPN"},
    Row{.path = "EntDeviceName"},
    Row{.path = "EntDMID"},
    Row{.path = "HelpPhoneNumber"},
    Row{.path = "HelpWebsite"},
    Row{.path = "HelpEmailAddress"},
    Row{.path = "RequireMessageSigning", .type = Type::boolean},
    Row{.path = "SyncApplicationVersion"},
    Row{.path = "AADResourceID"},
    Row{.path = "EnableOmaDmKeepAliveMessage", .type = Type::boolean},
    Row{.path = "ManagementServiceAddress"},
    Row{.path = "ManagementServerAddressList"},
    Row{.path = "CommercialID"},
    number("Poll/NumberOfFirstRetries", 0, unbounded),
    number("Poll/IntervalForFirstSetOfRetries", 0, unbounded),
    number("Poll/NumberOfSecondRetries", 0, unbounded),
    number("Poll/IntervalForSecondSetOfRetries", 0, unbounded),
    number("Poll/NumberOfRemainingScheduledRetries", 0, unbounded),
    number("Poll/IntervalForRemainingScheduledRetries", 0, unbounded),
    Row{.path = "Poll/PollOnLogin", .type = Type::boolean},
    Row{.path = "Poll/AllUsersPollOnFirstLogin", .type = Type::boolean},
    Row{.path = "CustomEnrollmentCompletePage/Title"},
    Row{.path = "CustomEnrollmentCompletePage/BodyText"},
    Row{.path = "CustomEnrollmentCompletePage/HyperlinkHref"},
    Row{.path = "CustomEnrollmentCompletePage/HyperlinkText"},
    Row{.path = "FirstSyncStatus/ExpectedPolicies", .type = Type::uris},
    Row{.path = "FirstSyncStatus/ExpectedNetworkProfiles", .type = Type::uris},
    Row{.path = "FirstSyncStatus/ExpectedMSIAppPackages", .type = Type::packages},
    Row{.path = "FirstSyncStatus/ExpectedModernAppPackages", .type = Type::packages},
    Row{.path = "FirstSyncStatus/ExpectedPFXCerts", .type = Type::uris},
    Row{.path = "FirstSyncStatus/ExpectedSCEPCerts", .type = Type::uris},
    number("FirstSyncStatus/TimeOutUntilSyncFailure", 1, 1440),
    Row{.path = "FirstSyncStatus/ServerHasFinishedProvisioning", .type = Type::boolean},
    Row{.path = "FirstSyncStatus/IsSyncDone", .type = Type::boolean},
    number("FirstSyncStatus/WasDeviceSuccessfullyProvisioned", 0, 2),
    number("FirstSyncStatus/BlockInStatusPage", 0, unbounded),
    Row{.path = "FirstSyncStatus/AllowCollectLogsButton", .type = Type::boolean},
    Row{.path = "FirstSyncStatus/CustomErrorText"},
    Row{.path = "FirstSyncStatus/SkipDeviceStatusPage", .type = Type::boolean},
    Row{.path = "FirstSyncStatus/SkipUserStatusPage", .type = Type::boolean},
    number("EnhancedAppLayerSecurity/SecurityMode", 0, 3),
    Row{.path = "EnhancedAppLayerSecurity/UseCertIfRevocationCheckOffline", .type = Type::boolean},
    Row{.path = "EnhancedAppLayerSecurity/Cert0"},
    Row{.path = "EnhancedAppLayerSecurity/Cert1"},
    refused("Push/*", "the first management session sets it up", mde2_dmclient),
    refused("LinkedEnrollment/*", in_session, dmclient_csp),
    refused("Recovery/*", in_session, dmclient_csp),
    refused("Unenroll", in_session, dmclient_csp),
    refused("PublisherDeviceID", read_only, dmclient_csp),
    refused("ExchangeID", read_only, dmclient_csp),
    refused("SignedEntDMID", read_only, dmclient_csp),
    refused("CertRenewTimeStamp", read_only, dmclient_csp),
    refused("AADDeviceID", read_only, dmclient_csp),
    refused("EnrollmentType", read_only, dmclient_csp),
    refused("HWDevID", read_only, dmclient_csp),
    refused("MaxSyncApplicationVersion", read_only, dmclient_csp),
};

constexpr std::array enterprise_rows{
    refused("EnrollmentToken", "it is read from the file of the setting 'token_file'",
            enterprise_csp),
    Row{.path = "StoreProductID"},
    Row{.path = "StoreUri"},
    Row{.path = "CertificateSearchCriteria"},
    Row{.path = "CRLCheck", .type = Type::digit},
    refused("Status", read_only, enterprise_csp),
    refused("EnterpriseApps/*", in_session, enterprise_csp),
};

bool covers(const Row& row, std::string_view path)
{
    if (row.path.ends_with("/*"))
        return path.starts_with(row.path.substr(0, row.path.size() - 1));
    return row.path == path;
}

std::string_view name_of(Part part)
{
    switch (part) {
    case Part::application:
        return "w7 APPLICATION";
    case Part::dmclient:
        return "DMClient/Provider";
    case Part::enterprise:
        break;
    }
    return "EnterpriseAppManagement";
}

std::string_view spec_of(Part part)
{
    return part == Part::application ? w7_csp
           : part == Part::dmclient  ? dmclient_csp
                                     : enterprise_csp;
}

Error unknown_name(Part part, std::string_view path)
{
    std::string message =
        std::string(path) + ": " + std::string(name_of(part)) + " has no such name";
    for (const Row& row : rows(part))
        if (equal_ignoring_case(row.path, path))
            message += ": it is spelt " + std::string(row.path);
    return {Errc::malformed, std::move(message), spec_of(part)};
}

} // namespace

std::span<const Row> rows(Part part)
{
    switch (part) {
    case Part::application:
        return application_rows;
    case Part::dmclient:
        return dmclient_rows;
    case Part::enterprise:
        break;
    }
    return enterprise_rows;
}

const Row* find_row(Part part, std::string_view path)
{
    const auto table = rows(part);
    const auto row =
        std::find_if(table.begin(), table.end(), [&](const Row& r) { return covers(r, path); });
    return row == table.end() ? nullptr : &*row;
}

Result<void> check_nodes(Part part, std::span<const Node> nodes)
{
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        const Node& node = nodes[i];
        const Row* const row = find_row(part, node.path);
        if (row == nullptr)
            return unknown_name(part, node.path);
        if (!row->refusal.empty())
            return Error{Errc::malformed,
                         node.path + " cannot be set here: " + std::string(row->refusal),
                         row->spec};
        TRY(check_value(*row, node.value));
        for (const Node& earlier : nodes.first(i))
            if (earlier.path == node.path)
                return Error{Errc::malformed, node.path + " is set twice"};
    }
    return {};
}

} // namespace mdm::provisioning
