#!/usr/bin/env python3
"""Makes the signed messages of this folder anew, with xmlsec1's command line as the signer.

Needs Python 3 and xmlsec1. The certificates and keys are those of ../certificate; see README.
"""

import base64
import os
import re
import subprocess
import tempfile

here = os.path.dirname(os.path.abspath(__file__))
certificates = os.path.join(here, "..", "certificate")

SOAP = "http://www.w3.org/2003/05/soap-envelope"
WSU = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd"
WSSE = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd"
X509 = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-x509-token-profile-1.0"
POLICY = "http://schemas.microsoft.com/windows/pki/2009/01/enrollmentpolicy"
DSIG = "http://www.w3.org/2000/09/xmldsig#"
MORE = "http://www.w3.org/2001/04/xmldsig-more#"
EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#"
INCLUSIVE = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
ENVELOPED = DSIG + "enveloped-signature"
SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256"


def pem(name):
    """The base64 of a certificate, in one line."""
    with open(os.path.join(certificates, name + ".pem")) as file:
        return "".join(line.strip() for line in file if not line.startswith("-"))


def transform(algorithm, inside=""):
    return f'<Transform Algorithm="{algorithm}">{inside}</Transform>'


def reference(uri, *transforms, digest=SHA256, attributes=None):
    uri = f'URI="{uri}"' if attributes is None else attributes
    listed = f'<Transforms>{"".join(transforms)}</Transforms>' if transforms else ""
    return (f"<Reference {uri}>{listed}"
            f'<DigestMethod Algorithm="{digest}"/><DigestValue></DigestValue></Reference>')


def by_id(name):
    return reference("#" + name, transform(EXCLUSIVE))


PARTS = by_id("body") + by_id("timestamp")
WHOLE = reference("", transform(ENVELOPED))


def pointer(uri):
    return (f'<wsse:SecurityTokenReference><wsse:Reference URI="{uri}" '
            f'ValueType="{X509}#X509"/></wsse:SecurityTokenReference>')


TOKEN_ID = "uuid-29801C2F-F26B-46AD-984B-AFAEFB545FF8"


def signature(references=WHOLE, method=MORE + "rsa-sha256", c14n=EXCLUSIVE, key=None, objects=""):
    if key is None:
        key = pointer(TOKEN_ID[5:])
    key = f"<KeyInfo>{key}</KeyInfo>" if key else ""
    return (f'<Signature xmlns="{DSIG}"><SignedInfo>'
            f'<CanonicalizationMethod Algorithm="{c14n}"/>'
            f'<SignatureMethod Algorithm="{method}"/>{references}</SignedInfo>'
            f"<SignatureValue></SignatureValue>{key}{objects}</Signature>")


TIMESTAMP = ('<u:Timestamp u:Id="timestamp"><u:Created>2026-11-23T08:14:00Z</u:Created>'
             "<u:Expires>2026-11-23T08:19:00Z</u:Expires></u:Timestamp>")
POLICIES = (f'<GetPolicies xmlns="{POLICY}"><client><lastUpdate xsi:nil="true"/>'
            '<preferredLanguage>de-CH</preferredLanguage></client>'
            '<requestFilter xsi:nil="true"/></GetPolicies>')
BODY = f'<s:Body u:Id="body">{POLICIES}</s:Body>'


TRUST = "http://docs.oasis-open.org/ws-sx/ws-trust/200512"
MANAGER = "http://schemas.microsoft.com/5.0.0.0/ConfigurationManager/Enrollment"
ENROLLMENT = "http://schemas.microsoft.com/windows/pki/2009/01/enrollment"


