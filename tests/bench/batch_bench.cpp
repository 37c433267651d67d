// batch_bench - what the bench of signing by hand needs.
//
//     batch_bench requests DIR COUNT   makes COUNT requests, each of an RSA key of its own, in DIR
//     batch_bench run COMMAND...       runs a command; prints its seconds and its largest KiB
//     batch_bench least DIR COUNT AUTHORITY OUT   on all cores, reads and verifies those requests,
//                                      signs and writes a file of each, and keeps no ledger; prints
//                                      its seconds
//
// The keys are made of every pair of a few primes, which takes seconds where new ones would take
// hours. They are good for nothing else.

#include "core/file.h"
#include "core/parallel.h"
#include "ossl/handles.h"
#include "ossl/key.h"
#include "x509/certificate.h"
#include "x509/issue.h"
#include "x509/request.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

#include <openssl/bn.h>
#include <openssl/evp.h>
#include <openssl/x509.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace mdm;

namespace {

struct FreeOther {
    void operator()(BIGNUM* number) const { BN_free(number); }
    void operator()(BN_CTX* context) const { BN_CTX_free(context); }
    void operator()(X509_REQ* request) const { X509_REQ_free(request); }
};
using Number = std::unique_ptr<BIGNUM, FreeOther>;
using Context = std::unique_ptr<BN_CTX, FreeOther>;

void must(bool good, const char* what)
{
    if (good)
        return;
    std::fprintf(stderr, "batch_bench: cannot %s\n", what);
    std::_Exit(4);
}

Number number()
{
    return Number(BN_new());
}

/// Primes whose predecessors have no factor in common with 65537.
std::vector<Number> primes(std::size_t count)
{
    std::vector<Number> found;
    while (found.size() < count) {
        Number prime = number();
        must(BN_generate_prime_ex(prime.get(), 1024, 0, nullptr, nullptr, nullptr) == 1,
             "make a prime");
        // With its two highest bits set, so that each product has 2048 bits.
        if (BN_is_bit_set(prime.get(), 1022) == 1 && BN_mod_word(prime.get(), 65537) != 1)
            found.push_back(std::move(prime));
    }
    return found;
}

Bytes bytes_from(const Number& value)
{
    Bytes bytes(static_cast<std::size_t>(BN_num_bytes(value.get())));
    BN_bn2bin(value.get(), bytes.data());
    return bytes;
}

ossl::Key key_of(const Number& p, const Number& q)
{
    const Context context(BN_CTX_new());
    const Number one = number();
    const Number e = number();
    BN_one(one.get());
    BN_set_word(e.get(), 65537);
    const Number n = number();
    const Number p1 = number();
    const Number q1 = number();
    const Number phi = number();
    const Number d = number();
    const Number dp = number();
    const Number dq = number();
    const Number inverse = number();
    BN_mul(n.get(), p.get(), q.get(), context.get());
    BN_sub(p1.get(), p.get(), one.get());
    BN_sub(q1.get(), q.get(), one.get());
    BN_mul(phi.get(), p1.get(), q1.get(), context.get());
    BN_mod_inverse(d.get(), e.get(), phi.get(), context.get());
    BN_mod(dp.get(), d.get(), p1.get(), context.get());
    BN_mod(dq.get(), d.get(), q1.get(), context.get());
    BN_mod_inverse(inverse.get(), q.get(), p.get(), context.get());
    std::vector<Bytes> values;
    for (const Number* value : {&n, &e, &d, &p, &q, &dp, &dq, &inverse})
        values.push_back(bytes_from(*value));
    ossl::RsaNumbers numbers;
    std::copy(values.begin(), values.end(), numbers.begin());
    auto key = ossl::rsa_private_key(numbers);
    must(key.has_value(), "make a key");
    return std::move(key).value();
}

Bytes request_of(const ossl::Key& key)
{
    const std::unique_ptr<X509_REQ, FreeOther> request(X509_REQ_new());
    must(X509_REQ_set_pubkey(request.get(), key.get()) == 1 &&
             X509_REQ_sign(request.get(), key.get(), EVP_sha256()) > 0,
         "sign a request");
    unsigned char* der = nullptr;
    const int size = i2d_X509_REQ(request.get(), &der);
    must(size > 0, "write a request");
    Bytes bytes(der, der + size);
    OPENSSL_free(der);
    return bytes;
}

int make_requests(const std::string& directory, std::size_t count)
{
    std::size_t few = 2;
    while (few * (few - 1) / 2 < count)
        ++few;
    const auto pool = primes(few);
    std::size_t made = 0;
    for (std::size_t i = 0; i < few; ++i)
        for (std::size_t j = 0; j < i && made < count; ++j, ++made) {
            const Bytes request = request_of(key_of(pool[i], pool[j]));
            const std::string path = directory + "/" + std::to_string(made) + ".csr";
            must(place_file(path, request).has_value(), "write a request");
        }
    return 0;
}

int run(char** command)
{
    const auto begin = std::chrono::steady_clock::now();
    const pid_t child = ::fork();
    if (child == 0) {
        ::execvp(command[0], command);
        std::_Exit(127);
    }
    int status = 0;
    rusage used{};
    ::wait4(child, &status, 0, &used);
    const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - begin;
    std::printf("%.4f %ld\n", spent.count(), used.ru_maxrss);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}

/// What no way of signing by hand gets round, whatever its ledger.
int do_the_least(const std::string& requests, std::size_t count, const std::string& authority,
                 const std::string& out)
{
    const auto certificate = read_file(authority + "/issuing.pem");
    const auto key = read_secret_file(authority + "/issuing.key");
    const auto chain = read_file(authority + "/root.pem");
    must(certificate && key && chain, "read the authority");
    const auto issuer = x509::parse_issuer(*certificate, *key, *chain);
    must(issuer.has_value(), "use the authority");
    std::vector<x509::Issuer> issuers;
    for (unsigned i = 0; i < cores(); ++i)
        issuers.push_back(x509::copy_of(*issuer));
    const Time begins = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    const auto start = std::chrono::steady_clock::now();
    for_each_on_cores(count, [&](std::size_t i, unsigned worker) {
        const std::string name = "/" + std::to_string(i);
        const auto file = read_file(requests + name + ".csr");
        must(file.has_value(), "read a request");
        const auto request = x509::parse_request(bytes_of(*file), {});
        must(request.has_value(), "verify a request");
        Bytes serial(16, 1);
        std::memcpy(serial.data() + 8, &i, sizeof i);
        const auto signed_ = x509::issue(issuers[worker], request->public_key_info,
                                         {.serial = serial,
                                          .subject = "CN=bench",
                                          .not_before = begins,
                                          .not_after = begins + std::chrono::days(365)});
        must(signed_.has_value(), "sign");
        must(place_file(out + name + ".pem", bytes_of(x509::to_pem(*signed_))).has_value(),
             "write a certificate");
    });
    const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - start;
    std::printf("%.4f\n", spent.count());
    return 0;
}

} // namespace

int main(int argc, char** argv)
{
    const std::string what = argc > 2 ? argv[1] : "";
    if (what == "requests" && argc == 4)
        return make_requests(argv[2], static_cast<std::size_t>(std::atol(argv[3])));
    if (what == "least" && argc == 6)
        return do_the_least(argv[2], static_cast<std::size_t>(std::atol(argv[3])), argv[4],
                            argv[5]);
    if (what == "run")
        return run(argv + 2);
    return 2;
}
