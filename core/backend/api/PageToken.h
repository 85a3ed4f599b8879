// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/store/Store.h"
#include "base/Random.h"

#include <array>
#include <optional>
#include <string>
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
    /// Draws a key of its own: tokens of another process or an earlier run do not open.
    explicit PageTokens(Random &random);

    std::string seal(const std::string &userId, const PageToken &token) const;
    /// Nothing when the token was not made here for this user.
    std::optional<PageToken> open(const std::string &userId, std::string_view text) const;

private:
    std::array<unsigned char, 32> m_key;
};

} // namespace tidemark::backend