def issue_body():
    with open(os.path.join(here, "..", "x509", "request-rsa.der"), "rb") as file:
        request = base64.b64encode(file.read()).decode()
    return (f'<s:Body u:Id="body"><wst:RequestSecurityToken xmlns:wst="{TRUST}">'
            f"<wst:TokenType>{MANAGER}/DeviceEnrollmentToken</wst:TokenType>"
            f"<wst:RequestType>{TRUST}/Issue</wst:RequestType>"
            f'<wsse:BinarySecurityToken ValueType="{ENROLLMENT}#PKCS10" '
            f'EncodingType="{WSSE}#base64binary">{request}</wsse:BinarySecurityToken>'
            '<ac:AdditionalContext xmlns:ac="http://schemas.xmlsoap.org/ws/2006/12/authorization">'
            '<ac:ContextItem Name="DeviceID"><ac:Value>DEVICE-1</ac:Value></ac:ContextItem>'
            "</ac:AdditionalContext></wst:RequestSecurityToken></s:Body>")


def as_issue(text):
    return replaced(text, POLICY + "/IPolicy/GetPolicies", ENROLLMENT + "/RST/wstep")


def token(certificate="alice", name=TOKEN_ID):
    return (f'<wsse:BinarySecurityToken ValueType="{X509}#X509v3" u:Id="{name}" '
            f'EncodingType="{WSSE}#base64binary">{pem(certificate)}</wsse:BinarySecurityToken>')


def message(sign=None, certificate="alice", body=BODY, timestamp=TIMESTAMP, blocks="", bst=None,
            attributes=""):
    if sign is None:
        sign = signature()
    if bst is None:
        bst = token(certificate)
    return f"""<s:Envelope xmlns:s="{SOAP}" xmlns:a="http://www.w3.org/2005/08/addressing" \
xmlns:u="{WSU}" xmlns:wsse="{WSSE}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"\
{attributes}>
  <s:Header>
    <a:Action u:Id="action" s:mustUnderstand="1">{POLICY}/IPolicy/GetPolicies</a:Action>
    <a:MessageID u:Id="message">urn:uuid:72048B64-0F19-448F-8C2E-B4C661860AA0</a:MessageID>
    {blocks}<wsse:Security s:mustUnderstand="1">{timestamp}{bst}{sign}</wsse:Security>
  </s:Header>
  {body}
</s:Envelope>
"""


def signed(text, key="device", *options):
    """What xmlsec1 makes of a template."""
    ids = []
    for name in ("Body", "Timestamp", "Envelope", "Action", "MessageID", "BinarySecurityToken",
                 "client", "Object", "Security", "Block"):
        ids += ["--id-attr:Id", name]
    with tempfile.TemporaryDirectory() as folder:
        source, target = os.path.join(folder, "in.xml"), os.path.join(folder, "out.xml")
        with open(source, "w") as file:
            file.write(text)
        with open(os.path.join(folder, "external"), "w") as file:
            file.write("<s/>")
        private = ["--privkey-pem", os.path.join(certificates, key + ".key")] if key else []
        done = subprocess.run(["xmlsec1", "--sign", *private, *options, *ids, "--output", target,
                               source], cwd=folder, capture_output=True, text=True)
        if done.returncode != 0:
            raise SystemExit(done.stderr + text)
        with open(target) as file:
            return file.read()


def replaced(text, what, by, count=1):
    assert what in text, what
    return text.replace(what, by, count)


def write(name, text):
    with open(os.path.join(here, name + ".xml"), "w") as file:
        file.write(text)


