#include "inspect/der_kind.h"

#include "x509/der.h"
#include "x509/signed.h"

namespace mdm::inspect {
namespace {

namespace der = x509::der;

/// 30 80: a SEQUENCE of indefinite length, which only signed messages have.
bool is_indefinite(ByteView bytes)
{
    return bytes.size() > 2 && bytes[0] == der::sequence && bytes[1] == 0x80;
}

/// PKCS #8 or a traditional RSA or EC key: a version, then anything but a list.
bool is_key(der::Reader content)
{
    const auto version = content.take(der::integer, "the version");
    if (!version || version->content.size() != 1)
        return false;
    const auto next = content.any("the algorithm");
    return next && (next->tag == der::integer || next->tag == der::octet_string ||
                    (next->tag == der::sequence && content.next_is(der::octet_string)));
}

} // namespace

Kind kind_of_der(ByteView bytes)
{
    if (is_indefinite(bytes))
        return Kind::cms;
    der::Reader outer(bytes);
    auto content = outer.enter(der::sequence, "the outermost element");
    if (!content)
        return Kind::unknown;
    if (content->next_is(der::object_identifier))
        return Kind::cms;
    if (is_key(*content))
        return Kind::key;
    auto body = content->enter(der::sequence, "what is signed");
    if (!body)
        return Kind::unknown;
    if (body->next_is(der::context(0)))
        return Kind::certificate;
    // A request: the version, the subject, the key. A certificate of version 1: the serial number,
    // an algorithm, which begins with an OBJECT IDENTIFIER.
    const auto number = body->take(der::integer, "a number");
    auto second = body->enter(der::sequence, "the subject");
    if (!number || !second)
        return Kind::unknown;
    if (!second->next_is(der::object_identifier))
        return Kind::request;
    // Behind the name of the issuer a list of revoked certificates has a time, a certificate two.
    const auto issuer = body->enter(der::sequence, "the issuer");
    return issuer && body->next_is(der::sequence) ? Kind::certificate : Kind::unknown;
}

} // namespace mdm::inspect
