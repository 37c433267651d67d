#include "x509/pem.h"

#include "core/base64.h"

namespace mdm::x509 {

Result<std::optional<PemBlock>> find_pem_block(std::string_view text)
{
    constexpr std::string_view begin = "-----BEGIN ";
    constexpr std::string_view dashes = "-----";
    const auto start = text.find(begin);
    if (start == std::string_view::npos)
        return std::optional<PemBlock>();
    text.remove_prefix(start + begin.size());
    const auto label_end = text.substr(0, text.find('\n')).find(dashes);
    if (label_end == std::string_view::npos)
        return Error{Errc::malformed, "a PEM block without a label", "RFC 7468 2"};
    PemBlock block{text.substr(0, label_end), {}, {}};
    text.remove_prefix(label_end + dashes.size());
    const std::string end = "-----END " + std::string(block.label) + "-----";
    const auto stop = text.find(end);
    if (stop == std::string_view::npos)
        return Error{Errc::malformed, "a PEM block that does not end", "RFC 7468 2"};
    block.body = text.substr(0, stop);
    block.rest = text.substr(stop + end.size());
    return std::optional<PemBlock>(block);
}

std::string to_pem_block(std::string_view label, ByteView der)
{
    const std::string base64 = encode_base64(der);
    const std::string name(label);
    std::string text = "-----BEGIN " + name + "-----\n";
    for (std::size_t at = 0; at < base64.size(); at += 64)
        text.append(base64, at, 64).append("\n");
    return text + "-----END " + name + "-----\n";
}

} // namespace mdm::x509
