#pragma once

#include "core/secret.h"
#include "core/time.h"
#include "device/account.h"
#include "device/device.h"
#include "device/discover_answer.h"
#include "device/message.h"
#include "device/policies_answer.h"
#include "device/transport.h"
#include "ossl/handles.h"
#include "provisioning/check.h"
#include "x509/key.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace mdm::device {

/// The certificate that a device renews.
struct Old {
    Bytes certificate = {}; ///< DER
    ossl::Key key = {};
    std::vector<Bytes> chain = {}; ///< DER; what stood above it
};

/// What a simulated device is to do.
struct Plan {
    Device device;
    std::string url = {}; ///< of discovery, https
    std::string user = {};
    Secret password = {}; ///< for OnPremise
    Secret token = {};    ///< for Federated; empty: the password signs in on the web page
    std::shared_ptr<const SigningCertificate> certificate = {}; ///< for Certificate
    EnrollmentType type = EnrollmentType::full;
    std::vector<ContextItem> items = {}; ///< changes to what it says about itself
    std::vector<std::string> offered = {"OnPremise"};
    ossl::Key key = {};                          ///< none: a fresh one
    std::optional<x509::KeyType> key_type = {};  ///< of a fresh one; none: as the policy says
    std::optional<std::string> provider_id = {}; ///< that the document must have
    /// There where the device renews: without a password by its certificate alone.
    std::optional<Old> old = {};
};

/// Everything that a device needs of the world.
struct Surroundings {
    Transport transport;
    Random random;
    std::function<Time()> now;
    /// A clock that only goes forward, to measure with.
    std::function<std::chrono::microseconds()> stopwatch;
};

/// What an enrolled device has.
struct Enrolled {
    ossl::Key key;
    std::string document; ///< the wap-provisioningdoc, which holds the device's passwords
    provisioning::Provisioned provisioned;
    std::string user = {};
    std::string device_id = {};
    EnrollmentType type = EnrollmentType::full;
};

/// One simulated device on its way through an enrollment: probe, discover, policies, key, enroll
/// (or renew), document; with a sign-in behind discover where AuthPolicy is Federated and there is
/// no token yet. Each step checks what it is told as a strict device does; the first that
/// fails ends the enrollment.
class Session {
public:
    Session(Plan plan, Surroundings surroundings);

    /// Goes through all steps, once. Fails as the step does that ends it: refused when the server
    /// refuses, malformed when an answer breaks a rule, environment when there is no answer.
    Result<void> run();

    [[nodiscard]] const Plan& plan() const { return plan_; }
    [[nodiscard]] const std::vector<Step>& steps() const { return steps_; }
    /// Nothing unless all steps went well.
    [[nodiscard]] const std::optional<Enrolled>& enrolled() const { return enrolled_; }
    /// The name of the step and the body of each answer, as it came. The last may hold passwords.
    [[nodiscard]] const std::vector<std::pair<std::string_view, std::string>>& answers() const
    {
        return answers_;
    }

private:
    /// Runs `function(step)` as a step of that name, timed; findings make it fail.
    template <class Function>
    std::invoke_result_t<Function, Step&> run_step(std::string_view name, Function function);

    Result<void> probe(Step& step);
    Result<DiscoverAnswer> discover(Step& step);
    /// Walks the web page of sign-in, for its token.
    Result<Secret> sign_in(const std::string& url, Step& step);
    [[nodiscard]] Credentials credentials() const;
    Result<PoliciesAnswer> policies(const std::string& url, Step& step);
    Result<ossl::Key> make_key(const PoliciesAnswer& policy, Step& step);
    Result<std::string> enroll(const std::string& url, const PoliciesAnswer& policy,
                               const ossl::Key& key, Step& step);
    Result<HttpAnswer> ask(const std::string& url, const Header& header, ByteView request,
                           ossl::Hash hash, Step& step);
    Result<provisioning::Provisioned> check_document(const std::string& document,
                                                     const ossl::Key& key, Step& step);
    Result<HttpAnswer> exchange(const HttpRequest& request, Step& step);
    /// Sends a message and wipes it.
    Result<HttpAnswer> post(const std::string& url, std::string message, Step& step);

    Plan plan_;
    Surroundings world_;
    std::vector<Step> steps_;
    std::optional<Enrolled> enrolled_;
    std::vector<std::pair<std::string_view, std::string>> answers_;
};

} // namespace mdm::device
