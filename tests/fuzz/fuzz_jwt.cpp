// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "Fuzz.h"
#include "backend/auth/Jwt.h"
#include "backend/auth/KeySet.h"
#include "base/Uuid.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <sodium.h>

// A token, and the same bytes as a key set.

namespace {

using namespace tidemark;

const std::string kSecret = "a secret that is long enough for HS256";

/// Does the signature of an accepted token really fit?
bool isSigned(std::string_view token)
{
    const auto dot = token.rfind('.');
    unsigned char signature[64];
    std::size_t size = 0;
    if (sodium_base642bin(signature, sizeof signature, token.data() + dot + 1, token.size() - dot - 1, nullptr, &size,
                          nullptr, sodium_base64_VARIANT_URLSAFE_NO_PADDING)
        != 0)
        return false;
    unsigned char expected[EVP_MAX_MD_SIZE];
    unsigned length = 0;
    HMAC(EVP_sha256(), kSecret.data(), static_cast<int>(kSecret.size()),
         reinterpret_cast<const unsigned char *>(token.data()), dot, expected, &length);
    return size == length && sodium_memcmp(signature, expected, size) == 0;
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const auto verifier = backend::JwtVerifier::create({kSecret, {}});
    const std::string_view input = fuzz::textOf(data, size);
    const Result<backend::Claims> claims = (*verifier)->verify(input, 1'736'760'600'000);
    if (claims)
        fuzz::require(isUuid(claims->sub) && isSigned(input), "accepted without a signature");
    else
        fuzz::require(claims.error().category == ErrorCategory::Auth, claims.error().code);
    if (const Result<backend::KeySet> keys = backend::readKeySet(input)) {
        fuzz::require(keys->keys.size() <= backend::kMaxKeys, "too many keys");
        for (const backend::VerifyKey &key : keys->keys)
            fuzz::require(key.alg == "RS256" || key.alg == "ES256", "a key that can also sign");
    }
    return 0;
}
