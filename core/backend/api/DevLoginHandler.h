// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/Services.h"

namespace tidemark::backend {

/// POST /auth/token, only with ApiContext::devLogin: a token for whoever asks.
/// `{"user_id": UUID, "role": "user|support|admin", "email": "…", "ttl_seconds": n}`, all optional, answers
/// `{"token": "…", "user_id": "…", "expires_at": ms}`.
Attempt<Response> handleDevLogin(Services &services, Call &call);

} // namespace tidemark::backend
