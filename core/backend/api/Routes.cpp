// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/Routes.h"

#include "backend/api/ConflictsHandler.h"
#include "backend/api/DescriptionHandler.h"
#include "backend/api/DevLoginHandler.h"
#include "backend/api/FeedHandler.h"
#include "backend/api/HealthHandler.h"
#include "backend/api/LogsHandler.h"
#include "backend/api/MetricsHandler.h"
#include "backend/api/OverrideHandler.h"
#include "backend/api/PullHandler.h"
#include "backend/api/PushHandler.h"
#include "backend/api/StatsHandler.h"

#include <array>

namespace tidemark::backend {

namespace {

constexpr std::array kRoutes{
    Route{"GET", "/api/sync/pull", Access::User, "pull", handlePull},
    Route{"POST", "/api/sync/push", Access::User, "push", handlePush},
    Route{"GET", "/api/admin/sync/stats", Access::Support, "", handleStats},
    Route{"GET", "/api/admin/sync/logs", Access::Support, "", handleLogs},
    Route{"GET", "/api/admin/sync/logs/stream", Access::Support, "", handleFeed},
    Route{"GET", "/api/admin/sync/conflicts", Access::Support, "", handleConflicts},
    Route{"GET", "/api/admin/sync/conflicts/{id}", Access::Support, "", handleConflict},
    Route{"POST", "/api/admin/sync/conflicts/{id}/override", Access::Admin, "", handleOverride},
    Route{"POST", "/api/admin/sync/conflicts/{id}/revert", Access::Admin, "", handleRevert},
    Route{"GET", "/api/openapi.json", Access::Open, "", handleDescription},
    Route{"GET", "/healthz", Access::Open, "", handleHealth},
    Route{"GET", "/readyz", Access::Open, "", handleReady},
    Route{"GET", "/metrics", Access::LocalOrSupport, "", handleMetrics},
    Route{"POST", "/auth/token", Access::Open, "", handleDevLogin},
};

} // namespace

std::span<const Route> routes()
{
    return kRoutes;
}

std::optional<std::string_view> matchPath(std::string_view pattern, std::string_view path)
{
    constexpr std::string_view place = "{id}";
    const auto at = pattern.find(place);
    if (at == std::string_view::npos)
        return pattern == path ? std::optional(std::string_view()) : std::nullopt;
    const std::string_view before = pattern.substr(0, at);
    const std::string_view after = pattern.substr(at + place.size());
    if (path.size() <= before.size() + after.size() || !path.starts_with(before) || !path.ends_with(after))
        return std::nullopt;
    const std::string_view id = path.substr(before.size(), path.size() - before.size() - after.size());
    return id.find('/') == std::string_view::npos ? std::optional(id) : std::nullopt;
}

} // namespace tidemark::backend
