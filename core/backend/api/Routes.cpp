// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/Routes.h"

#include "backend/api/AuditHandler.h"
#include "backend/api/BulkOverrideHandler.h"
#include "backend/api/ConflictsHandler.h"
#include "backend/api/DescriptionHandler.h"
#include "backend/api/DevLoginHandler.h"
#include "backend/api/DigestHandler.h"
#include "backend/api/FeedHandler.h"
#include "backend/api/HealthHandler.h"
#include "backend/api/LogsHandler.h"
#include "backend/api/MetricsHandler.h"
#include "backend/api/OverrideHandler.h"
#include "backend/api/PullHandler.h"
#include "backend/api/PushHandler.h"
#include "backend/api/RecordsHandler.h"
#include "backend/api/ReportHandler.h"
#include "backend/api/StatsHandler.h"
#include "backend/api/UsersHandler.h"

#include <algorithm>
#include <array>

namespace tidemark::backend {

namespace {

/// For what reads all rows of an entity or takes hundreds at once.
constexpr int kHeavy = 30;

constexpr std::array kRoutes{
    Route{"GET", "/api/sync/pull", Access::User, "pull", handlePull},
    Route{"POST", "/api/sync/push", Access::User, "push", handlePush},
    Route{"GET", "/api/sync/digest", Access::User, "", handleDigest, kHeavy},
    Route{"POST", "/api/sync/report", Access::User, "", handleReport, kHeavy},
    Route{"GET", "/api/admin/sync/stats", Access::Support, "", handleStats},
    Route{"GET", "/api/admin/sync/logs", Access::Support, "", handleLogs},
    Route{"GET", "/api/admin/sync/logs/stream", Access::Support, "", handleFeed},
    Route{"GET", "/api/admin/sync/conflicts", Access::Support, "", handleConflicts},
    Route{"GET", "/api/admin/sync/conflicts/{id}", Access::Support, "", handleConflict},
    Route{"POST", "/api/admin/sync/conflicts/{id}/override", Access::Admin, "", handleOverride},
    Route{"POST", "/api/admin/sync/conflicts/{id}/revert", Access::Admin, "", handleRevert},
    Route{"POST", "/api/admin/sync/conflicts/{id}/review", Access::Admin, "", handleReview},
    Route{"POST", "/api/admin/sync/conflicts/bulk-override", Access::Admin, "", handleBulkOverride},
    Route{"GET", "/api/admin/sync/users", Access::Support, "", handleUsers},
    Route{"GET", "/api/admin/sync/users/{id}", Access::Support, "", handleUser},
    Route{"GET", "/api/admin/sync/users/{id}/records/{entity}", Access::Support, "", handleRecords},
    Route{"GET", "/api/admin/sync/records/{entity}/{id}/history", Access::Support, "", handleHistory},
    Route{"GET", "/api/admin/sync/audit", Access::Support, "", handleAudit},
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

std::optional<PathValues> matchPath(std::string_view pattern, std::string_view path)
{
    const auto cut = [](std::string_view &text) {
        const std::size_t slash = std::min(text.find('/'), text.size());
        const std::string_view part = text.substr(0, slash);
        text.remove_prefix(std::min(slash + 1, text.size()));
        return part;
    };
    if (std::count(pattern.begin(), pattern.end(), '/') != std::count(path.begin(), path.end(), '/'))
        return std::nullopt;
    PathValues values;
    while (!pattern.empty() || !path.empty()) {
        const std::string_view wanted = cut(pattern);
        const std::string_view given = cut(path);
        if (wanted == "{id}")
            values.id = given;
        else if (wanted == "{entity}")
            values.entity = given;
        if (given.empty() ? !wanted.empty() : wanted != given && !wanted.starts_with('{'))
            return std::nullopt;
    }
    return values;
}

} // namespace tidemark::backend
