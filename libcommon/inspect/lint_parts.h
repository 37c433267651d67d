#pragma once

#include "core/bytes.h"
#include "device/sequence.h"
#include "inspect/lint.h"
#include "xml/element.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The parts of `lint`: each looks at one kind of thing and reports what it finds.
namespace mdm::inspect {

/// Takes the findings about one subject, or about something that is nested in another.
class Report {
public:
    Report(const Subject& subject, std::vector<Finding>& findings)
        : subject_(subject), findings_(findings), file_(subject.name)
    {
    }
    /// The same for what is nested in `at` of an outer subject.
    Report(const Subject& inner, const Report& outer, const xml::Element& at);
    Report(const Subject& inner, const Report& outer, std::string_view member);

    [[nodiscard]] const Subject& subject() const { return subject_; }

    /// Something is wrong with an element, or with the whole.
    void find(std::string_view rule, const xml::Element& at, std::string found,
              std::string expected);
    void find(std::string_view rule, std::string found, std::string expected);

private:
    void add(std::string_view rule, std::size_t line, std::string path, std::string found,
             std::string expected);

    const Subject& subject_;
    std::vector<Finding>& findings_;
    std::string file_;
    std::string prefix_ = {}; ///< path of what it is nested in
    std::size_t outer_line_ = 0;
};

/// "/Envelope/Body/x": the path of an element; characteristics and parms by their own names, and
/// one of several of a name with its number.
std::string path_of(const xml::Element& element);

/// The trimmed text of the first child of that name that is not nil; nothing where there is none.
std::optional<std::string> value_of(const xml::Element& parent, const xml::Name& name);
/// The first child of that name.
std::optional<xml::Element> first_of(const xml::Element& parent, const xml::Name& name);
/// The value of an attribute by its local name, whatever its namespace.
std::string attribute_of(const xml::Element& element, std::string_view local);

/// What follows the last '#' of a URI, in lower case.
std::string fragment_of(std::string_view uri);

bool is_uuid(std::string_view text);
bool is_decimal(std::string_view text);
bool is_https(std::string_view text);

/// What a message of the strict device says without the path of the element, which a finding has
/// beside it.
std::string without_path(const xml::Element& at, std::string_view message);

/// The children of an element against the sequence of a schema.
void lint_sequence(Report& report, const xml::Element& parent, std::string_view space,
                   std::span<const device::Part> parts, std::string_view rule);

/// All rules, for something nested.
void lint_inner(Report& report);

void lint_http(Report& report);
void lint_envelope(Report& report);
void lint_security(Report& report, const xml::Element& security, bool renewal);
void lint_signature(Report& report, const xml::Element& security, const xml::Element& signature);
/// The EncodingType of a BinarySecurityToken.
void lint_encoding_type(Report& report, const xml::Element& token);
void lint_timestamp(Report& report, const xml::Element& timestamp);
void lint_discover(Report& report, const xml::Element& discover);
void lint_discover_response(Report& report, const xml::Element& response);
void lint_policies(Report& report, const xml::Element& get_policies);
void lint_policies_response(Report& report, const xml::Element& response);
void lint_policy(Report& report, const xml::Element& response, const xml::Element& policy);
void lint_rst(Report& report, const xml::Element& rst);
/// What a device says of itself; `issue` where it asks for its first certificate.
void lint_context(Report& report, const xml::Element& context, bool issue);
void lint_rstrc(Report& report, const xml::Element& collection);
void lint_fault(Report& report, const xml::Element& fault);
void lint_document(Report& report, const xml::Element& root);
void lint_account(Report& report, const xml::Element& application, bool whole);
void lint_dmclient(Report& report, const xml::Element& client);
void lint_record(Report& report);
void lint_token(Report& report);

/// A request, whose place is `at` where it is given.
void lint_request(Report& report, ByteView der, const xml::Element* at = nullptr);
void lint_certificate(Report& report, ByteView der, const xml::Element* at = nullptr);
void lint_cms(Report& report, ByteView ber, const xml::Element* at = nullptr);

} // namespace mdm::inspect
