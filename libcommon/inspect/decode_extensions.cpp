#include "core/text.h"
#include "inspect/decode.h"
#include "inspect/words.h"
#include "x509/der.h"
#include "x509/name.h"

#include <array>

#include <fmt/format.h>

namespace mdm::inspect {
namespace {

namespace der = x509::der;

std::string joined(const std::vector<std::string>& words)
{
    return fmt::format("{}", fmt::join(words, ", "));
}

Result<std::string> key_usage(ByteView value)
{
    constexpr std::array<std::string_view, 9> names{
        "digitalSignature", "nonRepudiation", "keyEncipherment", "dataEncipherment", "keyAgreement",
        "keyCertSign",      "cRLSign",        "encipherOnly",    "decipherOnly"};
    der::Reader reader(value);
    const auto bits = TRY(reader.take(der::bit_string, "keyUsage")).content;
    std::vector<std::string> words;
    for (std::size_t i = 0; i < names.size() && 1 + i / 8 < bits.size(); ++i)
        if ((bits[1 + i / 8] & (0x80U >> (i % 8))) != 0)
            words.emplace_back(names[i]);
    return joined(words);
}

Result<std::string> extended_key_usage(ByteView value)
{
    der::Reader outer(value);
    auto list = TRY(outer.enter(der::sequence, "extendedKeyUsage"));
    std::vector<std::string> words;
    while (!list.at_end())
        words.push_back(
            oid_word(der::oid_text(TRY(list.take(der::object_identifier, "a usage")).content)));
    return joined(words);
}

Result<std::string> basic_constraints(ByteView value)
{
    der::Reader outer(value);
    auto content = TRY(outer.enter(der::sequence, "basicConstraints"));
    std::string text = "no CA";
    if (content.next_is(der::boolean)) {
        TRY(content.any("cA"));
        text = "CA";
    }
    if (content.next_is(der::integer))
        text += ", path length " + to_hex(TRY(content.any("the path length")).content);
    return text;
}

Result<std::string> key_identifier(ByteView value)
{
    der::Reader reader(value);
    return to_hex(TRY(reader.take(der::octet_string, "the key identifier")).content);
}

Result<std::string> authority_key_identifier(ByteView value)
{
    der::Reader outer(value);
    auto content = TRY(outer.enter(der::sequence, "the key identifier"));
    if (!content.next_is(der::context_plain(0)))
        return std::string("by issuer and serial number");
    return to_hex(TRY(content.any("the key identifier")).content);
}

/// A GeneralName (RFC 5280 4.2.1.6).
std::string general_name(const der::Element& name)
{
    const std::string text(text_of(name.content));
    switch (name.tag) {
    case der::context_plain(1):
        return "email:" + text;
    case der::context_plain(2):
        return "DNS:" + text;
    case der::context_plain(6):
        return "URI:" + text;
    case der::context(4): {
        const auto directory = x509::name_text(name.content);
        return "name:" + (directory ? *directory : "?");
    }
    case der::context(0): {
        der::Reader other(name.content);
        const auto type = other.take(der::object_identifier, "otherName");
        auto value = other.enter(der::context(0), "otherName");
        const auto content = value ? value->any("otherName") : Result<der::Element>(value.error());
        if (type && content)
            return oid_word(der::oid_text(type->content)) + ":" +
                   std::string(text_of(content->content));
        break;
    }
    default:
        break;
    }
    return to_hex(name.whole);
}

Result<std::string> alternative_names(ByteView value)
{
    der::Reader outer(value);
    auto list = TRY(outer.enter(der::sequence, "subjectAltName"));
    std::vector<std::string> words;
    while (!list.at_end())
        words.push_back(general_name(TRY(list.any("a name"))));
    return joined(words);
}

/// The device's id as Windows puts it there: text, mostly with a NUL at its end, not DER.
Result<std::string> device_id(ByteView value)
{
    std::string text(text_of(value));
    while (text.ends_with('\0'))
        text.pop_back();
    return text;
}

/// Microsoft's extensions of 16 octets below 1.2.840.113556.5.
Result<std::string> unknown_value(ByteView value)
{
    return to_hex(value);
}

struct Row {
    std::string_view oid;
    Result<std::string> (*read)(ByteView value);
};
constexpr std::array<Row, 7> readers{{
    {"2.5.29.15", key_usage},
    {"2.5.29.37", extended_key_usage},
    {"2.5.29.19", basic_constraints},
    {"2.5.29.14", key_identifier},
    {"2.5.29.35", authority_key_identifier},
    {"2.5.29.17", alternative_names},
    {"1.3.6.1.4.1.311.66.1.0", device_id},
}};

Result<void> add_extension(der::Reader& list, Node& into)
{
    auto extension = TRY(list.enter(der::sequence, "an extension"));
    const auto type = TRY(extension.take(der::object_identifier, "an extension"));
    std::string words;
    if (extension.next_is(der::boolean)) {
        TRY(extension.any("critical"));
        words = "critical";
    }
    const auto value = TRY(extension.take(der::octet_string, "an extension")).content;
    const std::string oid = der::oid_text(type.content);
    auto read = unknown_value;
    for (const Row& row : readers)
        if (row.oid == oid)
            read = row.read;
    const auto text = read(value);
    into.add(oid_word(oid), text ? *text : to_hex(value), std::move(words));
    return {};
}

} // namespace

void decode_extensions(ByteView sequence, Node& into)
{
    der::Reader outer(sequence);
    auto list = outer.enter(der::sequence, "the extensions");
    while (list && !list->at_end())
        if (const auto added = add_extension(*list, into); !added) {
            into.note("the extensions cannot be read: " + added.error().message);
            return;
        }
}

} // namespace mdm::inspect
