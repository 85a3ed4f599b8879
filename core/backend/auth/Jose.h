// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
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

/// The bytes in a base64url text without padding (RFC 7515, 2); nothing when it is anything else, empty, or has bits
/// set that no byte takes, so that each sequence of bytes has one spelling.
std::optional<std::string> decodeBase64Url(std::string_view text);

/// A JSON object; null when the text is anything else, not UTF-8, or names a member twice in one object.
Json parseObject(std::string_view text);

/// The string member `name`; empty when absent or of another type.
std::string_view stringMember(const json_t *object, const char *name);

} // namespace tidemark::backend
