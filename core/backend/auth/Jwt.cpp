// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/auth/Jwt.h"

#include "backend/auth/TokenCache.h"

extern "C" {
#include <jose/b64.h>
#include <jose/jws.h>
}

#include <algorithm>
#include <mutex>
#include <optional>
#include <vector>

namespace tidemark::backend {

namespace {

using namespace std::string_view_literals;

using Candidates = std::vector<const VerifyKey *>;

Error refuse(const char *code, std::string detail)
{
    return {code, ErrorCategory::Auth, std::move(detail)};
}

Error badSignature(const char *detail)
{
    return refuse("token_bad_signature", detail);
}

/// A token in its parts: encoded as it came, since that is what was signed, and decoded.
struct Parts {
    std::string_view protectedHeader, payload, signature;
    Json header;
    std::string payloadText;
    std::size_t signatureBytes = 0;
};

Result<Parts> takeApart(std::string_view token)
{
    const auto first = token.find('.');
    const auto second = first == token.npos ? token.npos : token.find('.', first + 1);
    if (second == token.npos)
        return refuse("token_malformed", "not three segments");
    Parts parts;
    parts.protectedHeader = token.substr(0, first);
    parts.payload = token.substr(first + 1, second - first - 1);
    parts.signature = token.substr(second + 1); // a fourth segment brings a dot, which is no base64url
    const auto header = decodeBase64Url(parts.protectedHeader);
    auto payload = decodeBase64Url(parts.payload);
    const auto signature = decodeBase64Url(parts.signature);
    if (!header || !payload || !signature)
        return refuse("token_malformed", "not three base64url segments");
    parts.header = parseObject(*header);
    if (!parts.header)
        return refuse("token_malformed", "the header is no JSON object");
    parts.payloadText = std::move(*payload);
    parts.signatureBytes = signature->size();
    return parts;
}

/// A media type without regard to case and to the "application/" that may be left out (RFC 7515, 4.1.9).
bool isAccessToken(std::string_view type)
{
    std::string name(type);
    std::transform(name.begin(), name.end(), name.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    if (name.starts_with("application/"))
        name.erase(0, "application/"sv.size());
    return name == "jwt" || name == "at+jwt";
}

Result<void> checkHeader(const json_t *header)
{
    if (json_object_get(header, "crit"))
        return badSignature("critical header parameters are not supported");
    if (json_object_get(header, "typ") && !isAccessToken(stringMember(header, "typ")))
        return badSignature("the token is of another type");
    return {};
}

/// The keys that may have signed a token with this header.
Result<Candidates> keysFor(const json_t *header, const KeySet &set, KeySource &source)
{
    const std::string_view alg = stringMember(header, "alg");
    const std::string_view kid = stringMember(header, "kid");
    if (json_object_get(header, "kid") && kid.empty())
        return badSignature("the kid is no name");
    const bool known = set.named ? alg == "RS256"sv || alg == "ES256"sv : alg == "HS256"sv;
    if (!known)
        return badSignature("the algorithm is not one of ours");
    const bool byName = set.named && !kid.empty();
    Candidates candidates;
    bool named = false;
    for (const VerifyKey &key : set.keys) {
        const bool fits = !byName || key.kid == kid;
        named = named || fits;
        if (fits && key.alg == alg)
            candidates.push_back(&key);
    }
    if (byName && !named && source.renew())
        return Error{"keys_renewing", ErrorCategory::Busy, "a key of this name is not known yet"};
    if (candidates.empty())
        return badSignature("no key of this name and algorithm");
    return candidates;
}

bool isSignedBy(const Parts &parts, const VerifyKey &key)
{
    if (parts.signatureBytes != key.signatureBytes)
        return false;
    const Json jws(json_pack("{s:s%,s:s%,s:s%}", "protected", parts.protectedHeader.data(),
                             parts.protectedHeader.size(), "payload", parts.payload.data(), parts.payload.size(),
                             "signature", parts.signature.data(), parts.signature.size()));
    const JoseConfig config = quietJose();
    return jws && config && jose_jws_ver(config.get(), jws.get(), nullptr, key.jwk.get(), false);
}

/// Keys, and the tokens that were verified with them.
struct Trust {
    std::shared_ptr<const KeySet> keys;
    TokenCache verified;
};

} // namespace

struct JwtVerifier::State {
    const ClaimRules rules;
    const std::shared_ptr<KeySource> source;
    std::mutex mutex = {};
    std::shared_ptr<Trust> trust = {};

