#pragma once

#include "core/bytes.h"
#include "core/time.h"

#include <initializer_list>
#include <string>
#include <string_view>

/// The distinguished encoding rules (X.690), as far as requests, keys and certificates need them:
/// tags of one octet, definite lengths in their shortest form. OpenSSL's own reader accepts the
/// basic rules too, and decodes each public key that it meets, which takes six times as long as
/// verifying a signature by it.
namespace mdm::x509::der {

/// Identifier octets (X.690 8.1.2).
enum Tag : unsigned char {
    boolean = 0x01,
    integer = 0x02,
    bit_string = 0x03,
    octet_string = 0x04,
    null = 0x05,
    object_identifier = 0x06,
    enumerated = 0x0A,
    utf8_string = 0x0C,
    printable_string = 0x13,
    ia5_string = 0x16,
    utc_time = 0x17,
    generalized_time = 0x18,
    sequence = 0x30,
    set = 0x31,
};
/// [number] of a structured type, and [number] IMPLICIT of a plain one.
constexpr Tag context(unsigned number)
{
    return static_cast<Tag>(0xA0U | number);
}
constexpr Tag context_plain(unsigned number)
{
    return static_cast<Tag>(0x80U | number);
}

/// One element: views into the bytes that were read.
struct Element {
    unsigned char tag;
    ByteView content;
    ByteView whole; ///< identifier and length octets too
};

/// Takes elements from the front of some bytes, which must outlive what is taken. All of it fails
/// with malformed; `what` names the thing for the message.
class Reader {
public:
    explicit Reader(ByteView bytes) : bytes_(bytes) {}

    [[nodiscard]] bool at_end() const { return bytes_.empty(); }
    [[nodiscard]] bool next_is(unsigned char tag) const
    {
        return !bytes_.empty() && bytes_.front() == tag;
    }
    [[nodiscard]] ByteView rest() const { return bytes_; }

    Result<Element> any(std::string_view what);
    /// The next element, which has this tag.
    Result<Element> take(Tag tag, std::string_view what);
    /// The next element, of this tag, as what is to be read inside it.
    Result<Reader> enter(Tag tag, std::string_view what);
    /// An INTEGER above zero, big-endian, without leading zero octets.
    Result<ByteView> positive(std::string_view what);
    /// A BIT STRING of whole octets.
    Result<ByteView> octets_of_bits(std::string_view what);
    /// A time as certificates have it, UTC to the second (RFC 5280 4.1.2.5).
    Result<Time> time(std::string_view what);
    /// Fails unless everything was taken.
    Result<void> end(std::string_view what) const;

private:
    ByteView bytes_;
};

/// One element from its parts, which are written one after the other.
Bytes element(Tag tag, std::initializer_list<ByteView> parts);
Bytes text(Tag tag, std::string_view content);
/// A number above zero or zero, big-endian, with or without leading zero octets.
Bytes unsigned_integer(ByteView big_endian);
Bytes bits(ByteView octets);
/// UTCTime until 2049, GeneralizedTime after that (RFC 5280 4.1.2.5).
Bytes time(Time time);

/// The content octets of an OBJECT IDENTIFIER from its dotted text (X.690 8.19). Fails with
/// malformed.
Result<Bytes> oid_from(std::string_view dotted);
/// And back; content octets that are not well formed read as "?".
std::string oid_text(ByteView content);

/// Whether two encodings are the same bytes.
bool same(ByteView a, ByteView b);

} // namespace mdm::x509::der
