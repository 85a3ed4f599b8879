// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/Services.h"

namespace tidemark::backend {

/// GET /api/sync/digest?entity=&prefix=: counts and sums of hashes over the caller's own rows, see Digest.
Attempt<Response> handleDigest(Services &services, Call &call);

} // namespace tidemark::backend
