#include "device/https.h"

#include "core/file.h"
#include "core/text.h"
#include "x509/certificate.h"

#include <memory>

#include <curl/curl.h>
#include <fmt/format.h>
#include <openssl/x509_vfy.h>

namespace mdm::device {
namespace {

constexpr std::uint32_t certificate_date = 0x8018000D;
constexpr std::uint32_t connectivity = 0x80180010;
constexpr std::uint32_t invalid_certificate = 0x80180012;
constexpr std::size_t header_limit = 64U << 10;

struct FreeEasy {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct FreeList {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using Headers = std::unique_ptr<curl_slist, FreeList>;

/// One connection and what came over it last.
class Client {
public:
    Client(const HttpsOptions& options, std::string bundle)
        : options_(options), bundle_(std::move(bundle)), handle_(curl_easy_init())
    {
    }

    /// False when libcurl cannot be set up.
    bool prepare()
    {
        if (!handle_)
            return false;
        error_[0] = '\0';
        return set(CURLOPT_PROTOCOLS_STR, "https") && set(CURLOPT_FOLLOWLOCATION, 0L) &&
               set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1)) &&
               set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2)) &&
               set(CURLOPT_PROXY, "") && set(CURLOPT_NOSIGNAL, 1L) &&
               set(CURLOPT_USERAGENT, options_.user_agent.c_str()) &&
               set(CURLOPT_CONNECTTIMEOUT, static_cast<long>(options_.connect_timeout.count())) &&
               set(CURLOPT_TIMEOUT, static_cast<long>(options_.timeout.count())) &&
               set(CURLOPT_ERRORBUFFER, error_) && (bundle_.empty() || trust()) &&
               (options_.certificate.empty() || show()) && (!options_.give_up || ask()) &&
               set(CURLOPT_WRITEFUNCTION, &Client::take_body) && set(CURLOPT_WRITEDATA, this) &&
               set(CURLOPT_HEADERFUNCTION, &Client::take_header) && set(CURLOPT_HEADERDATA, this);
    }

    Result<HttpAnswer, TransportFailure> send(const HttpRequest& request)
    {
        answer_ = {};
        too_long_ = false;
        header_bytes_ = 0;
        error_[0] = '\0';
        if (!aim(request))
            return TransportFailure{{Errc::environment, "cannot set up the request"}};
        const CURLcode code = curl_easy_perform(handle_.get());
        if (code != CURLE_OK)
            return failure(code);
        long status = 0;
        curl_easy_getinfo(handle_.get(), CURLINFO_RESPONSE_CODE, &status);
        answer_.status = static_cast<int>(status);
        return std::move(answer_);
    }

private:
    template <class Value>
    bool set(CURLoption option, Value value)
    {
        return curl_easy_setopt(handle_.get(), option, value) == CURLE_OK;
    }

    /// The bundle alone is trusted, not what the system trusts besides.
    bool trust()
    {
        curl_blob blob{bundle_.data(), bundle_.size(), CURL_BLOB_NOCOPY};
        return set(CURLOPT_CAINFO_BLOB, &blob) &&
               set(CURLOPT_CAINFO, static_cast<char*>(nullptr)) &&
               set(CURLOPT_CAPATH, static_cast<char*>(nullptr));
    }

    /// The blobs are not copied: the options live as long as the handle.
    bool show()
    {
        curl_blob certificate{options_.certificate.data(), options_.certificate.size(),
                              CURL_BLOB_NOCOPY};
        const std::string_view text = options_.key.reveal();
        curl_blob key{const_cast<char*>(text.data()), text.size(), CURL_BLOB_NOCOPY};
        return set(CURLOPT_SSLCERT_BLOB, &certificate) && set(CURLOPT_SSLKEY_BLOB, &key);
    }

    bool ask()
    {
        return set(CURLOPT_NOPROGRESS, 0L) && set(CURLOPT_XFERINFODATA, this) &&
               set(CURLOPT_XFERINFOFUNCTION, &Client::ends);
    }

