#pragma once

#include "config/settings.h"
#include "core/secret.h"
#include "enrollment/refusal.h"
#include "provisioning/document.h"

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace mdm::enrollment {

/// Fills the span with random bytes.
using RandomBytes = std::function<void(std::span<unsigned char>)>;

/// A device with its new certificate.
struct Enrolled {
    std::string user = {};
    std::string device_id = {};       ///< DeviceID as the device sent it
    std::string device_name = {};     ///< DeviceName, likewise
    std::string enrollment_type = {}; ///< EnrollmentType: "Full", "Device"
    std::string trace_id = {};
    Bytes certificate = {};        ///< DER
    std::vector<Bytes> chain = {}; ///< DER; what stands above it, in any order
    std::string profile = {};      ///< that it was issued by; empty where nobody knows
};

/// What a record says of these; a renewal has no chain where the device has it already. Fails with
/// malformed when it bears no certificate or no identity.
Result<Enrolled> enrolled_from(const record::Record& record);

/// Who keeps which password of an account: AAUTHLEVEL of the APPAUTH that holds it.
enum class AccountRole {
    device, ///< APPSRV: the device proves itself with it
    server, ///< CLIENT: the server does
};

/// A password of a device's account, derived from a secret that the management server has too: the
/// first 32 digits, in lower case, of HMAC-SHA256 over "PROVIDER-ID\nAAUTHLEVEL\nUSER\nDEVICE". The
/// user takes part because a DeviceID is the device's own word.
Secret account_password(const Secret& key, std::string_view provider_id, AccountRole role,
                        std::string_view user, std::string_view device);

/// Writes the documents of one service.
class Provisioner {
public:
    /// Reads the files that [provisioning] names, and checks every setting of it and of [renewal]
    /// against the rules of the document. Fails with environment on a file, a missing setting,
    /// or a renewal that is announced and not served,
    /// and with malformed on a setting; the message names the table.
    static Result<Provisioner> load(const config::Settings& settings);

    /// The provisioning document of an enrollment. Nonces, and the passwords where none are
    /// derived, come from `random`. Fails with refused when the certificates are no chain that the
    /// document can hold.
    Result<std::string> document(const Enrolled& enrolled, const RandomBytes& random) const;

    /// The document of a renewal.
    Result<std::string> renewal(const Enrolled& enrolled) const;

    /// The document for a record: of an enrollment, or for one of kind renew that of a renewal.
    /// Refused: InternalServiceFault for a record without a certificate, EnrollmentServer where the
    /// document cannot be written.
    Result<std::string, Refusal> document_for(const record::Record& record,
                                              const RandomBytes& random) const;

    /// The RSTRC that answers a record, with that document.
    Result<std::string, Refusal> respond(const record::Record& record, Time now,
                                         const RandomBytes& random) const;

private:
    Provisioner() = default;
    Result<provisioning::Document> compose(const Enrolled& enrolled, std::string_view device,
                                           const RandomBytes& random) const;
    Result<void> check_settings() const;
    [[nodiscard]] Result<provisioning::Certificates>
    certificates_of(const Enrolled& enrolled) const;
    [[nodiscard]] provisioning::Store store_of(const Enrolled& enrolled) const;

    config::Provisioning settings_;
    std::vector<Bytes> roots_; ///< of [provisioning] roots
    std::optional<provisioning::Renew> renew_;
    std::map<std::string, std::chrono::days> periods_; ///< of profiles that have their own
    std::vector<provisioning::Node> application_;
    std::vector<provisioning::Node> dmclient_;
    std::optional<provisioning::Enterprise> enterprise_;
    std::optional<Secret> account_key_;
};

} // namespace mdm::enrollment
