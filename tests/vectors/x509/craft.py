#!/usr/bin/env python3
"""Builds the requests that the openssl command line cannot be made to write: the DER is put
together here, the signature comes from `openssl dgst -sign`."""
import subprocess


def element(tag, *parts):
    content = b"".join(parts)
    if len(content) < 0x80:
        length = bytes([len(content)])
    else:
        size = (len(content).bit_length() + 7) // 8
        length = bytes([0x80 | size]) + len(content).to_bytes(size, "big")
    return bytes([tag]) + length + content


def seq(*parts):
    return element(0x30, *parts)


def oid(dotted):
    arcs = [int(arc) for arc in dotted.split(".")]
    out = b""
    for arc in [arcs[0] * 40 + arcs[1]] + arcs[2:]:
        digits = [arc & 0x7F]
        while arc := arc >> 7:
            digits.append(0x80 | arc & 0x7F)
        out += bytes(reversed(digits))
    return element(0x06, out)


def integer(number):
    return element(0x02, number.to_bytes(number.bit_length() // 8 + 1, "big"))


def bits(content):
    return element(0x03, b"\0", content)


NULL = element(0x05)
SHA256_RSA = seq(oid("1.2.840.113549.1.1.11"), NULL)
RSA = seq(oid("1.2.840.113549.1.1.1"), NULL)
PRINTABLE, UTF8, IA5, T61, BMP = 0x13, 0x0C, 0x16, 0x14, 0x1E
GUID_AND_HEX = b"1D2C3B4A-5566-4778-8990-A1B2C3!0123456789ABCDEF0123456789ABCDEF"


def openssl(*arguments, data=b""):
    return subprocess.run(["openssl", *arguments], input=data, check=True, capture_output=True).stdout


DEVICE_KEY = openssl("pkey", "-in", "device.key", "-pubout", "-outform", "DER")


def name(value, tag=UTF8, kind="2.5.4.3"):
    return seq(element(0x31, seq(oid(kind), element(tag, value))))


def extension(kind, value):
    return seq(oid(kind), element(0x04, value))


def extension_request(*extensions):
    return seq(oid("1.2.840.113549.1.9.14"), element(0x31, seq(*extensions)))


def body(subject=name(b"device"), key=DEVICE_KEY, attributes=element(0xA0), version=0):
    return seq(element(0x02, bytes([version])), subject, key, attributes)


def signed(content, algorithm=SHA256_RSA):
    signature = openssl("dgst", "-sha256", "-sign", "device.key", data=content)
    return seq(content, algorithm, bits(signature))


def write(label, der):
    with open(f"request-{label}.der", "wb") as out:
        out.write(der)


CLIENT_AUTH = extension("2.5.29.37", seq(oid("1.3.6.1.5.5.7.3.2")))
DEVICE_TEXT = extension("1.3.6.1.4.1.311.66.1.0", GUID_AND_HEX[-32:] + b"\0")
WINDOWS = element(0xA0, extension_request(CLIENT_AUTH, DEVICE_TEXT))

# What Windows sends, in both encodings of the common name (spec of the field: `!` and NUL).
write("windows", signed(body(name(GUID_AND_HEX + b"\0", PRINTABLE), attributes=WINDOWS)))
write("windows-utf8", signed(body(name(GUID_AND_HEX), attributes=WINDOWS)))

# Strings: old types that are fine, and contents that their types may not have.
write("latin1", signed(body(name("Zoë".encode("latin-1"), T61))))
write("bmp", signed(body(name("Zoë 中".encode("utf-16-be"), BMP))))
write("printable-at", signed(body(name(b"device@example", PRINTABLE))))
write("ia5-high", signed(body(name(b"dev\xFFice", IA5, "0.9.2342.19200300.100.1.25"))))
write("utf8-broken", signed(body(name(b"dev\xC3", UTF8))))
write("control", signed(body(name(b"one\r\ntwo\x1b[31m", UTF8))))
write("empty-subject", signed(body(seq())))

# Structure.
write("version-1", signed(body(version=1)))
write("no-attributes", signed(body(attributes=b"")))
write("two-extension-requests", signed(body(attributes=element(
    0xA0, extension_request(CLIENT_AUTH), extension_request(DEVICE_TEXT)))))
write("same-extension-twice", signed(body(attributes=element(
    0xA0, extension_request(CLIENT_AUTH, CLIENT_AUTH)))))
write("ecdsa-over-rsa", signed(body(), seq(oid("1.2.840.10045.4.3.2"))))
write("unknown-algorithm", signed(body(), seq(oid("1.2.3.4"))))
good = signed(body())
inner = good[4:]
write("indefinite", b"\x30\x80" + inner + b"\0\0")
write("long-length", b"\x30\x83\0" + len(inner).to_bytes(2, "big") + inner)


# Keys. None of these can sign, so the signature is that of the device's key.
def rsa_key(modulus, exponent, parameters=NULL):
    return seq(seq(oid("1.2.840.113549.1.1.1"), parameters),
               bits(seq(integer(modulus), integer(exponent))))


ODD = (1 << 2047) | 0xC0FFEE1
write("huge-modulus", signed(body(key=rsa_key((1 << 16383) | 1, 65537))))
write("even-modulus", signed(body(key=rsa_key(ODD - 1, 65537))))
write("even-exponent", signed(body(key=rsa_key(ODD, 65536))))
write("exponent-1", signed(body(key=rsa_key(ODD, 1))))
write("long-exponent", signed(body(key=rsa_key(ODD, (1 << 1024) | 1))))
write("negative-modulus", signed(body(key=seq(RSA, bits(seq(element(0x02, b"\x80" + bytes(255)),
                                                           integer(65537)))))))
write("no-null", signed(body(key=rsa_key(ODD, 65537, b""))))
EC = oid("1.2.840.10045.2.1")
P256 = oid("1.2.840.10045.3.1.7")
write("off-curve", signed(body(key=seq(seq(EC, P256), bits(b"\x04" + bytes(63) + b"\x01"))),
                          seq(oid("1.2.840.10045.4.3.2"))))
write("compressed", signed(body(key=seq(seq(EC, P256), bits(b"\x02" + bytes(31) + b"\x01"))),
                           seq(oid("1.2.840.10045.4.3.2"))))
write("short-point", signed(body(key=seq(seq(EC, P256), bits(b"\x04" + bytes(63)))),
                            seq(oid("1.2.840.10045.4.3.2"))))

# A certificate in which basicConstraints occurs twice. Nothing verifies its signature.
constraints = seq(oid("2.5.29.19"), element(0x01, b"\xFF"), element(0x04, seq()))
issuer = name(b"twice")
validity = seq(element(0x17, b"260101000000Z"), element(0x17, b"270101000000Z"))
tbs = seq(element(0xA0, integer(2)), integer(5), SHA256_RSA, issuer, validity, issuer, DEVICE_KEY,
          element(0xA3, seq(constraints, constraints)))
with open("certificate-same-extension-twice.der", "wb") as out:
    out.write(signed(tbs))
