#include "inspect/subject.h"

#include "core/base64.h"
#include "core/text.h"
#include "inspect/der_kind.h"
#include "record/record.h"
#include "x509/pem.h"

#include <algorithm>
#include <array>

namespace mdm::inspect {
namespace {

struct NameRow {
    std::string_view local;
    Kind kind;
};
constexpr std::array<NameRow, 8> payloads{{
    {"Discover", Kind::discover},
    {"DiscoverResponse", Kind::discover_response},
    {"GetPolicies", Kind::policies},
    {"GetPoliciesResponse", Kind::policies_response},
    {"RequestSecurityToken", Kind::rst},
    {"RequestSecurityTokenResponseCollection", Kind::rstrc},
    {"Fault", Kind::fault},
    {"wap-provisioningdoc", Kind::document},
}};

bool is_named(const xml::Element& element, std::string_view local)
{
    return equal_ignoring_case(element.name().local, local);
}

std::optional<xml::Element> find_named(const xml::Element& parent, std::string_view local)
{
    for (const auto& child : parent.children())
        if (is_named(child, local))
            return child;
    return std::nullopt;
}

Kind xml_kind(const Subject& subject)
{
    const auto payload = subject.payload();
    if (payload)
        for (const NameRow& row : payloads)
            if (is_named(*payload, row.local))
                return row.kind;
    const auto root = subject.xml->document.root();
    return is_named(root, "Envelope") ? Kind::message : Kind::unknown;
}

void read_xml(Subject& subject)
{
    subject.xml = xml::read_partial(bytes_of(subject.body), xml_limits);
    subject.broken = subject.xml->broken;
    subject.kind = xml_kind(subject);
    if (subject.kind == Kind::unknown && !subject.broken)
        subject.broken = Error{Errc::malformed, "XML, but no message or document that is known"};
}

bool is_xml(std::string_view text)
{
    return text.starts_with('<') || text.starts_with("\xEF\xBB\xBF") ||
           text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF") ||
           text.starts_with(std::string_view("\0<", 2));
}

bool is_token(std::string_view text)
{
    constexpr std::string_view letters =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.";
    return text.starts_with("eyJ") && std::count(text.begin(), text.end(), '.') == 2 &&
           text.find_first_not_of(letters) == std::string_view::npos;
}

/// A SEQUENCE begins with the octet that is the digit 0; what follows tells it from base64.
bool is_der(std::string_view text)
{
    if (text.size() < 2 || text[0] != '\x30')
        return false;
    const bool is_long = static_cast<unsigned char>(text[1]) >= 0x80;
    return is_long || static_cast<std::size_t>(text[1]) + 2 == text.size();
}

bool wants(std::optional<Kind> forced, std::initializer_list<Kind> kinds)
{
    return forced && std::find(kinds.begin(), kinds.end(), *forced) != kinds.end();
}

std::size_t lines_in(std::string_view text)
{
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

Error no_known_der()
{
    return {Errc::malformed,
            "DER, but no whole certificate, request, signed message or private key"};
}

/// Tells what a body is and reads it. `depth` counts the coats of base64 that came off.
void read_body(Subject& subject, std::optional<Kind> forced, int depth)
{
    const std::string_view text = trim(subject.body);
    if (text.empty()) {
        subject.broken = Error{Errc::malformed, "there is nothing in it"};
    } else if (is_xml(text) || (forced && (is_message(*forced) || *forced == Kind::document))) {
        const auto start = static_cast<std::size_t>(text.data() - subject.body.data());
        if (text.starts_with('<')) {
            subject.line += lines_in(std::string_view(subject.body).substr(0, start));
            subject.body.erase(0, start);
        }
        read_xml(subject);
    } else if (text.starts_with('{') || wants(forced, {Kind::record})) {
        subject.kind = Kind::record;
    } else if (is_token(text) || wants(forced, {Kind::token})) {
        subject.kind = Kind::token;
        subject.body = std::string(text);
    } else if (is_der(subject.body)) {
        subject.kind = kind_of_der(bytes_of(subject.body));
        if (subject.kind == Kind::unknown)
            subject.broken = no_known_der();
    } else if (const auto bytes = decode_base64(text); bytes && depth < 2 && !bytes->empty()) {
        subject.body = text_of(*bytes);
        return read_body(subject, forced, depth + 1);
    }
    if (subject.kind == Kind::unknown && !subject.broken)
        subject.broken = Error{Errc::malformed, "nothing that is known: expected XML, a record, "
                                                "PEM, DER or base64"};
}

/// Compares what was found with what the caller says it is.
void compare(Subject& subject, std::optional<Kind> forced)
{
    if (!forced || *forced == subject.kind)
        return;
    if (!subject.broken)
        subject.broken =
            Error{Errc::malformed, "it is a " + std::string(title_of(subject.kind)) +
                                       ", expected a " + std::string(title_of(*forced))};
    subject.kind = *forced;
}

Kind kind_of_label(std::string_view label, ByteView der)
{
    if (label.ends_with("PRIVATE KEY"))
        return Kind::key;
    if (label.ends_with("CERTIFICATE REQUEST"))
        return Kind::request;
    if (label == "CERTIFICATE")
        return Kind::certificate;
    if (label == "CMS" || label == "PKCS7")
        return Kind::cms;
    return kind_of_der(der);
}

/// The blocks of a PEM text, each a subject.
void read_pem(const Subject& whole, std::optional<Kind> forced, std::vector<Subject>& subjects)
{
    std::string_view rest = whole.body;
    while (subjects.size() < subjects_limit) {
        const auto block = x509::find_pem_block(rest);
        if (block && !*block)
            return;
        Subject subject{.name = whole.name, .http = whole.http};
        if (!block) {
            subject.broken = block.error();
            subjects.push_back(std::move(subject));
            return;
        }
        const auto& [label, coded, after] = **block;
        subject.line =
            whole.line +
            lines_in(std::string_view(whole.body)
                         .substr(0, static_cast<std::size_t>(label.data() - whole.body.data())));
        const auto der = decode_base64(coded);
        if (label.ends_with("PRIVATE KEY")) {
            subject.kind = Kind::key;
            subject.body = trim(coded);
        } else if (der) {
            subject.kind = kind_of_label(label, *der);
            subject.body = text_of(*der);
            if (subject.kind == Kind::unknown)
                subject.broken = no_known_der();
        } else {
            subject.broken = Error(der.error()).within("a PEM block");
        }
        compare(subject, forced);
        subjects.push_back(std::move(subject));
        rest = after;
    }
}

/// Records, one a line.
void read_records(const Subject& whole, std::vector<Subject>& subjects)
{
    std::size_t line = whole.line;
    for (const auto text : split(whole.body, '\n')) {
        if (!trim(text).empty() && subjects.size() < subjects_limit) {
            Subject subject{.name = whole.name,
                            .kind = Kind::record,
                            .http = whole.http,
                            .body = std::string(trim(text)),
                            .line = line};
            if (const auto record = record::parse(subject.body); !record)
                subject.broken = record.error();
            subjects.push_back(std::move(subject));
        }
        ++line;
    }
}

} // namespace

std::optional<xml::Element> Subject::header() const
{
    return xml ? find_named(xml->document.root(), "Header") : std::nullopt;
}

std::optional<xml::Element> Subject::payload() const
{
    if (!xml || xml->document.root().node().empty())
        return std::nullopt;
    const auto root = xml->document.root();
    if (!is_named(root, "Envelope"))
        return root;
    const auto found = find_named(root, "Body");
    if (!found || found->children().empty())
        return std::nullopt;
    return found->children().front();
}

std::size_t Subject::line_of(const xml::Element& element) const
{
    const auto own = xml ? xml::line_of(*xml, element) : 0;
    return own == 0 || line == 0 ? 0 : line + own - 1;
}

std::vector<Subject> read_subjects(const std::string& name, std::string input,
                                   std::optional<Kind> forced)
{
    std::vector<Subject> subjects;
    Subject whole{.name = name};
    whole.http = take_http(input);
    whole.line = whole.http ? whole.http->lines + 1 : 1;
    whole.body = std::move(input);
    const auto text = trim(whole.body);
    if (text.find("-----BEGIN ") != std::string_view::npos && !is_xml(text) &&
        !text.starts_with('{')) {
        read_pem(whole, forced, subjects);
        return subjects;
    }
    read_body(whole, forced, 0);
    if (whole.kind == Kind::record)
        read_records(whole, subjects);
    else {
        compare(whole, forced);
        subjects.push_back(std::move(whole));
    }
    return subjects;
}

Subject read_nested(std::string body, std::optional<Kind> forced)
{
    Subject subject{.name = {}, .body = std::move(body), .line = 0};
    read_body(subject, forced, 2);
    compare(subject, forced);
    return subject;
}

} // namespace mdm::inspect
