// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/store/Store.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace tidemark::backend {

/// Where a paged pull goes on: the frozen window and the last row given out.
struct PageToken {
    std::int64_t cursor = 0;
    std::int64_t until = 0;
    std::vector<std::size_t> entities;
    PullPosition after;
    std::string epoch;

    bool operator==(const PageToken &) const = default;
};

/// Seals and opens page tokens. A token is authenticated and good for its user alone; what it says is no secret.
/// Immutable, so callable from any thread.
class PageTokens {
public:
    /// @param key  the database's (ServerMeta::pageKey): tokens of all its processes and runs open
    explicit PageTokens(std::string key) : m_key(std::move(key)) {}

    std::string seal(const std::string &userId, const PageToken &token) const;
    /// Nothing when the token was not made with this key for this user.
    std::optional<PageToken> open(const std::string &userId, std::string_view text) const;

private:
    std::string m_key;
};

} // namespace tidemark::backend
