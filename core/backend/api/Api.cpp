// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/Api.h"

#include "backend/api/Parameters.h"
#include "backend/api/RequestEntry.h"
#include "backend/api/Routes.h"
#include "base/TokenBuckets.h"

#include <algorithm>
#include <optional>

namespace tidemark::backend {

namespace {

constexpr std::size_t kMaxBody = 8 * 1024 * 1024;
constexpr double kStrangersRate = 10; // rows of the log a second
constexpr int kRuns = 4;

/// The route of a request, or why there is none.
Attempt<const Route *> findRoute(const ApiContext &context, const Request &request, PathValues &values)
{
    const std::string_view method =
        request.method == "HEAD" ? std::string_view("GET") : std::string_view(request.method);
    std::string allowed;
    for (const Route &route : routes()) {
        const auto matched = matchPath(route.pattern, request.path());
        if (!matched || (route.pattern == "/auth/token" && !context.devLogin))
            continue;
        values = *matched;
        if (route.method == method)
            return &route;
        allowed = route.method == "GET" ? "GET, HEAD" : route.method;
    }
    if (allowed.empty())
        return refuse(404, "not_found", "there is nothing at this path");
    Refusal refusal = refuse(405, "method_not_allowed", "the path takes " + allowed);
    refusal.allow = allowed;
    return refusal;
}

bool isJson(const Request &request)
{
    std::string_view type = request.headers.get("Content-Type");
    type = type.substr(0, type.find_first_of("; "));
    const std::string_view json = "application/json";
    return type.empty() || std::equal(type.begin(), type.end(), json.begin(), json.end(), [](char a, char b) {
               return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b;
           });
}

Attempt<Done> checkBody(const Route &route, const Request &request)
{
    if (route.method != "POST")
        return Done{};
    if (!isJson(request))
        return refuse(415, "unsupported_media_type", "the body must be application/json");
    if (request.body.size() > kMaxBody)
        return refuse(413, "too_large", "the body is larger than 8 MiB");
    return Done{};
}

Attempt<Done> checkRole(Access access, const std::string &role)
{
    const bool support = access == Access::Support || access == Access::LocalOrSupport;
    const bool allowed = access == Access::User || role == "admin" || (support && role == "support");
    if (!allowed)
        return refuse(403, "forbidden", "the token's role does not permit this");
    return Done{};
}

/// A program on this machine, and not a proxy on it that speaks for others.
bool isLocal(const Request &request)
{
    const bool loopback = request.peer == "::1" || request.peer.starts_with("127.");
    const Headers &headers = request.headers;
    return loopback && !headers.has("X-Forwarded-For") && !headers.has("Forwarded") && !headers.has("Via");
}

Attempt<Done> authorize(const ApiContext &context, const Route &route, Call &call)
{
    if (route.access == Access::Open || (route.access == Access::LocalOrSupport && isLocal(call.request)))
        return Done{};
    const Result<Claims> claims = context.verifier.verify(bearerToken(call.request), call.trace->entry.startedAt);
    call.trace->lap("auth");
    if (!claims) {
        // An expired token was rightly signed: its owner is told from the log to sign in again.
        if (claims.error().code == "token_expired")
            call.trace->entry.userId = claims.error().detail;
        return claims.error();
    }
    call.session.claims = *claims;
    call.trace->entry.userId = claims->sub;
    return checkRole(route.access, claims->role);
}

} // namespace

struct Api::Impl {
    explicit Impl(const ApiContext &given)
        : context(given),
          services{context, PageTokens(context.store.meta().pageKey), Journal(context.store)}
    {
        if (context.userRate > 0)
            userLimit.emplace(context.userRate, context.ids.next());
    }

    Attempt<Done> checkRate(const std::string &userId, int cost)
    {
        const std::int64_t waitUs =
            userLimit && !userId.empty() ? userLimit->take(userId, context.clock.steadyUs(), cost) : 0;
        if (waitUs == 0)
            return Done{};
        Refusal refusal = refuse(429, "rate_limited", "too many requests of this user");
        refusal.retryAfter = (waitUs + 999'999) / 1'000'000;
        return refusal;
    }

    Attempt<Response> answer(const Route &route, Call &call)
    {
        const Attempt<Done> device = readDevice(call.request, call.session); // also for the log of a refused token
        CHECK(authorize(context, route, call));
        CHECK(checkRate(call.session.claims.sub, route.cost));
        CHECK(device);
        CHECK(checkBody(route, call.request));
        if (route.access == Access::Support)
            static_cast<void>(services.journal.flush()); // what is read is as new as can be; older is no fault
        return run(route, call);
    }

    /// The database may give one of two transactions up that wait for each other. Nothing of it is written, and the
    /// same request does well when the other is through.
    Attempt<Response> run(const Route &route, Call &call)
    {
        for (int runs = 1;; ++runs) {
            Attempt<Response> answer = route.handle(services, call);
            if (answer || answer.error().problem.code != "retry" || runs == kRuns)
                return answer;
        }
    }

    void log(const Route &route, const Call &call, Response &response, const Refusal *refusal)
    {
        RequestEntry entry{services, call.session, call.trace, route.logType};
        if (refusal)
            entry.refused(response.status, *refusal);
        else
            entry.succeeded(response.status);
        const auto bytesIn = static_cast<std::int64_t>(call.request.body.size());
        if (response.stream)
            response.stream = journaled(std::move(response.stream), std::move(entry), bytesIn);
        else
            entry.write(bytesIn, static_cast<std::int64_t>(response.body.size()));
    }

    bool isLogged(const Route &route, const Call &call, const Refusal *refusal)
    {
        if (route.logType.empty() || (refusal && refusal->problem.code == "rate_limited"))
            return false;
        return !call.trace->entry.userId.empty() || strangers.take({}, context.clock.steadyUs()) == 0;
    }

    ApiContext context;
    Services services;
    std::optional<TokenBuckets> userLimit;
    TokenBuckets strangers{kStrangersRate, {}};
};

Api::Api(const ApiContext &context) : m(std::make_unique<Impl>(context)) {}

Api::~Api() = default;

Response Api::handle(const Request &request)
{
    Call call{request, {}, std::make_shared<RequestTrace>(m->context.clock, request.queuedUs), {}};
    call.session.requestId = requestIdOf(request);
    if (call.session.requestId.empty())
        call.session.requestId = m->context.ids.next();
    auto route = findRoute(m->context, request, call.values);
    auto answer = route ? m->answer(**route, call) : Attempt<Response>(route.error());
    Response response = answer ? std::move(*answer) : refusalResponse(answer.error(), call.session.requestId);
    const Refusal *refusal = answer ? nullptr : &answer.error();
    if (refusal)
        m->services.problems.add(refusal->problem.code);
    if (route && m->isLogged(**route, call, refusal))
        m->log(**route, call, response, refusal);
    response.headers.set("X-Request-Id", call.session.requestId);
    return response;
}

Result<void> Api::flushLogs()
{
    return m->services.journal.flush();
}

} // namespace tidemark::backend
