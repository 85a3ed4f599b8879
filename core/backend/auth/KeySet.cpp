// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/auth/KeySet.h"

extern "C" {
#include <jose/b64.h>
#include <jose/openssl.h>
}

#include <algorithm>
#include <array>
#include <memory>
#include <set>
#include <utility>

namespace tidemark::backend {

namespace {

using namespace std::string_view_literals;

constexpr int kMinRsaBits = 2048; // RFC 7518, 3.3
constexpr int kMaxRsaBits = 8192; // beyond it verifying costs more than a request
constexpr std::size_t kP256Bytes = 32;
constexpr std::size_t kHmacBytes = 32;
constexpr std::size_t kMaxShownName = 64;

struct PkeyRelease {
    void operator()(EVP_PKEY *key) const { EVP_PKEY_free(key); }
};
using Pkey = std::unique_ptr<EVP_PKEY, PkeyRelease>;

struct PkeyContextRelease {
    void operator()(EVP_PKEY_CTX *context) const { EVP_PKEY_CTX_free(context); }
};
using PkeyContext = std::unique_ptr<EVP_PKEY_CTX, PkeyContextRelease>;

/// What is said of a key that is left out.
Error objection(std::string detail)
{
    return {"bad_key", ErrorCategory::Local, std::move(detail)};
}

Error badSet(std::string detail)
{
    return {"bad_key_set", ErrorCategory::Local, std::move(detail)};
}

/// Keys come from elsewhere: their names may not break a line or a terminal.
std::string shown(std::string_view name)
{
    std::string text(name.substr(0, kMaxShownName));
    std::replace_if(
        text.begin(), text.end(), [](char c) { return c < ' ' || c > '~'; }, '?');
    return text;
}

bool lists(const json_t *array, std::string_view word)
{
    for (std::size_t i = 0; i < json_array_size(array); ++i) {
        const json_t *one = json_array_get(array, i);
        if (json_is_string(one) && json_string_value(one) == word)
            return true;
    }
    return false;
}

/// What the set says the key is for (RFC 7517, 4.2 to 4.4).
Result<void> checkPurpose(const json_t *jwk, std::string_view alg)
{
    if (json_object_get(jwk, "use") && stringMember(jwk, "use") != "sig"sv)
        return objection("is not for signatures");
    if (json_object_get(jwk, "key_ops") && !lists(json_object_get(jwk, "key_ops"), "verify"))
        return objection("is not for verifying");
    if (json_object_get(jwk, "alg") && stringMember(jwk, "alg") != alg)
        return objection("is for an algorithm other than " + std::string(alg));
    if (json_object_get(jwk, "d"))
        return objection("holds its private part: whoever reads the set can sign tokens");
    return {};
}

/// Takes the members `names` of a key over into one that has no others.
Result<Json> copyMembers(const json_t *jwk, const char *kty, const char *alg,
                         const std::array<const char *, 2> &names)
{
    Json copy(json_pack("{s:s,s:s}", "kty", kty, "alg", alg));
    for (const char *name : names) {
        if (!decodeBase64Url(stringMember(jwk, name)))
            return objection(std::string("its member ") + name + " is missing or not base64url");
        json_object_set(copy.get(), name, json_object_get(jwk, name));
    }
    return copy;
}

Result<Pkey> toPkey(const json_t *jwk)
{
    const JoseConfig config = quietJose();
    Pkey key(config ? jose_openssl_jwk_to_EVP_PKEY(config.get(), jwk) : nullptr);
    if (!key)
        return objection("is malformed or not on its curve");
    return key;
}

/// The checks of NIST SP 800-56: a point on the curve, an odd modulus that is no prime, an odd exponent above one.
Result<void> checkPublicKey(EVP_PKEY *key)
{
    const PkeyContext context(EVP_PKEY_CTX_new(key, nullptr));
    if (!context || EVP_PKEY_public_check(context.get()) != 1)
        return objection("is no sound public key");
    return {};
}

Result<VerifyKey> readRsa(const json_t *jwk)
{
    CHECK(checkPurpose(jwk, "RS256"));
    VerifyKey key;
    key.alg = "RS256";
    TRY(key.jwk, copyMembers(jwk, "RSA", "RS256", {"n", "e"}));
    TRY(const Pkey pkey, toPkey(key.jwk.get()));
    key.bits = EVP_PKEY_bits(pkey.get());
    key.signatureBytes = static_cast<std::size_t>(EVP_PKEY_size(pkey.get()));
    if (key.bits < kMinRsaBits)
        return objection("is weak: " + std::to_string(key.bits) + " bits, 2048 are the least");
    if (key.bits > kMaxRsaBits)
        return objection("has " + std::to_string(key.bits) + " bits, 8192 are the most");
    CHECK(checkPublicKey(pkey.get()));
    return key;
}

Result<VerifyKey> readEc(const json_t *jwk)
{
    if (stringMember(jwk, "crv") != "P-256"sv)
        return objection("is on a curve other than P-256");
    CHECK(checkPurpose(jwk, "ES256"));
    VerifyKey key;
    key.alg = "ES256";
    TRY(key.jwk, copyMembers(jwk, "EC", "ES256", {"x", "y"}));
    json_object_set_new(key.jwk.get(), "crv", json_string("P-256"));
    for (const char *name : {"x", "y"}) {
        if (decodeBase64Url(stringMember(jwk, name))->size() != kP256Bytes) // RFC 7518, 6.2.1
            return objection(std::string("its member ") + name + " has not 32 bytes");
    }
    TRY(const Pkey pkey, toPkey(key.jwk.get()));
    CHECK(checkPublicKey(pkey.get()));
    key.bits = EVP_PKEY_bits(pkey.get());
    key.signatureBytes = 2 * kP256Bytes;
    return key;
}

Result<VerifyKey> readKey(const json_t *jwk)
{
    const json_t *kid = json_object_get(jwk, "kid");
    if (kid && stringMember(jwk, "kid").empty())
        return objection("its kid is no name");
    const std::string_view kty = stringMember(jwk, "kty");
    if (kty == "oct"sv)
        return objection("is a shared secret, which has no place in a key set");
    if (kty != "RSA"sv && kty != "EC"sv)
        return objection("is neither an RSA nor an EC key");
    TRY(VerifyKey key, kty == "RSA"sv ? readRsa(jwk) : readEc(jwk));
    key.kid = stringMember(jwk, "kid");
    return key;
}

/// Of different keys with one name none is taken: whoever made the set did not mean that.
void refuseAmbiguous(KeySet &set)
{
    using Name = std::pair<std::string, std::string>;
    std::set<Name> names;
    std::set<Name> ambiguous;
    for (const VerifyKey &key : set.keys) {
        if (!key.kid.empty() && !names.insert({key.alg, key.kid}).second)
            ambiguous.insert({key.alg, key.kid});
    }
    std::erase_if(set.keys, [&](const VerifyKey &key) {
        if (!ambiguous.contains({key.alg, key.kid}))
            return false;
        set.refused.push_back(describe(key) + ": another key has the same name");
        return true;
    });
}

bool hasAlready(const KeySet &set, const VerifyKey &key)
{
    return std::any_of(set.keys.begin(), set.keys.end(), [&](const VerifyKey &other) {
        return other.kid == key.kid && json_equal(other.jwk.get(), key.jwk.get()) != 0;
    });
}

} // namespace

Result<KeySet> secretKeySet(std::string_view secret)
{
    if (secret.size() < kMinSecretBytes)
        return Error{"secret_too_short", ErrorCategory::Local, "the token secret needs at least 32 bytes"};
    if (secret.size() > kMaxSecretBytes)
        return Error{"secret_too_long", ErrorCategory::Local, "the token secret may have 1024 bytes at most"};
    VerifyKey key;
    key.alg = "HS256";
    key.bits = static_cast<int>(secret.size() * 8);
    key.signatureBytes = kHmacBytes;
    key.jwk = Json(
        json_pack("{s:s,s:s,s:o}", "kty", "oct", "alg", "HS256", "k", jose_b64_enc(secret.data(), secret.size())));
    KeySet set;
    set.keys.push_back(std::move(key));
    set.named = false;
    return set;
}

Result<KeySet> readKeySet(std::string_view text)
{
    if (text.size() > kMaxKeySetBytes)
        return badSet("larger than 256 KiB");
    const Json root = parseObject(text);
    const json_t *list = json_object_get(root.get(), "keys");
    if (!json_is_array(list))
        return badSet("no JWK set, which is a JSON object with a list of keys");
    if (json_array_size(list) > kMaxKeys)
        return badSet("more than 32 keys");
    KeySet set;
    for (std::size_t i = 0; i < json_array_size(list); ++i) {
        const json_t *jwk = json_array_get(list, i);
        Result<VerifyKey> key = readKey(jwk);
        const std::string name = "key " + std::to_string(i + 1) + " (" + shown(stringMember(jwk, "kid")) + ")";
        if (!key)
            set.refused.push_back(name + ": " + key.error().detail);
        else if (hasAlready(set, *key))
            set.refused.push_back(name + ": is there twice");
        else
            set.keys.push_back(std::move(*key));
    }
    refuseAmbiguous(set);
    return set;
}

std::string describe(const VerifyKey &key)
{
    return (key.kid.empty() ? "no name" : shown(key.kid)) + " (" + key.alg + ", " + std::to_string(key.bits)
        + " bits)";
}

} // namespace tidemark::backend
