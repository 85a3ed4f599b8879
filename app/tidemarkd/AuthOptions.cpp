// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/tidemarkd/AuthOptions.h"

#include "app/tidemarkd/Files.h"

namespace tidemark::daemon {

namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds kMaxLeeway = 10min;
constexpr std::chrono::milliseconds kMinInterval = 10s;

Error usage(std::string detail)
{
    return {"usage", ErrorCategory::Input, std::move(detail)};
}

} // namespace

std::vector<cli::Option> tokenOptions()
{
    return {
        {.name = "jwt-secret-file",
         .valueName = "FILE",
         .help =
             "The secret that signs tokens (HS256), 32 to 1024 bytes; a newline at its end does not count. Without "
             "it and without --jwks, one in the user's data directory, made when missing."},
        {.name = "jwks",
         .valueName = "FILE|URL",
         .help = "The public keys of whoever signs tokens (RS256, ES256), as a JWK set in a file or at an https "
                 "address. A file is read again when it changes, both on SIGHUP."},
        {.name = "issuer", .valueName = "NAME", .help = "The issuer (iss) that tokens must name."},
        {.name = "audience", .valueName = "NAME", .help = "The audience (aud) that tokens must be for."},
        {.name = "role-claim",
         .valueName = "PATH",
         .help = "Where a token has its bearer's role: names with dots between them, or one name with a colon in it.",
         .defaultValue = "app_metadata.role"},
        {.name = "email-claim",
         .valueName = "PATH",
         .help = "Where a token has its bearer's e-mail address.",
         .defaultValue = "email"},
        {.name = "name-claim",
         .valueName = "PATH",
         .help = "Where a token has its bearer's name.",
         .defaultValue = "name"},
    };
}

std::vector<cli::Option> verifierOptions()
{
    std::vector<cli::Option> options = tokenOptions();
    options.push_back({.name = "jwks-refresh",
                       .valueName = "TIME",
                       .help = "How often the keys at an address are fetched, 10s at least. A token with an unknown "
                               "key has them fetched too.",
                       .defaultValue = "5m"});
    options.push_back({.name = "leeway",
                       .valueName = "TIME",
                       .help = "How far the issuer's clock may be off, 10m at most.",
                       .defaultValue = "0s"});
    return options;
}

Result<bool> usesKeySet(const cli::Parsed &parsed)
{
    if (parsed.has("jwks") && parsed.has("jwt-secret-file"))
        return usage("--jwks and --jwt-secret-file exclude each other");
    return parsed.has("jwks");
}

Result<backend::ClaimRules> claimRules(const cli::Parsed &parsed)
{
    backend::ClaimRules rules;
    rules.issuer = parsed.get("issuer");
    rules.audience = parsed.get("audience");
    rules.rolePath = parsed.get("role-claim");
    rules.emailPath = parsed.get("email-claim");
    rules.namePath = parsed.get("name-claim");
    if (!parsed.get("leeway").empty()) { // which the commands that verify nothing have not
        TRY(const auto leeway, parsed.duration("leeway"));
        if (leeway < 0s || leeway > kMaxLeeway)
            return usage("--leeway wants a time up to 10m");
        rules.leewaySeconds = std::chrono::duration_cast<std::chrono::seconds>(leeway).count();
    }
    return rules;
}

Result<TokenKey> tokenKey(const cli::Parsed &parsed, Random &random)
{
    TRY(const bool keySet, usesKeySet(parsed));
    if (keySet)
        return usage("with --jwks only the issuer of its keys can make tokens; use --jwt-secret-file instead");
    TokenKey key;
    TRY(key.config.rules, claimRules(parsed));
    Result<Secret> secret = Error{};
    if (parsed.has("jwt-secret-file")) {
        key.path = parsed.get("jwt-secret-file");
        secret = readSecret(key.path);
    } else {
        TRY(key.path, dataFile("backend-secret"));
        secret = readOrMakeSecret(key.path, random);
    }
    if (!secret)
        return secret.error();
    if (const auto keys = backend::secretKeySet(secret->bytes); !keys)
        return Error{keys.error().code, ErrorCategory::Local, key.path + ": " + keys.error().detail};
    key.exposed = secret->exposed;
    key.config.secret = std::move(secret->bytes);
    return key;
}

Result<std::chrono::milliseconds> keyInterval(const cli::Parsed &parsed)
{
    TRY(const auto interval, parsed.duration("jwks-refresh"));
    if (interval < kMinInterval)
        return usage("--jwks-refresh wants 10s at least");
    return interval;
}

} // namespace tidemark::daemon