def good():
    write("whole", signed(message()))
    write("whole-exclusive", signed(message(signature(
        reference("", transform(ENVELOPED), transform(EXCLUSIVE))))))
    write("whole-by-id", signed(message(signature(
        reference("#envelope", transform(ENVELOPED))), attributes=' u:Id="envelope"')))
    write("parts", signed(message(signature(PARTS))))
    write("parts-and-more", signed(message(signature(
        PARTS + by_id("action") + by_id("message") + by_id(TOKEN_ID)))))
    write("p256", signed(message(signature(method=MORE + "ecdsa-sha256"), "alice-p256"), "p256"))
    write("p384", signed(message(signature(
        reference("", transform(ENVELOPED), digest=MORE + "sha384"),
        method=MORE + "ecdsa-sha384"), "alice-p384"), "p384"))
    write("sha512", signed(message(signature(
        reference("", transform(ENVELOPED), digest="http://www.w3.org/2001/04/xmlenc#sha512"),
        method=MORE + "rsa-sha512"))))
    write("no-key-info", signed(message(signature(key=""))))
    write("x509-data", signed(message(signature(
        key="<X509Data>" + "".join(f"<X509Certificate>{pem(name)}</X509Certificate>"
                                   for name in ("alice-below", "issuing")) + "</X509Data>"),
        "alice-below")))
    prefix = "<InclusiveNamespaces xmlns='http://www.w3.org/2001/10/xml-exc-c14n#' " \
             "PrefixList='xsi s'/>"
    write("prefix-list", signed(message(signature(
        reference("#body", transform(EXCLUSIVE, prefix)) + by_id("timestamp")))))
    write("comments", replaced(signed(message()), "de-CH", "de<!-- of -->-CH"))
    names = replaced(replaced(message(signature(PARTS)), "<Signature xmlns=", "<d:Signature xmlns:d="),
                     "</Signature>", "</d:Signature>")
    names = re.sub(r"<(/?)(SignedInfo|CanonicalizationMethod|SignatureMethod|SignatureValue|"
                   r"Reference|Transforms?|DigestMethod|DigestValue|KeyInfo)\b", r"<\1d:\2", names)
    write("other-prefixes", signed(names))
    write("issue", signed(as_issue(message(body=issue_body()))))
    issue = signed(as_issue(message(signature(PARTS), body=issue_body())))
    write("issue-parts", issue)
    # The same signature, in a message that says something else where nothing is signed.
    write("issue-parts-again", replaced(issue, "72048B64", "FFFFFFFF"))
    for name in ("alice-other", "alice-expired", "alice-early", "alice-revoked", "alice-server",
                 "alice-below", "no-names"):
        write("by-" + name, signed(message(certificate=name)))


def changed():
    whole, parts = signed(message()), signed(message(signature(PARTS)))
    write("other-body", replaced(whole, "de-CH", "en-US"))
    write("other-body-of-parts", replaced(parts, "de-CH", "en-US"))
    write("other-timestamp", replaced(parts, "08:19:00Z", "23:59:00Z"))
    write("other-value", re.sub(r"(<SignatureValue>)(.)",
                                lambda m: m[1] + ("B" if m[2] == "A" else "A"), whole))
    write("other-certificate", replaced(whole, pem("alice"), pem("alice-other")))
    write("other-key", replaced(parts, pem("alice"), pem("alice-p256")))


def wrapped():
    parts = signed(message(signature(PARTS)))
    body = re.search(r"<s:Body.*</s:Body>", parts, re.S)[0]
    stamp = re.search(r"<u:Timestamp.*</u:Timestamp>", parts, re.S)[0]
    forged = replaced(body, "de-CH", "en-US")
    new_id = replaced(forged, 'u:Id="body"', 'u:Id="forged"')

    def with_block(body_now, block):
        text = replaced(parts, body, body_now)
        return replaced(text, "<wsse:Security", block + "<wsse:Security")

    write("body-in-header", with_block(new_id, f"<x:Block xmlns:x='urn:x'>{body}</x:Block>"))
    write("body-beside-itself", with_block(forged, f"<x:Block xmlns:x='urn:x'>{body}</x:Block>"))
    other_name = replaced(replaced(body, "<s:Body", "<x:Body xmlns:x='urn:x'"), "</s:Body", "</x:Body")
    write("body-of-another-name", with_block(new_id, other_name))
    write("body-in-security", replaced(replaced(parts, body, new_id), "</wsse:Security>",
                                       body + "</wsse:Security>"))
    write("body-without-id", with_block(replaced(forged, ' u:Id="body"', ""),
                                        f"<x:Block xmlns:x='urn:x'>{body}</x:Block>"))
    write("duplicate-id", with_block(body, "<x:Block xmlns:x='urn:x' u:Id='body'/>"))
    write("duplicate-id-of-another-namespace",
          with_block(body, "<x:Block xmlns:x='urn:x' x:ID='body'/>"))
    write("duplicate-xml-id", with_block(body, "<x:Block xmlns:x='urn:x' xml:id='body'/>"))
    later = replaced(replaced(stamp, "08:19", "23:59"), 'u:Id="timestamp"', 'u:Id="later"')
    write("timestamp-in-header", replaced(
        replaced(parts, stamp, later), "<wsse:Security", stamp + "<wsse:Security"))
    write("timestamp-twice", replaced(parts, stamp, later + stamp))
    write("second-body", replaced(parts, body, body + new_id))
    write("second-body-first", replaced(parts, body, new_id + body))
    security = re.search(r"<wsse:Security.*</wsse:Security>", parts, re.S)[0]
    write("second-security", replaced(parts, security,
                                      security + f"<wsse:Security>{later}</wsse:Security>"))
    sign = re.search(r"<Signature.*</Signature>", parts, re.S)[0]
    write("second-signature", replaced(parts, sign, sign + sign))
    write("second-signature-in-header", replaced(parts, security, sign + security))
    write("signature-in-body", replaced(replaced(parts, sign, ""), "</s:Body>", sign + "</s:Body>"))
    write("object", replaced(parts, "</Signature>", "<Object/></Signature>"))
    write("object-with-body", replaced(replaced(parts, body, new_id), "</Signature>",
                                       f"<Object>{body}</Object></Signature>"))
    write("envelope-in-header", _envelope_in_header())
    write("comment-in-token", replaced(parts, pem("alice")[:8], pem("alice")[:8] + "<!-- -->"))


