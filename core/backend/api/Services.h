// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/Api.h"
#include "backend/api/Journal.h"
#include "backend/api/PageToken.h"
#include "backend/api/ProblemCounts.h"
#include "backend/api/Readiness.h"
#include "backend/api/Refusal.h"
#include "backend/api/RequestTrace.h"
#include "backend/api/Session.h"

#include <memory>

namespace tidemark::backend {

/// What all requests share.
struct Services {
    const ApiContext &context;
    PageTokens pages;
    Journal journal;
    ProblemCounts problems = {};
    Readiness readiness = {};
};

/// What a route's places stand for. Views into the request's target.
struct PathValues {
    std::string_view id;
    std::string_view entity;
};

/// One request on its way through a handler.
struct Call {
    const Request &request;
    Session session;
    std::shared_ptr<RequestTrace> trace; ///< a streamed body keeps it to its end; it is logged then
    PathValues values;
};

} // namespace tidemark::backend
