// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/ListParameters.h"

#include "backend/api/Parameters.h"

namespace tidemark::backend {

Attempt<ListParameters> readListParameters(const Request &request)
{
    ListParameters parameters;
    TRY(const std::int64_t limit, numberParameter(request, "limit", {1, 1000}, 100));
    parameters.limit = static_cast<std::size_t>(limit);
    TRY(parameters.cursor, textParameter(request, "cursor", 512));
    return parameters;
}

} // namespace tidemark::backend