def _envelope_in_header():
    inner = signed(message(signature(reference("#envelope", transform(ENVELOPED))),
                           attributes=' u:Id="envelope"'))
    inner = inner[inner.index("<s:Envelope"):]
    sign = re.search(r"<Signature.*</Signature>", inner, re.S)[0]
    bare = replaced(inner, sign, "")
    outer = replaced(message(sign, body=replaced(BODY, "de-CH", "en-US")), "<wsse:Security",
                     f"<x:Block xmlns:x='urn:x'>{bare}</x:Block><wsse:Security")
    # The Ids inside must not be there twice, or they alone would give it away.
    return re.sub(r' u:Id="(action|message|body|timestamp)"', "", outer, count=4)


def crafted():
    """What an owner of a good key, or nobody, can put into a signature."""
    xpath = ("<XPath xmlns:s='" + SOAP + "'>not(ancestor-or-self::s:Body)</XPath>")
    xslt = ("<xsl:stylesheet version='1.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform'>"
            "<xsl:template match='/'><x/></xsl:template></xsl:stylesheet>")
    with_reference = lambda text, **more: signed(message(signature(text), **more))
    write("xpath", with_reference(reference("", transform(
        "http://www.w3.org/TR/1999/REC-xpath-19991116", xpath))))
    write("xpath-besides", with_reference(reference("", transform(ENVELOPED), transform(
        "http://www.w3.org/TR/1999/REC-xpath-19991116", xpath))))
    write("xpath-filter", with_reference(reference("", transform(
        "http://www.w3.org/2002/06/xmldsig-filter2",
        "<XPath xmlns='http://www.w3.org/2002/06/xmldsig-filter2' Filter='subtract'>/*</XPath>"))))
    write("xslt", with_reference(reference("", transform(ENVELOPED), transform(
        "http://www.w3.org/TR/1999/REC-xslt-19991116", xslt))))
    write("base64", message(signature(reference("#body", transform(
        "http://www.w3.org/2000/09/xmldsig#base64")) + by_id("timestamp"))))
    write("with-comments", with_reference(reference("", transform(ENVELOPED), transform(
        EXCLUSIVE + "WithComments"))))
    write("inclusive", with_reference(reference("", transform(ENVELOPED), transform(INCLUSIVE))))
    write("no-transform-of-parts", with_reference(reference("#body") + by_id("timestamp")))
    write("enveloped-body", with_reference(
        reference("#body", transform(ENVELOPED), transform(EXCLUSIVE)) + by_id("timestamp")))
    write("no-transform", message(signature(reference(""))))
    write("external", with_reference(WHOLE + reference("external")))
    write("external-alone", with_reference(reference("external")))
    write("remote", message(signature(reference("http://localhost:1/x", transform(EXCLUSIVE)))))
    write("xpointer", with_reference(
        reference("#xpointer(id('body'))", transform(EXCLUSIVE)) + by_id("timestamp")))
    write("xpointer-root", with_reference(reference("#xpointer(/)", transform(ENVELOPED))))
    write("no-uri", message(signature(
        reference("", transform(ENVELOPED), attributes='Id="reference"'))))
    write("prefixed-uri", message(signature(reference(
        "", transform(ENVELOPED), attributes='xmlns:x="urn:x" x:URI="#body" URI=""'))))
    write("body-alone", with_reference(by_id("body")))
    write("timestamp-alone", with_reference(by_id("timestamp")))
    write("nothing", message(signature("")))
    write("foreign-element", with_reference(PARTS + by_id("client"), body=replaced(
        BODY, "<client>", '<client u:Id="client">')))
    write("security-itself", message(signature(PARTS + by_id("security"))).replace(
        "<wsse:Security s:", '<wsse:Security u:Id="security" s:'))
    write("foreign-id", with_reference(PARTS, body=replaced(
        BODY, 'u:Id="body"', 'xmlns:x="urn:x" x:Id="body"')))
    write("twice", with_reference(PARTS + by_id("body")))
    write("whole-and-part", with_reference(WHOLE + by_id("body")))
    blocks = "".join(f'<x:Block xmlns:x="urn:x" u:Id="block{i}"/>' for i in range(7))
    write("nine-references", with_reference(
        PARTS + "".join(by_id(f"block{i}") for i in range(7)), blocks=blocks))
    write("many-transforms", with_reference(
        reference("", transform(ENVELOPED), *[transform(EXCLUSIVE)] * 9)))
    write("sha1-digest", with_reference(
        reference("", transform(ENVELOPED), digest=DSIG + "sha1")))
    write("sha224-digest", with_reference(
        reference("", transform(ENVELOPED), digest=MORE + "sha224")))
    with_method = lambda *by, **more: message(signature(**more), *by)
    write("sha1", signed(with_method(method=DSIG + "rsa-sha1")))
    write("sha224", signed(with_method(method=MORE + "rsa-sha224")))
    write("c14n-inclusive", signed(with_method(c14n=INCLUSIVE)))
    write("c14n-with-comments", signed(with_method(c14n=EXCLUSIVE + "WithComments")))
    write("hmac", signed(with_method(method=MORE + "hmac-sha256"), None, "--hmackey",
                         os.path.join(certificates, "alice.pem")))
    write("ecdsa-by-rsa", with_method(method=MORE + "ecdsa-sha256"))
    write("small-key", signed(message(certificate="alice-small"), "small"))


