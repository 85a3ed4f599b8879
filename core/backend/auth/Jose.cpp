// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/auth/Jose.h"

extern "C" {
#include <jose/b64.h>
}

namespace tidemark::backend {

namespace {

void ignore(void *, const char *, int, std::uint64_t, const char *, va_list) {}

} // namespace

JoseConfig quietJose()
{
    JoseConfig config(jose_cfg());
    if (config)
        jose_cfg_set_err_func(config.get(), ignore, nullptr);
    return config;
}

Json symmetricKey(std::string_view secret)
{
    return Json(
        json_pack("{s:s,s:s,s:o}", "kty", "oct", "alg", "HS256", "k", jose_b64_enc(secret.data(), secret.size())));
}

Json decodeObject(std::string_view segment)
{
    const std::size_t size = jose_b64_dec_buf(nullptr, segment.size(), nullptr, 0);
    if (size == SIZE_MAX)
        return nullptr;
    std::string bytes(size, '\0');
    if (jose_b64_dec_buf(segment.data(), segment.size(), bytes.data(), bytes.size()) != size)
        return nullptr;
    Json value(json_loadb(bytes.data(), bytes.size(), JSON_REJECT_DUPLICATES, nullptr));
    return json_is_object(value.get()) ? std::move(value) : nullptr;
}

std::string_view stringMember(const json_t *object, const char *name)
{
    const json_t *value = json_object_get(object, name);
    if (!json_is_string(value))
        return {};
    return {json_string_value(value), json_string_length(value)};
}

} // namespace tidemark::backend
