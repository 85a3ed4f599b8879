// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>
#include <vector>

namespace tidemark::resources {

/// The text of an embedded resource by its path below resources/ ("schema/pensieve.json"); empty when there is none.
std::string_view text(std::string_view path);

/// Paths that start with the prefix, sorted: "sql/replica/" gives its migrations in order.
std::vector<std::string_view> list(std::string_view prefix);

} // namespace tidemark::resources
