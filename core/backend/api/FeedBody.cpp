// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/FeedBody.h"

#include "backend/api/Parameters.h"

#include <algorithm>

namespace tidemark::backend {

namespace {

constexpr std::size_t kMostAtOnce = 200;
constexpr std::chrono::milliseconds kPoll{500};
constexpr std::int64_t kHeartbeatUs = 15'000'000;
/// A push commits a conflict this long, at most, after it took the time for it; servers' clocks differ, too.
constexpr std::int64_t kSettledMs = 15'000;

} // namespace

std::string feedPositionText(const FeedPosition &position)
{
    return std::to_string(position.written) + '.' + std::to_string(position.createdAt);
}

std::optional<FeedPosition> readFeedPosition(std::string_view text)
{
    const std::size_t dot = text.find('.');
    FeedPosition position;
    if (dot == text.npos || !parseNumber(text.substr(0, dot), position.written)
        || !parseNumber(text.substr(dot + 1), position.createdAt))
        return std::nullopt;
    return position;
}

FeedBody::FeedBody(Services &services, FeedPosition position, std::int64_t expiresAt)
    : m_services(services),
      m_position(position),
      m_expiresAt(expiresAt),
      m_quietSinceUs(services.context.clock.steadyUs()),
      m_out("retry: 2000\n\n") // also shows at once that the stream stands
{
}

Result<BodySource::Piece> FeedBody::next()
{
    const std::int64_t now = m_services.context.clock.nowMs();
    if (now >= m_expiresAt)
        return Piece{{}, true};
    static_cast<void>(static_cast<bool>(m_services.journal.flush())); // this server's own, as soon as can be
    TRY(const bool more, addLogs());
    CHECK(addConflicts(now));
    const std::int64_t steady = m_services.context.clock.steadyUs();
    if (m_out.empty() && steady - m_quietSinceUs >= kHeartbeatUs)
        m_out = ":\n\n";
    if (!m_out.empty())
        m_quietSinceUs = steady;
    Piece piece{std::move(m_out), false, more ? std::chrono::milliseconds(0) : kPoll};
    m_out.clear();
    return piece;
}

/// True when there may be more.
Result<bool> FeedBody::addLogs()
{
    TRY(const std::vector<WrittenLog> logs, m_services.context.admin.logsAfter(m_position.written, kMostAtOnce));
    for (const WrittenLog &log : logs) {
        m_position.written = log.written;
        std::string text;
        JsonWriter json(text);
        writeSyncLog(json, log.log);
        addEvent("log", text);
    }
    return logs.size() == kMostAtOnce;
}

Result<void> FeedBody::addConflicts(std::int64_t now)
{
    std::int64_t createdAt = m_position.createdAt;
    std::string id = "~"; // after every id of this moment
    for (bool more = true; more;) {
        TRY(const std::vector<ConflictItem> items,
            m_services.context.admin.conflictsAfter(createdAt, id, kMostAtOnce));
        for (const ConflictItem &item : items) {
            createdAt = item.createdAt;
            id = item.id;
            if (!m_told.emplace(item.id, item.createdAt).second)
                continue;
            std::string text;
            JsonWriter json(text);
            writeConflictItem(json, item);
            addEvent("conflict", text);
        }
        more = items.size() == kMostAtOnce;
    }
    m_position.createdAt = std::max(m_position.createdAt, now - kSettledMs);
    std::erase_if(m_told, [&](const auto &told) { return told.second <= m_position.createdAt; });
    return {};
}

void FeedBody::addEvent(std::string_view name, const std::string &json)
{
    m_out += "id: " + feedPositionText(m_position) + "\nevent: ";
    m_out += name;
    m_out += "\ndata: " + json + "\n\n";
}

} // namespace tidemark::backend
