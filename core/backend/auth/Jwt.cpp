// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/auth/Jwt.h"

#include "backend/auth/Jose.h"
#include "backend/auth/TokenCache.h"
#include "base/Uuid.h"

extern "C" {
#include <jose/b64.h>
#include <jose/jws.h>
}

#include <optional>
#include <vector>

namespace tidemark::backend {

namespace {

using namespace std::string_view_literals;

/// The last second of the year 9999: beyond it a NumericDate is nonsense.
constexpr double kLatestSecond = 253402300799.0;

Error refuse(const char *code, std::string detail)
{
    return {code, ErrorCategory::Auth, std::move(detail)};
}

bool isBase64Url(std::string_view text)
{
    return !text.empty() && text.find_first_not_of(JOSE_B64_MAP) == std::string_view::npos;
}

struct Segments {
    std::string_view header, payload, signature;
};

std::optional<Segments> split(std::string_view token)
{
    const auto first = token.find('.');
    const auto second = first == token.npos ? token.npos : token.find('.', first + 1);
    if (second == token.npos)
        return std::nullopt;
    const Segments parts{token.substr(0, first), token.substr(first + 1, second - first - 1),
                         token.substr(second + 1)};
    // A fourth segment would bring a dot, which is no base64url either.
    if (!isBase64Url(parts.header) || !isBase64Url(parts.payload) || !isBase64Url(parts.signature))
        return std::nullopt;
    return parts;
}

/// Keys in the header (jwk, jku, x5c, x5u, kid) are never looked at: the key is ours, whatever the token says.
Result<void> checkHeader(const json_t *header)
{
    if (stringMember(header, "alg") != "HS256"sv)
        return refuse("token_bad_signature", "the algorithm is not HS256");
    if (json_object_get(header, "crit"))
        return refuse("token_bad_signature", "critical header parameters are not supported");
    return {};
}

Result<void> checkSignature(const Segments &parts, const json_t *key)
{
    const Json jws(json_pack("{s:s%,s:s%,s:s%}", "protected", parts.header.data(), parts.header.size(), "payload",
                             parts.payload.data(), parts.payload.size(), "signature", parts.signature.data(),
                             parts.signature.size()));
    const JoseConfig config = quietJose();
    if (!jws || !config || !jose_jws_ver(config.get(), jws.get(), nullptr, key, false))
        return refuse("token_bad_signature", "the signature does not match");
    return {};
}

/// Seconds of a NumericDate; nothing when absent or nonsense.
std::optional<std::int64_t> numericDate(const json_t *payload, const char *name)
{
    const json_t *value = json_object_get(payload, name);
    if (!json_is_number(value))
        return std::nullopt;
    const double seconds = json_number_value(value);
    if (!(seconds >= 0 && seconds <= kLatestSecond))
        return std::nullopt;
    return static_cast<std::int64_t>(seconds);
}

bool isFor(const json_t *payload, std::string_view audience)
{
    const json_t *aud = json_object_get(payload, "aud");
    if (json_is_string(aud))
        return stringMember(payload, "aud") == audience;
    for (std::size_t i = 0; i < json_array_size(aud); ++i) {
        const json_t *one = json_array_get(aud, i);
        if (json_is_string(one) && json_string_value(one) == audience)
            return true;
    }
    return false;
}

/// The names of a dotted path, outermost first.
std::vector<std::string> pathOf(std::string_view dotted)
{
    std::vector<std::string> names(1);
    for (const char c : dotted) {
        if (c == '.')
            names.emplace_back();
        else
            names.back() += c;
    }
    return names;
}

std::string roleOf(const json_t *payload, const JwtConfig &config)
{
    const std::vector<std::string> path = pathOf(config.rolePath);
    for (std::size_t i = 0; i + 1 < path.size(); ++i)
        payload = json_object_get(payload, path[i].c_str());
    const std::string_view role = stringMember(payload, path.back().c_str());
    return role == "support"sv || role == "admin"sv ? std::string(role) : std::string("user");
}

Result<Claims> checkClaims(const json_t *payload, const JwtConfig &config)
{
    const std::string_view sub = stringMember(payload, "sub");
    if (!isUuid(sub))
        return refuse("token_bad_claims", "sub is not a lowercase UUID");
    const std::optional<std::int64_t> exp = numericDate(payload, "exp");
    if (!exp)
        return refuse("token_bad_claims", "exp is missing or no date");
    if (!config.issuer.empty() && stringMember(payload, "iss") != config.issuer)
        return refuse("token_bad_claims", "iss is another issuer");
    if (!config.audience.empty() && !isFor(payload, config.audience))
        return refuse("token_bad_claims", "aud is another audience");
    return Claims{std::string(sub), roleOf(payload, config),
                  std::string(stringMember(payload, config.emailClaim.c_str())),
                  std::string(stringMember(payload, config.nameClaim.c_str())), *exp};
}

Result<void> checkNotBefore(const json_t *payload, const JwtConfig &config, std::int64_t nowMs)
{
    if (!json_object_get(payload, "nbf"))
        return {};
    const std::optional<std::int64_t> nbf = numericDate(payload, "nbf");
    if (!nbf)
        return refuse("token_bad_claims", "nbf is no date");
    if (nowMs < (*nbf - config.leewaySeconds) * 1000)
        return refuse("token_not_yet_valid", "nbf is in the future");
    return {};
}

/// `payload` with `value` at the dotted path, making the objects on the way.
void setPath(json_t *payload, std::string_view dotted, const std::string &value)
{
    const std::vector<std::string> path = pathOf(dotted);
    for (std::size_t i = 0; i + 1 < path.size(); ++i) {
        if (!json_is_object(json_object_get(payload, path[i].c_str())))
            json_object_set_new(payload, path[i].c_str(), json_object());
        payload = json_object_get(payload, path[i].c_str());
    }
    json_object_set_new(payload, path.back().c_str(), json_string(value.c_str()));
}

} // namespace

struct Hs256Verifier::State {
    JwtConfig config;
    Json key;
    TokenCache cache;
};

Hs256Verifier::Hs256Verifier(std::unique_ptr<State> state) : m_state(std::move(state)) {}

Hs256Verifier::~Hs256Verifier() = default;

Result<std::unique_ptr<Hs256Verifier>> Hs256Verifier::create(JwtConfig config)
{
    if (config.secret.size() < kMinSecretBytes)
        return Error{"secret_too_short", ErrorCategory::Local, "the token secret needs at least 32 bytes"};
    auto state = std::make_unique<State>();
    state->key = symmetricKey(config.secret);
    state->config = std::move(config);
    return std::unique_ptr<Hs256Verifier>(new Hs256Verifier(std::move(state)));
}

Result<Claims> Hs256Verifier::verify(std::string_view token, std::int64_t nowMs) const
{
    if (token.empty())
        return refuse("token_missing", "no token");
    if (token.size() > kMaxTokenBytes)
        return refuse("token_malformed", "the token is too long");
    const JwtConfig &config = m_state->config;
    const auto expired = [&](const Claims &claims) { return nowMs >= (claims.exp + config.leewaySeconds) * 1000; };
    const TokenCache::Key key = TokenCache::keyOf(token);
    if (std::optional<Claims> known = m_state->cache.find(key); known && !expired(*known))
        return std::move(*known);

    const std::optional<Segments> parts = split(token);
    if (!parts)
        return refuse("token_malformed", "not three base64url segments");
    const Json header = decodeObject(parts->header);
    if (!header)
        return refuse("token_malformed", "the header is no JSON object");
    CHECK(checkHeader(header.get()));
    CHECK(checkSignature(*parts, m_state->key.get()));
    const Json payload = decodeObject(parts->payload);
    if (!payload)
        return refuse("token_malformed", "the payload is no JSON object");
    TRY(Claims claims, checkClaims(payload.get(), config));
    if (expired(claims)) {
        m_state->cache.forget(key);
        return refuse("token_expired", claims.sub);
    }
    CHECK(checkNotBefore(payload.get(), config, nowMs));
    m_state->cache.keep(key, claims, nowMs);
    return claims;
}

std::string mintToken(const JwtConfig &config, const std::string &sub, const std::string &role,
                      const std::string &email, std::int64_t ttlSeconds, std::int64_t nowMs)
{
    if (config.secret.size() < kMinSecretBytes)
        return {};
    const std::int64_t now = nowMs / 1000;
    const Json payload(json_pack("{s:s,s:I,s:I}", "sub", sub.c_str(), "iat", static_cast<json_int_t>(now), "exp",
                                 static_cast<json_int_t>(now + ttlSeconds)));
    setPath(payload.get(), config.rolePath, role);
    if (!config.issuer.empty())
        setPath(payload.get(), "iss", config.issuer);
    if (!config.audience.empty())
        setPath(payload.get(), "aud", config.audience);
    if (!email.empty() && json_object_set_new(payload.get(), config.emailClaim.c_str(), json_string(email.c_str())))
        return {};

    const Json key = symmetricKey(config.secret);
    const Json jws(json_pack("{s:o}", "payload", jose_b64_enc_dump(payload.get())));
    const Json signing(json_pack("{s:{s:s,s:s}}", "protected", "alg", "HS256", "typ", "JWT"));
    const JoseConfig jose = quietJose();
    if (!key || !jws || !signing || !jose || !jose_jws_sig(jose.get(), jws.get(), signing.get(), key.get()))
        return {};
    std::string token;
    for (const char *part : {"protected", "payload", "signature"})
        token.append(token.empty() ? "" : ".").append(stringMember(jws.get(), part));
    return token;
}

} // namespace tidemark::backend