    /// What was verified with other keys is forgotten with them.
    std::shared_ptr<Trust> currentTrust()
    {
        const std::lock_guard lock(mutex);
        auto keys = source->keys();
        if (!trust || trust->keys != keys) {
            trust = std::make_shared<Trust>();
            trust->keys = std::move(keys);
        }
        return trust;
    }
};

JwtVerifier::JwtVerifier(ClaimRules rules, std::shared_ptr<KeySource> keys)
    : m_state(new State{std::move(rules), std::move(keys)})
{
}

JwtVerifier::~JwtVerifier() = default;

Result<std::unique_ptr<JwtVerifier>> JwtVerifier::create(const JwtConfig &config)
{
    TRY(KeySet keys, secretKeySet(config.secret));
    return std::make_unique<JwtVerifier>(config.rules, std::make_shared<FixedKeys>(std::move(keys)));
}

Result<Claims> JwtVerifier::verify(std::string_view token, std::int64_t nowMs) const
{
    if (token.empty())
        return refuse("token_missing", "no token");
    if (token.size() > kMaxTokenBytes)
        return refuse("token_malformed", "the token is too long");
    const ClaimRules &rules = m_state->rules;
    const std::shared_ptr<Trust> trust = m_state->currentTrust();
    const TokenCache::Key key = TokenCache::keyOf(token);
    if (std::optional<Claims> known = trust->verified.find(key); known && !isExpired(*known, rules, nowMs))
        return std::move(*known);

    TRY(const Parts parts, takeApart(token));
    CHECK(checkHeader(parts.header.get()));
    TRY(const Candidates candidates, keysFor(parts.header.get(), *trust->keys, *m_state->source));
    if (std::none_of(candidates.begin(), candidates.end(),
                     [&](const VerifyKey *candidate) { return isSignedBy(parts, *candidate); }))
        return badSignature("the signature does not match");
    const Json payload = parseObject(parts.payloadText);
    if (!payload)
        return refuse("token_malformed", "the payload is no JSON object");
    TRY(Claims claims, readClaims(payload.get(), rules));
    if (isExpired(claims, rules, nowMs)) {
        trust->verified.forget(key);
        return refuse("token_expired", claims.sub);
    }
    CHECK(checkNotBefore(payload.get(), rules, nowMs));
    trust->verified.keep(key, claims, nowMs);
    return claims;
}

std::string mintToken(const JwtConfig &config, const std::string &sub, const std::string &role,
                      const std::string &email, std::int64_t ttlSeconds, std::int64_t nowMs)
{
    const Result<KeySet> keys = secretKeySet(config.secret);
    if (!keys)
        return {};
    const ClaimRules &rules = config.rules;
    const std::int64_t now = nowMs / 1000;
    const Json payload(json_pack("{s:s,s:I,s:I}", "sub", sub.c_str(), "iat", static_cast<json_int_t>(now), "exp",
                                 static_cast<json_int_t>(now + ttlSeconds)));
    const bool complete = payload && setClaim(payload.get(), rules.rolePath, role)
        && (rules.issuer.empty() || setClaim(payload.get(), "iss", rules.issuer))
        && (rules.audience.empty() || setClaim(payload.get(), "aud", rules.audience))
        && (email.empty() || setClaim(payload.get(), rules.emailPath, email));
    if (!complete)
        return {};

    const Json jws(json_pack("{s:o}", "payload", jose_b64_enc_dump(payload.get())));
    const Json signing(json_pack("{s:{s:s,s:s}}", "protected", "alg", "HS256", "typ", "JWT"));
    const JoseConfig jose = quietJose();
    if (!jws || !signing || !jose
        || !jose_jws_sig(jose.get(), jws.get(), signing.get(), keys->keys.front().jwk.get()))
        return {};
    std::string token;
    for (const char *part : {"protected", "payload", "signature"})
        token.append(token.empty() ? "" : ".").append(stringMember(jws.get(), part));
    return token;
}

} // namespace tidemark::backend
