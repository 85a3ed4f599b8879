// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/Session.h"

#include "backend/api/Parameters.h"
#include "base/Uuid.h"

#include <algorithm>
#include <cctype>

namespace tidemark::backend {

namespace {

constexpr std::size_t kMaxName = 200;
constexpr std::size_t kMaxId = 64;
constexpr std::int64_t kMaxAttempt = 1000;

bool isSoundId(std::string_view id)
{
    return !id.empty() && id.size() <= kMaxId && std::all_of(id.begin(), id.end(), [](unsigned char c) {
        return std::isalnum(c) != 0 || c == '-' || c == '_' || c == '.';
    });
}

std::string soundText(std::string_view text)
{
    return text.size() <= kMaxName && isCleanText(text) ? std::string(text) : std::string();
}

std::int64_t soundNumber(std::string_view text, std::int64_t otherwise)
{
    std::int64_t number = 0;
    return parseNumber(text, number) ? number : otherwise;
}

} // namespace

std::string requestIdOf(const Request &request)
{
    const std::string_view id = request.headers.get("X-Request-Id");
    return isSoundId(id) ? std::string(id) : std::string();
}

Attempt<Done> readDevice(const Request &request, Session &session)
{
    const Headers &headers = request.headers;
    session.deviceName = soundText(headers.get("X-Device-Name"));
    session.deviceModel = soundText(headers.get("X-Device-Model"));
    session.clientTime = soundNumber(headers.get("X-Client-Time"), 0);
    session.pending = soundNumber(headers.get("X-Pending-Changes"), -1);
    if (isSoundId(headers.get("X-Sync-Id")))
        session.syncId = headers.get("X-Sync-Id");
    session.attempt =
        static_cast<int>(std::clamp<std::int64_t>(soundNumber(headers.get("X-Try"), 1), 1, kMaxAttempt));
    const std::string_view device = headers.get("X-Device-Id");
    if (!device.empty() && !isUuid(device))
        return refuseInput("bad_header", "/X-Device-Id", "X-Device-Id must be a lowercase UUID");
    session.deviceId = device;
    return Done{};
}

std::string_view bearerToken(const Request &request)
{
    constexpr std::string_view scheme = "bearer ";
    const std::string_view field = request.headers.get("Authorization");
    const bool bearer =
        field.size() > scheme.size() && std::equal(scheme.begin(), scheme.end(), field.begin(), [](char a, char b) {
            return a == static_cast<char>(std::tolower(static_cast<unsigned char>(b)));
        });
    return bearer ? field.substr(scheme.size()) : std::string_view();
}

} // namespace tidemark::backend
