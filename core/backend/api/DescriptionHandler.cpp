// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/DescriptionHandler.h"

#include "backend/api/Parameters.h"
#include "resources/Resources.h"

namespace tidemark::backend {

Attempt<Response> handleDescription(Services &, Call &)
{
    return jsonResponse(std::string(resources::text("api/openapi.yaml"))); // YAML in its JSON form
}

} // namespace tidemark::backend
