// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <string_view>

extern "C" {
#include <jose/cfg.h>
}
#include <jansson.h>

namespace tidemark::backend {

struct JsonRelease {
    void operator()(json_t *value) const { json_decref(value); }
};
/// Owns one reference to a jansson value.
using Json = std::unique_ptr<json_t, JsonRelease>;

struct JoseRelease {
    void operator()(jose_cfg_t *config) const { jose_cfg_decref(config); }
};
using JoseConfig = std::unique_ptr<jose_cfg_t, JoseRelease>;

/// A configuration that prints nothing. One for each call: its count of references is not atomic.
JoseConfig quietJose();

/// A symmetric JWK for HS256, of the key's bytes.
Json symmetricKey(std::string_view secret);

/// The JSON object in a base64url segment; null when it is anything else or names a member twice.
Json decodeObject(std::string_view segment);

/// The string member `name`; empty when absent or of another type.
std::string_view stringMember(const json_t *object, const char *name);

} // namespace tidemark::backend