    bool aim(const HttpRequest& request)
    {
        const char* const cookie = request.cookie.empty() ? nullptr : request.cookie.c_str();
        if (!set(CURLOPT_URL, request.url.c_str()) || !set(CURLOPT_COOKIE, cookie))
            return false;
        if (!request.body)
            return set(CURLOPT_HTTPGET, 1L) &&
                   set(CURLOPT_HTTPHEADER, static_cast<curl_slist*>(nullptr));
        const std::string type = "Content-Type: " + request.content_type;
        headers_.reset(curl_slist_append(curl_slist_append(nullptr, type.c_str()), "Expect:"));
        // POSTFIELDS keeps no copy of the body, which may hold a password.
        return set(CURLOPT_POST, 1L) && set(CURLOPT_HTTPHEADER, headers_.get()) &&
               set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body->size())) &&
               set(CURLOPT_POSTFIELDS, request.body->data());
    }

    TransportFailure failure(CURLcode code)
    {
        if (too_long_)
            return {{Errc::malformed, fmt::format("the answer is longer than the limit of {} bytes",
                                                  options_.answer_limit)}};
        if (code == CURLE_ABORTED_BY_CALLBACK)
            return {{Errc::environment, "no answer: it was not waited for any longer"}};
        std::string why = error_[0] != '\0' ? error_ : curl_easy_strerror(code);
        why = printable(why);
        if (code == CURLE_PEER_FAILED_VERIFICATION)
            return distrust(why);
        const bool no_http = code == CURLE_UNSUPPORTED_PROTOCOL ||
                             code == CURLE_WEIRD_SERVER_REPLY || code == CURLE_HTTP2 ||
                             code == CURLE_PARTIAL_FILE || code == CURLE_BAD_CONTENT_ENCODING;
        return {{no_http ? Errc::malformed : Errc::environment, "no answer: " + why}, connectivity};
    }

    TransportFailure distrust(const std::string& why)
    {
        long reason = 0;
        curl_easy_getinfo(handle_.get(), CURLINFO_SSL_VERIFYRESULT, &reason);
        const bool date =
            reason == X509_V_ERR_CERT_HAS_EXPIRED || reason == X509_V_ERR_CERT_NOT_YET_VALID;
        // Without a reason of OpenSSL's own it is the name that is wrong.
        const std::string advice = date ? "; is the clock here right?"
                                   : reason <= X509_V_ERR_UNSPECIFIED
                                       ? ""
                                       : "; --ca-bundle names what to trust";
        return {{Errc::environment, "the server's certificate is not trusted: " + why + advice},
                date ? certificate_date : invalid_certificate};
    }

    static int ends(void* self, curl_off_t /*unused*/, curl_off_t /*unused*/, curl_off_t /*unused*/,
                    curl_off_t /*unused*/)
    {
        return static_cast<Client*>(self)->options_.give_up() ? 1 : 0;
    }

    static std::size_t take_body(const char* data, std::size_t size, std::size_t count, void* self)
    {
        auto& client = *static_cast<Client*>(self);
        const std::size_t bytes = size * count;
        client.too_long_ = client.answer_.body.size() + bytes > client.options_.answer_limit;
        if (client.too_long_)
            return 0;
        client.answer_.body.append(data, bytes);
        return bytes;
    }

    static std::size_t take_header(const char* data, std::size_t size, std::size_t count,
                                   void* self)
    {
        auto& client = *static_cast<Client*>(self);
        const std::size_t bytes = size * count;
        client.header_bytes_ += bytes;
        client.too_long_ = client.header_bytes_ > header_limit;
        if (client.too_long_)
            return 0;
        client.take_line(std::string_view(data, bytes));
        return bytes;
    }

    void take_line(std::string_view line)
    {
        if (line.starts_with("HTTP/")) // a final answer follows an interim one
            answer_ = {};
        const auto colon = line.find(':');
        if (colon == std::string_view::npos)
            return;
        const std::string name = to_lower(line.substr(0, colon));
        if (name == "set-cookie")
            answer_.cookies.emplace_back(trim(line.substr(colon + 1)));
        for (const auto& [known, member] : kept)
            if (name == known)
                (answer_.*member) = std::string(trim(line.substr(colon + 1)));
    }

    static constexpr std::pair<std::string_view, std::optional<std::string> HttpAnswer::*> kept[] =
        {{"content-type", &HttpAnswer::content_type},
         {"content-length", &HttpAnswer::content_length},
         {"transfer-encoding", &HttpAnswer::transfer_encoding},
         {"location", &HttpAnswer::location}};

    HttpsOptions options_;
    std::string bundle_; ///< PEM; empty: what the system trusts
    std::unique_ptr<CURL, FreeEasy> handle_;
    Headers headers_;
    HttpAnswer answer_;
    bool too_long_ = false;
    std::size_t header_bytes_ = 0;
    char error_[CURL_ERROR_SIZE] = {};
};

} // namespace

Result<Transport> https_transport(const HttpsOptions& options)
{
    // Once a process; it stays as it is until the end.
    static const CURLcode begun = curl_global_init(CURL_GLOBAL_DEFAULT);
    std::string bundle;
    if (options.ca_bundle) {
        bundle = TRY(read_file(*options.ca_bundle));
        TRY_WITHIN(*options.ca_bundle, x509::parse_pem_certificates(bundle));
    }
    const auto client = std::make_shared<Client>(options, std::move(bundle));
    if (begun != CURLE_OK || !client->prepare())
        return Error{Errc::environment, "libcurl cannot begin"};
    return Transport([client](const HttpRequest& request) { return client->send(request); });
}

} // namespace mdm::device
