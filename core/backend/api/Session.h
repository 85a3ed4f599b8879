// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/Refusal.h"
#include "backend/auth/Jwt.h"
#include "protocol/Http.h"

#include <cstdint>
#include <string>

namespace tidemark::backend {

/// Who is asking, and from where. Without the device headers it is the user's one unknown device.
struct Session {
    std::string requestId;
    Claims claims;        ///< `sub` is empty until the token is verified
    std::string deviceId; ///< a UUID, or empty
    std::string deviceName;
    std::string deviceModel;
    std::int64_t clientTime = 0; ///< ms, by the device's clock; 0 when not sent
    std::int64_t pending = -1;   ///< -1 when not sent
    std::string syncId;
    int attempt = 1;
};

/// The request's own id when it is sound, else nothing.
std::string requestIdOf(const Request &request);

/// Takes what the headers say about device and sync. What only people read is dropped when it is not sound; a device
/// id decides merges, so a malformed one is refused (`bad_header`).
Attempt<Done> readDevice(const Request &request, Session &session);

/// The token of `Authorization: Bearer`, empty without one.
std::string_view bearerToken(const Request &request);

} // namespace tidemark::backend
