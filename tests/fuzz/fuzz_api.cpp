// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "Fuzz.h"
#include "FuzzedApi.h"
#include "backend/api/Routes.h"

#include <numeric>

// The first line names a route ("POST /api/sync/push"); any other line picks one. What follows is its body, or, when
// it takes none, its query.

namespace {

using namespace tidemark;

const backend::Route &routeOf(std::string_view line)
{
    const auto routes = backend::routes();
    for (const backend::Route &route : routes) {
        if (line == std::string(route.method) + ' ' + std::string(route.pattern))
            return route;
    }
    const std::size_t sum = std::accumulate(line.begin(), line.end(), std::size_t{0},
                                            [](std::size_t s, char c) { return s + static_cast<unsigned char>(c); });
    return routes[sum % routes.size()];
}

void fill(std::string &target, std::string_view place, std::string_view value)
{
    if (const auto at = target.find(place); at != std::string::npos)
        target.replace(at, place.size(), value);
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static fuzz::FuzzedApi api;
    const std::string_view input = fuzz::textOf(data, size);
    const std::string_view line = input.substr(0, input.find('\n'));
    const std::string_view rest = input.substr(std::min(line.size() + 1, input.size()));
    const backend::Route &route = routeOf(line);
    Request request;
    request.method = route.method;
    request.target = route.pattern;
    const bool ofUser = request.target.find("/users/") != std::string::npos;
    fill(request.target, "{id}", ofUser ? "aaaaaaaa-0000-4000-8000-000000000001" : api.conflict());
    fill(request.target, "{entity}", "todos");
    request.headers.set("X-Access-Reason", "fuzzing");
    if (route.method == "GET")
        request.target.append("?").append(rest);
    else
        request.body = rest;
    api.handle(std::move(request));
    return 0;
}
