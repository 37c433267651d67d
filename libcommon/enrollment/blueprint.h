#pragma once

#include "config/profile.h"
#include "core/bytes.h"
#include "enrollment/naming.h"
#include "x509/extension.h"
#include "x509/request.h"

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace mdm::enrollment {

/// A profile made ready to issue by: its texts are read, and its extensions are written.
struct Blueprint {
    Blueprint(x509::KeyRules rules, Text subject_text)
        : key_rules(std::move(rules)), subject(std::move(subject_text))
    {
    }

    x509::KeyRules key_rules;
    unsigned key_usages = 0; ///< bits of x509::KeyUsage
    Bytes usage_extension;   ///< DER; empty where there are no extended key usages
    Bytes extensions;        ///< DER of those that are the same in every certificate
    Text subject;
    std::vector<Text> alternative_names;
    std::optional<Text> security_identifier;
    struct TextExtension {
        std::string oid;
        x509::Critical critical;
        Text text;
    };
    std::vector<TextExtension> text_extensions;
    std::vector<std::string> request_extensions; ///< OIDs
    std::vector<std::string> variables;          ///< of all its texts
    bool reads_request = false;                  ///< whether it names a field of the request
};

/// What a profile takes, for `x509::parse_request`.
x509::KeyRules key_rules_of(const config::Profile& profile);

/// Fails with environment or malformed on a setting that cannot be in a certificate; the message
/// names the profile.
Result<Blueprint> draw(const config::Profile& profile);

/// The blueprints of profiles, each drawn when it is asked for first. Threads may share them.
class Blueprints {
public:
    /// What fails is kept, and fails again. Blueprints do not move once they are drawn.
    const Result<Blueprint>& find(const config::Profile& profile);

private:
    std::mutex use_;
    std::map<std::string, Result<Blueprint>> drawn_; ///< by the profile's name
};

/// What a certificate says besides its validity and its usages.
struct Names {
    std::string subject; ///< RFC 4514 text
    std::vector<std::string> alternative_names = {};
    Bytes extensions = {}; ///< DER, `Blueprint::extensions` among them
};

/// What an operator says in the place of the profile.
struct ByHand {
    std::optional<std::string> subject = {};         ///< RFC 4514 text
    std::vector<std::string> alternative_names = {}; ///< none: the profile's
};

/// What a DER request says of itself; nothing where the blueprint names no field of it.
Result<x509::Requested> requested_of(const Blueprint& blueprint, ByteView request);

/// Fills a blueprint from the facts. Alternative names and extensions whose variables have no value
/// are left out. Fails with refused where the subject has none, or a value cannot stand where it
/// should.
Result<Names> fill(const Blueprint& blueprint, const Facts& facts, const ByHand& by_hand = {});

} // namespace mdm::enrollment
