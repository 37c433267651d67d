#include "jose/signature.h"

#include "x509/der.h"

namespace mdm::jose {

namespace der = x509::der;

Result<Bytes> to_jose(Algorithm algorithm, Bytes signature)
{
    const auto curve = curve_of(algorithm);
    if (!curve)
        return signature;
    const std::size_t size = ossl::coordinate_size(*curve);
    der::Reader outer(signature);
    auto numbers = TRY(outer.enter(der::sequence, "the signature"));
    Bytes result;
    for (int i = 0; i < 2; ++i) {
        const auto number = TRY(numbers.positive("a number of the signature"));
        if (number.size() > size)
            return Error{Errc::malformed, "a number of the signature is too long"};
        result.insert(result.end(), size - number.size(), 0);
        result.insert(result.end(), number.begin(), number.end());
    }
    return result;
}

Result<Bytes> from_jose(Algorithm algorithm, Bytes signature)
{
    const auto curve = curve_of(algorithm);
    if (!curve)
        return signature;
    const std::size_t size = ossl::coordinate_size(*curve);
    if (signature.size() != 2 * size)
        return Error{Errc::refused, "the signature is not of the length of its algorithm",
                     "RFC 7518 3.4"};
    const ByteView both(signature);
    return der::element(der::sequence, {der::unsigned_integer(both.first(size)),
                                        der::unsigned_integer(both.last(size))});
}

} // namespace mdm::jose
