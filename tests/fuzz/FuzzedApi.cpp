// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "FuzzedApi.h"

#include "Fuzz.h"
#include "backend/api/Routes.h"
#include "resources/Resources.h"
#include "tests/support/TestStore.h"

#include <simdjson.h>

#include <algorithm>

namespace tidemark::fuzz {

namespace {

using simdjson::dom::element;

constexpr int kLife = 1000; // requests

std::string text(const element &object, const char *key)
{
    std::string_view value;
    return object[key].get_string().get(value) == simdjson::SUCCESS ? std::string(value) : std::string();
}

simdjson::dom::object objectAt(const element &object, const char *key)
{
    return object[key].get_object().value();
}

/// The codes a documented response allows; one empty code for an answer that is no problem.
std::vector<std::string> codesOf(const element &document, element response)
{
    if (const std::string reference = text(response, "$ref"); !reference.empty())
        response = document.at_pointer(reference.substr(1)).value();
    simdjson::dom::array codes;
    if (response.at_pointer("/content/application~1problem+json/schema/properties/code/enum").get_array().get(codes)
        != simdjson::SUCCESS)
        return {std::string()};
    std::vector<std::string> all;
    for (const element code : codes)
        all.emplace_back(code.get_string().value());
    return all;
}

std::set<std::string> readDocumented()
{
    std::set<std::string> all;
    simdjson::dom::parser parser;
    const element document = parser.parse(simdjson::padded_string(resources::text("api/openapi.yaml"))).value();
    const simdjson::dom::object paths = objectAt(document, "paths");
    for (const auto path : paths) {
        const simdjson::dom::object operations = path.value.get_object().value();
        for (const auto operation : operations) {
            std::string method(operation.key);
            std::transform(method.begin(), method.end(), method.begin(),
                           [](char c) { return static_cast<char>(c - 'a' + 'A'); });
            const simdjson::dom::object responses = objectAt(operation.value, "responses");
            for (const auto response : responses) {
                for (const std::string &code : codesOf(document, response.value))
                    all.insert(method + ' ' + std::string(path.key) + ' ' + std::string(response.key) + ' ' + code);
            }
        }
    }
    return all;
}

const backend::Route *routeOf(const Request &request)
{
    const std::string_view method =
        request.method == "HEAD" ? std::string_view("GET") : std::string_view(request.method);
    for (const backend::Route &route : backend::routes()) {
        if (route.method == method && backend::matchPath(route.pattern, request.path()))
            return &route;
    }
    return nullptr;
}

} // namespace

class FuzzedApi::Everyone final : public backend::TokenVerifier {
public:
    Result<backend::Claims> verify(std::string_view, std::int64_t) const override { return claims; }
    backend::Claims claims{"aaaaaaaa-0000-4000-8000-000000000001", "admin", {}, {}, 0};
    backend::JwtConfig login{"a secret that is long enough for HS256", {}};
};

FuzzedApi::FuzzedApi() : m_documented(readDocumented()), m_everyone(std::make_unique<Everyone>())
{
    restart();
}

FuzzedApi::~FuzzedApi() = default;

void FuzzedApi::restart()
{
    m_api.reset();
    m_store.reset();
    m_random = std::make_unique<SeededRandom>(1);
    m_ids = std::make_unique<UuidSource>(m_clock, *m_random);
    auto store = backend::SqlStore::open({test::newStore(), pensieveSchema(), m_clock, *m_ids, *m_random});
    require(bool(store), "no store");
    m_store = std::move(store).value();
    m_api = std::make_unique<backend::Api>(
        backend::ApiContext{pensieveSchema(), *m_store, *m_store, m_clock, *m_ids, *m_everyone, &m_everyone->login});
    m_handled = 0;
    // Three pushes of one title, the last without having seen the second: a conflict.
    Request push{"POST", "/api/sync/push", {}, {}, {}};
    push.headers.set("Content-Type", "application/json");
    for (const char *row :
         {R"("title":"a")", R"("title":"b","_base":1736760600001)", R"("title":"c","_base":1736760600001)"}) {
        push.body = std::string(R"({"changes":{"todos":{"updated":[{"id":"00000000-0000-4000-8000-000000000001",)")
            + row + "}]}}}";
        require(handle(push).status == 200, "no push");
    }
    const auto conflicts = m_store->listConflicts({});
    require(conflicts && conflicts->items.size() == 1, "no conflict");
    m_conflict = conflicts->items[0].id;
}

Response FuzzedApi::handle(Request request)
{
    if (++m_handled > kLife)
        restart();
    Result<Response> whole = drained(m_api->handle(request));
    require(bool(whole), "a stream was cut");
    checkAnswer(request, *whole);
    return std::move(whole).value();
}

void FuzzedApi::checkAnswer(const Request &request, const Response &response) const
{
    const std::string what = request.method + ' ' + request.target + ": " + std::to_string(response.status) + ' '
        + response.body.substr(0, 500);
    simdjson::dom::parser parser;
    element body;
    const std::string_view type = response.headers.get("Content-Type");
    const bool isProblem = type == "application/problem+json";
    if (type.ends_with("json"))
        require(parser.parse(response.body).get(body) == simdjson::SUCCESS, what + " (no JSON)");
    std::string code;
    if (response.status >= 400) {
        std::int64_t status = 0;
        require(isProblem && body["status"].get_int64().get(status) == simdjson::SUCCESS && status == response.status,
                what + " (no problem document)");
        code = text(body, "code");
    }
    const backend::Route *route = routeOf(request);
    if (!route) {
        require(response.status == 404 || response.status == 405, what);
        return;
    }
    const std::string answer = std::string(route->method) + ' ' + std::string(route->pattern) + ' '
        + std::to_string(response.status) + ' ' + code;
    require(m_documented.contains(answer), what + " (not documented)");
}

} // namespace tidemark::fuzz
