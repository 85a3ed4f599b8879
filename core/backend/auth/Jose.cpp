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

std::optional<std::string> decodeBase64Url(std::string_view text)
{
    if (text.empty() || text.find_first_not_of(JOSE_B64_MAP) != text.npos)
        return std::nullopt;
    const std::size_t size = jose_b64_dec_buf(nullptr, text.size(), nullptr, 0);
    if (size == SIZE_MAX)
        return std::nullopt;
    std::string bytes(size, '\0');
    if (jose_b64_dec_buf(text.data(), text.size(), bytes.data(), bytes.size()) != size)
        return std::nullopt;
    std::string again(text.size(), '\0');
    if (jose_b64_enc_buf(bytes.data(), bytes.size(), again.data(), again.size()) != text.size() || again != text)
        return std::nullopt;
    return bytes;
}

Json parseObject(std::string_view text)
{
    Json value(json_loadb(text.data(), text.size(), JSON_REJECT_DUPLICATES, nullptr));
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
