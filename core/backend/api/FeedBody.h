// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/Services.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace tidemark::backend {

/// How far a stream has come; an event's id. Up to here everything has been told.
struct FeedPosition {
    std::int64_t written = 0;   ///< of logs: AdminStore::logsAfter()
    std::int64_t createdAt = 0; ///< of conflicts, ms

    bool operator==(const FeedPosition &) const = default;
};

std::string feedPositionText(const FeedPosition &position);
/// Nothing when the text is no position.
std::optional<FeedPosition> readFeedPosition(std::string_view text);

/// New logs and conflicts as server-sent events, each at least once, for as long as someone listens.
class FeedBody final : public BodySource {
public:
    /// @param expiresAt  ms; the stream ends then
    FeedBody(Services &services, FeedPosition position, std::int64_t expiresAt);

    Result<Piece> next() override;

private:
    Result<bool> addLogs();
    Result<void> addConflicts(std::int64_t now);
    void addEvent(std::string_view name, const std::string &json);

    Services &m_services;
    FeedPosition m_position;
    const std::int64_t m_expiresAt;
    std::map<std::string, std::int64_t> m_told; ///< conflicts after the position, with their time
    std::int64_t m_quietSinceUs;
    std::string m_out;
};

} // namespace tidemark::backend
