// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/Refusal.h"
#include "protocol/Http.h"

#include <string>

namespace tidemark::backend {

/// What every list of the admin API takes.
struct ListParameters {
    std::size_t limit = 100; ///< 1..1000
    std::string cursor;      ///< `next_cursor` of the page before
};

Attempt<ListParameters> readListParameters(const Request &request);

} // namespace tidemark::backend
