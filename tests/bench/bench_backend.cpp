// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The backend under load, over real sockets: pushes of one device and of 64, empty pulls, full pulls, memory. The
// store is SQLite, or the PostgreSQL cluster whose URL stands in the file that TIDEMARK_TEST_POSTGRES names.
// TIDEMARK_BENCH_SCALE divides the amounts, for a quick look.

#include "backend/store/PostgresDatabase.h"
#include "base/Clock.h"
#include "base/Random.h"
#include "base/Uuid.h"
#include "protocol/JsonWriter.h"
#include "tests/bench/Figures.h"
#include "tests/bench/LoadClient.h"
#include "tests/bench/ServerProcess.h"

#include <algorithm>
#include <chrono>
#include <fstream>
#include <memory>
#include <vector>

using namespace tidemark;
using namespace tidemark::bench;

namespace {

constexpr int kBatch = 100;

int scaled(int amount)
{
    return std::max(1, amount / std::stoi(environment("TIDEMARK_BENCH_SCALE", "1")));
}

/// Bodies of pushes: new todos of about 300 bytes of values.
class Bodies {
public:
    explicit Bodies(std::uint64_t seed) : m_random(seed), m_ids(m_clock, m_random) {}

    std::string push()
    {
        std::string text;
        JsonWriter json(text);
        json.beginObject().field("last_pulled_at", 0).key("changes").beginObject().key("todos").beginObject();
        json.key("created")
            .beginArray()
            .endArray()
            .key("deleted")
            .beginArray()
            .endArray()
            .key("updated")
            .beginArray();
        for (int i = 0; i < kBatch; ++i) {
            json.beginObject()
                .field("id", m_ids.next())
                .field("thought_id", m_ids.next())
                .field("idea_id", m_ids.next())
                .field("title", "Call the harbour master about berth " + std::to_string(m_random.next() % 100'000))
                .field("description",
                       "The boat has to be out of the water before the first frost, and the crane is booked for only "
                       "two days; ask for the morning.")
                .field("state", "todo")
                .field("priority", "medium")
                .field("deadline", std::int64_t{1'800'000'000'000})
                .endObject();
        }
        json.endArray().endObject().endObject().endObject();
        return text;
    }
    std::string id() { return m_ids.next(); }

private:
    SystemClock m_clock;
    SeededRandom m_random;
    UuidSource m_ids;
};

double now()
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

/// A push carries the newest stamp the device knows, as a client that syncs does; else every answer brings all rows
/// anew.
std::string withCursor(std::string body, const std::string &answer)
{
    const std::string key = "\"timestamp\":";
    const auto from = answer.find(key);
    if (from == std::string::npos)
        return body;
    const auto digits = answer.substr(from + key.size(), answer.find_first_of(",}", from) - from - key.size());
    return body.replace(body.find(":0,"), 2, ":" + digits);
}

/// One device pushes batch after batch.
LoadResult pushOne(const ServerProcess &server, int user, int batches)
{
    LoadClient client(server.port());
    Bodies bodies(static_cast<std::uint64_t>(user));
    const std::string token = ServerProcess::token(user);
    const std::string device = bodies.id();
    std::vector<std::string> made;
    for (int i = 0; i < batches; ++i)
        made.push_back(bodies.push());
    LoadResult result;
    std::string answer;
    const double start = now();
    for (const std::string &body : made) {
        const std::string request =
            LoadClient::post("/api/sync/push", token, device, bodies.id(), withCursor(body, answer));
        const double began = now();
        answer = client.ask(request);
        result.latencies.ms.push_back((now() - began) * 1000);
    }
    result.seconds = now() - start;
    result.requests = made.size();
    std::sort(result.latencies.ms.begin(), result.latencies.ms.end());
    return result;
}

LoadResult pushMany(const ServerProcess &server, int devices, int batches)
{
    struct Device {
        std::string token;
        std::string id;
        std::vector<std::string> bodies;
        std::vector<std::string> keys;
    };
    std::vector<Device> all(static_cast<std::size_t>(devices));
    for (int i = 0; i < devices; ++i) {
        Bodies bodies(1000 + static_cast<std::uint64_t>(i));
        Device &device = all[static_cast<std::size_t>(i)];
        device = {ServerProcess::token(1000 + i), bodies.id(), {}, {}};
        for (int batch = 0; batch < batches; ++batch) {
            device.bodies.push_back(bodies.push());
            device.keys.push_back(bodies.id());
        }
    }
    return runLoad(server.port(), devices, [&](int client, int turn, const std::string &answer) {
        const Device &device = all[static_cast<std::size_t>(client)];
        const auto batch = static_cast<std::size_t>(turn);
        if (batch >= device.bodies.size())
            return std::string();
        return LoadClient::post("/api/sync/push", device.token, device.id, device.keys[batch],
                                withCursor(device.bodies[batch], answer));
    });
}

std::size_t countRecords(std::string_view piece, std::string &tail)
{
    // A record is counted by its id; what may be cut between two pieces is looked at with the next.
    constexpr std::string_view mark = "{\"id\":\"";
    tail += piece;
    std::size_t count = 0;
    std::size_t at = 0;
    for (std::size_t found = 0; (found = tail.find(mark, at)) != std::string::npos; at = found + mark.size())
        ++count;
    tail.erase(0, std::max(at, tail.size() > mark.size() ? tail.size() - mark.size() + 1 : 0));
    return count;
}

struct Pulled {
    double seconds = 0;
    std::size_t records = 0;
};

Pulled pullWhole(const ServerProcess &server, int user)
{
    LoadClient client(server.port());
    Pulled pulled;
    std::string tail;
    const double start = now();
    client.drain(LoadClient::get("/api/sync/pull?last_pulled_at=0", ServerProcess::token(user)),
                 [&](std::string_view piece) { pulled.records += countRecords(piece, tail); });
    pulled.seconds = now() - start;
    return pulled;
}

LoadResult emptyPulls(const ServerProcess &server, int connections, double seconds)
{
    std::vector<std::string> requests;
    for (int i = 0; i < connections; ++i) {
        const std::string token = ServerProcess::token(1000 + i);
        LoadClient client(server.port());
        const std::string answer =
            client.ask(LoadClient::get("/api/sync/pull?last_pulled_at=0&entities=ideas", token));
        const auto from = answer.find("\"timestamp\":") + 12;
        requests.push_back(LoadClient::get(
            "/api/sync/pull?last_pulled_at=" + answer.substr(from, answer.find(',', from) - from), token));
    }
    const double end = now() + seconds;
    return runLoad(server.port(), connections, [&](int client, int, const std::string &) {
        return now() < end ? requests[static_cast<std::size_t>(client)] : std::string();
    });
}

/// The median of a healthy client's requests, alone and beside idle and slow connections.
void crowd(const ServerProcess &server, std::vector<Figure> &figures)
{
    const auto median = [&] { return emptyPulls(server, 1, 2).latencies.at(0.5); };
    const double alone = median();
    const std::int64_t before = server.rssKb();
    const int idle = scaled(10'000);
    std::vector<std::unique_ptr<LoadClient>> connections;
    for (int i = 0; i < idle; ++i)
        connections.push_back(std::make_unique<LoadClient>(server.port()));
    for (int i = 0; i < 200; ++i) {
        connections.push_back(std::make_unique<LoadClient>(server.port()));
        connections.back()->send(
            "POST /api/sync/push HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n{");
    }
    const double crowded = median();
    figures.push_back({"a healthy client beside 10,000 idle and 200 slow ones", crowded / alone, "×", 1.25});
    figures.push_back(
        {"memory of an idle connection", double(server.rssKb() - before) / double(connections.size()), "kB", 10});
}

/// A schema of its own in the cluster, so that every run begins with an empty store.
std::string newPostgresStore(const std::string &urlFile)
{
    std::ifstream file(urlFile);
    std::string url;
    if (!(file >> url))
        fail("no URL in " + urlFile);
    const std::string schema = "bench" + std::to_string(SystemClock().nowMs());
    const auto database = backend::PostgresDatabase::open(url);
    if (!database || !(*database)->execute("CREATE SCHEMA " + schema))
        fail("no schema in " + url);
    return url + "&options=-csearch_path%3D" + schema;
}

} // namespace

int main()
{
    const std::string urlFile = environment("TIDEMARK_TEST_POSTGRES", {});
    const bool postgres = !urlFile.empty();
    const ServerProcess server(postgres ? newPostgresStore(urlFile) : std::string(),
                               {"--max-connections", "12000", "--max-connections-per-address", "12000"});
    std::vector<Figure> figures;
    const auto rate = [](double count, double seconds) { return count / seconds; };

    const LoadResult warm = pushOne(server, 1, scaled(100));
    const LoadResult one = pushOne(server, 2, scaled(1000));
    figures.push_back({"push of 100,000 in batches of 100, one device",
                       rate(double(one.requests) * kBatch, one.seconds), "records/s", postgres ? 10'000.0 : 8'000.0,
                       true});
    figures.push_back({"  a batch, p50", one.latencies.at(0.5), "ms"});
    figures.push_back({"  a batch, p99", one.latencies.at(0.99), "ms"});
    figures.push_back({"  cost of a record, 100k against 10k",
                       (one.seconds / double(one.requests)) / (warm.seconds / double(warm.requests)), "×", 1.5});

    const LoadResult many = pushMany(server, 64, scaled(40));
    figures.push_back({"push of batches of 100, 64 devices", rate(double(many.requests) * kBatch, many.seconds),
                       "records/s", postgres ? 20'000.0 : 0.0, true});
    figures.push_back({"  a batch, p99", many.latencies.at(0.99), "ms", postgres ? 300.0 : 0.0});

    const LoadResult empty = emptyPulls(server, 64, 5);
    figures.push_back({"empty pulls at 64 connections", rate(double(empty.requests), empty.seconds), "1/s",
                       postgres ? 4'000.0 : 20'000.0, true});
    figures.push_back({"  p50", empty.latencies.at(0.5), "ms"});

    server.resetPeak();
    const Pulled whole = pullWhole(server, 2);
    figures.push_back(
        {"full pull, server alone", rate(double(whole.records), whole.seconds), "records/s", 200'000, true});
    if (whole.records != one.requests * kBatch)
        fail("the pull brought " + std::to_string(whole.records) + " records");
    figures.push_back({"  peak memory of the server", double(server.peakRssKb()) / 1024, "MB", 100});

    crowd(server, figures);
    return report(postgres ? "backend on PostgreSQL" : "backend on SQLite", figures);
}
