// x509_bench - measures what reading a request and issuing a certificate cost.
//
//     x509_bench VECTORS        the folder tests/vectors/x509
//
// Not a test: what it prints depends on the processor.

#include "core/file.h"
#include "x509/issue.h"
#include "x509/request.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>

using namespace mdm;

namespace {

std::string folder;

std::string load(const std::string& name)
{
    return read_file(folder + "/" + name).value();
}

/// Calls `what` in batches, for a second of processor time or more, and says what one call took in
/// the best batch: what else the machine does spoils some of them.
template <class What>
void measure(const char* label, What what)
{
    constexpr int batch = 20;
    const std::clock_t end = std::clock() + CLOCKS_PER_SEC;
    std::clock_t best = CLOCKS_PER_SEC;
    for (std::clock_t start = std::clock(); start < end;) {
        for (int i = 0; i < batch; ++i)
            what();
        const std::clock_t now = std::clock();
        best = std::min(best, now - start);
        start = now;
    }
    const double each = static_cast<double>(best) / CLOCKS_PER_SEC / batch;
    std::printf("%-44s %8.1f us %10.0f /s\n", label, each * 1e6, 1 / each);
}

void require(bool good)
{
    if (!good)
        std::abort();
}

x509::Issuer issuer(const std::string& certificate, const std::string& key)
{
    return x509::parse_issuer(load(certificate), Secret(load(key)), {}).value();
}

void measure_issuer(const char* label, const x509::Issuer& from)
{
    const std::string file = load("request-windows.der");
    const x509::Content content{.serial = Bytes(16, 0x11),
                                .subject = "CN=device,O=Example",
                                .not_before = parse_time("2030-01-01T00:00:00Z").value(),
                                .not_after = parse_time("2031-01-01T00:00:00Z").value()};
    measure(label, [&] {
        const auto request = x509::parse_request(bytes_of(file), {});
        require(x509::issue(from, request->public_key_info, content).has_value());
    });
}

} // namespace

int main(int argc, char** argv)
{
    folder = argc == 2 ? argv[1] : ".";
    const std::string windows = load("request-windows.der");
    const std::string p256 = load("request-p256.der");
    const std::string pem = load("issuing.pem");
    const Bytes der = x509::parse_pem_certificates(pem).value().front().der;
    measure("read a request, RSA 2048",
            [&] { require(x509::parse_request(bytes_of(windows), {}).has_value()); });
    measure("read a request, P-256",
            [&] { require(x509::parse_request(bytes_of(p256), {}).has_value()); });
    measure("read a certificate", [&] { require(x509::parse_certificate(der).has_value()); });
    measure("load an authority, RSA 2048, and its chain", [&] {
        require(x509::parse_issuer(pem, Secret(load("issuing.key")), load("root.pem")).has_value());
    });
    measure_issuer("request and certificate, RSA 2048 issuer",
                   issuer("issuing.pem", "issuing.key"));
    measure_issuer("request and certificate, P-256 issuer", issuer("p256.pem", "p256.key"));
}
