#pragma once

#include "core/bytes.h"
#include "inspect/http.h"
#include "inspect/kind.h"
#include "xml/partial.h"

#include <optional>
#include <string>
#include <vector>

namespace mdm::inspect {

/// The longest input that is looked at, in bytes.
constexpr std::size_t input_limit = 16U << 20;
/// The most things in one input: records on their lines, blocks of PEM.
constexpr std::size_t subjects_limit = 1000;

/// What an XML document that is looked at may cost. More than any message of ours is allowed to.
constexpr xml::Limits xml_limits{.bytes = input_limit, .attribute_bytes = 1U << 20};

/// One thing to look at, and how far it could be read.
struct Subject {
    std::string name; ///< of the file; "-" for standard input
    Kind kind = Kind::unknown;
    std::optional<Http> http = {};
    std::string body = {};                ///< XML, JSON or a token as text, else DER
    std::size_t line = 1;                 ///< on which the body begins
    std::optional<xml::Partial> xml = {}; ///< of messages and documents
    std::optional<Error> broken = {};     ///< why it could not be read to its end

    /// The SOAP Header, and the first element of Body or, without an envelope, the root; nothing
    /// where there is none.
    [[nodiscard]] std::optional<xml::Element> header() const;
    [[nodiscard]] std::optional<xml::Element> payload() const;
    /// The line of an element in the file.
    [[nodiscard]] std::size_t line_of(const xml::Element& element) const;
};

/// Reads an input into the things that are in it, at least one: a message with or without an HTTP
/// header in front, one thing in DER or base64, blocks of PEM, or records, one a line. What each is
/// is told by its content, or by `forced`. Nothing fails: what cannot be read is of kind unknown,
/// and `broken` says why.
std::vector<Subject> read_subjects(const std::string& name, std::string input,
                                   std::optional<Kind> forced = {});

/// The same for something that was found inside another thing.
Subject read_nested(std::string body, std::optional<Kind> forced = {});

} // namespace mdm::inspect
