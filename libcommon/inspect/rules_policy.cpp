#include "inspect/lint_rules.h"

namespace mdm::inspect {
namespace {

// Discovery and policy.
constexpr Rule rows[] = {
    {"discover-slash", Severity::warning, "MS-MDE2 6",
     "The namespace of Discover has no slash at its end, though published examples "
     "have."},
    {"discover-request", Severity::error, "MS-MDE2 3.1.4.1.1.1", "Discover holds one request."},
    {"discover-twice", Severity::error, "MS-MDE2 6",
     "Each part of a Discover request occurs once."},
    {"discover-unknown", Severity::warning, "MS-MDE2 6",
     "A Discover request has no parts that nobody knows."},
    {"email", Severity::warning, "MS-MDE2 3.1.4.1.3.1",
     "EmailAddress is user@domain, DOMAIN\\user or empty."},
    {"request-version", Severity::error, "MS-MDE2 3.1.4.1.3.1",
     "RequestVersion is a decimal number."},
    {"device-type", Severity::warning, "MS-MDE2 3.1.4.1.3.1",
     "DeviceType is CIMClient_Windows or WindowsPhone."},
    {"application-version", Severity::warning, "MS-MDE2 3.1.4.1.3.1",
     "ApplicationVersion is four numbers with points between them."},
    {"os-edition", Severity::warning, "MS-MDE2 2.2.9.6", "OSEdition is a whole number."},
    {"auth-policies", Severity::warning, "MS-MDE2 3.1.4.1.3.1",
     "From version 3.0 on, a device names 1 to 3 AuthPolicies: Federated, Certificate,"
     " OnPremise."},
    {"discover-schema", Severity::error, "MS-MDE2 3.1.4.1.1.2",
     "DiscoverResult has its parts once and in order, since clients read by position."},
    {"auth-policy", Severity::error, "MS-MDE2 3.1.4.1.1.2",
     "AuthPolicy is Federated, Certificate or OnPremise."},
    {"enrollment-version", Severity::error, "MS-MDE2 3.1.4.1.1.2",
     "EnrollmentVersion is a decimal number from 3.0."},
    {"service-url", Severity::error, "MS-MDE2 3.1", "The URLs of the services are https."},
    {"policy-url", Severity::warning, "MS-MDE2 3.1.4.1.1.2",
     "There is an EnrollmentPolicyServiceUrl: without, devices ask for RSA 2048 and "
     "SHA-1."},
    {"authentication-url", Severity::error, "MS-MDE2 3.2", "Federated names the page to sign in."},
    {"one-host", Severity::error, "Microsoft Learn, Federated authentication device enrollment",
     "Policy and enrollment service are on one host."},
    {"policies-client", Severity::error, "MS-XCEP 3.1.4.1.2.1",
     "GetPolicies has a client with something in it."},
    {"policies-filter", Severity::error, "MS-XCEP 3.1.4.1.3.22",
     "clientVersion and serverVersion are whole numbers."},
    {"last-update", Severity::error, "MS-XCEP 3.1.4.1.3.9", "lastUpdate is a time."},
    {"xcep-schema", Severity::error, "MS-XCEP 6.2",
     "Each part of a GetPoliciesResponse has its elements in order, once, and nil only"
     " where it may."},
    {"xcep-reference", Severity::error, "MS-XCEP 3.1.4.1.3",
     "Each reference leads to an oID or a cA of the answer."},
    {"xcep-common-name", Severity::error, "MS-XCEP 3.1.4.1.3.1",
     "Each policy has a commonName of its own."},
    {"xcep-no-policy", Severity::error, "MS-XCEP 3.1.4.1.3.23",
     "An answer that is not policiesNotChanged has a policy."},
    {"xcep-policy-schema", Severity::error, "MS-MDE2 3.3.4.1.1.2", "policySchema is 3."},
    {"xcep-number", Severity::error, "MS-XCEP 3.1.4.1.3",
     "Periods, key lengths, hours and revisions are numbers above 0."},
    {"xcep-renewal", Severity::error, "MS-XCEP 3.1.4.1.3.8",
     "renewalPeriodSeconds is shorter than the validity."},
    {"xcep-key-length", Severity::warning, "MS-XCEP 3.1.4.1.3.20",
     "minimalKeyLength of RSA is 2048 or more."},
    {"xcep-attestation", Severity::error, "MS-MDE2 3.3.4.1.1.2",
     "AttestationFailureBehavior is one of its three words."},
    {"xcep-permission", Severity::warning, "MS-XCEP 3.1.4.1.3.11", "A policy permits to enroll."},
    {"xcep-flags", Severity::error, "MS-XCEP 3.1.4.1.3.1",
     "Flags are unsigned numbers of 32 bits."},
    {"xcep-hash", Severity::warning, "MS-XCEP 3.1.4.1.3.1",
     "A policy names SHA-256 or better: without, devices use SHA-1."},
    {"xcep-hash-group", Severity::warning, "MS-XCEP 3.1.4.1.3.16",
     "The oID of a hash is of group 1."},
    {"xcep-oid", Severity::error, "MS-XCEP 3.1.4.1.3.16",
     "An oID has a dotted value, a group from 1 to 10 and a defaultName."},
    {"xcep-authority", Severity::error, "MS-XCEP 3.1.4.1.3.2",
     "A cA has a certificate, https addresses and methods 1, 2, 4 or 8."},
    {"xcep-not-changed", Severity::error, "MS-XCEP 3.1.4.1.3.23",
     "With policiesNotChanged, policies, cAs and oIDs are nil."},
};

} // namespace

std::span<const Rule> exchange_rules()
{
    return rows;
}

} // namespace mdm::inspect