def keys():
    write("key-of-another-token", signed(message(signature(key=pointer("#body")))))
    write("key-of-no-token", signed(message(signature(key=pointer("#other")))))
    write("key-without-uri", signed(message(signature(key=pointer("")))))
    write("x509-data-of-another", signed(message(signature(
        key=f"<X509Data><X509Certificate>{pem('alice-other')}</X509Certificate></X509Data>"))))
    write("key-value", signed(message(signature(key="<KeyValue/>"))))
    write("key-name", signed(message(signature(key="<KeyName>alice</KeyName>"))))
    write("retrieval", signed(message(signature(key='<RetrievalMethod URI="external"/>'))))
    write("two-tokens", signed(message(bst=token("alice-other", "first") + token())))
    write("no-token", signed(message(bst="")))
    write("no-certificate", signed(message(bst=replaced(token(), pem("alice"), "MAA="))))
    write("elements-in-token", signed(message(bst=replaced(token(), pem("alice"), "<x/>MAA="))))
    write("no-timestamp", signed(message(timestamp="")))
    write("no-signature", message(sign=" "))
    write("no-signature-value", signed(message()).replace("SignatureValue", "SignatureNone"))
    write("doctype", replaced(signed(message()), "<s:Envelope",
                              '<!DOCTYPE s [<!ENTITY e "de-CH">]>\n<s:Envelope'))


if __name__ == "__main__":
    good()
    changed()
    wrapped()
    crafted()
    keys()
