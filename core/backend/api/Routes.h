// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/Services.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace tidemark::backend {

/// What a route asks of the token. LocalOrSupport asks nothing of a program on this machine.
enum class Access : std::uint8_t { Open, User, Support, Admin, LocalOrSupport };

struct Route {
    std::string_view method;
    std::string_view pattern; ///< may hold {id} and {entity}
    Access access;
    std::string_view logType; ///< of the request log; empty: not logged
    Attempt<Response> (*handle)(Services &services, Call &call);
    int cost = 1; ///< how many of the user's requests it counts for
};

/// Every path and method the API serves.
std::span<const Route> routes();

/// What the places of the pattern stand for in the path, empty where it has none; nothing when the path is another.
std::optional<PathValues> matchPath(std::string_view pattern, std::string_view path);

} // namespace tidemark::backend
