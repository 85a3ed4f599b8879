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
#include <stop_token>
#include <thread>
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

/// The stamp an answer ends with.
std::string cursorIn(const std::string &answer)
{
    const std::string key = "\"timestamp\":";
    const auto from = answer.find(key) + key.size();
    return answer.substr(from, answer.find_first_of(",}", from) - from);
}

/// A push carries the newest stamp the device knows, as a client that syncs does; else every answer brings all rows
/// anew.
std::string withCursor(std::string body, const std::string &cursor)
{
    return body.replace(body.find(":0,"), 2, ":" + cursor);
}

/// A device that pushes batch after batch of new records.
class Device {
public:
    Device(const ServerProcess &server, int user)
        : m_client(server.port()),
          m_bodies(static_cast<std::uint64_t>(SystemClock().steadyUs())),
          m_token(ServerProcess::token(user)),
          m_id(m_bodies.id())
    {
    }

    /// @return how long the answer took, s
    double push()
    {
        const std::string body = m_cursor.empty() ? m_bodies.push() : withCursor(m_bodies.push(), m_cursor);
        return ask(LoadClient::post("/api/sync/push", m_token, m_id, m_bodies.id(), body));
    }
    /// What is new since the last answer.
    double pull()
    {
        return ask(LoadClient::get("/api/sync/pull?last_pulled_at=" + (m_cursor.empty() ? "0" : m_cursor), m_token));
    }

private:
    double ask(const std::string &request)
    {
        const double began = now();
        const std::string &answer = m_client.ask(request);
        const double seconds = now() - began;
        m_cursor = cursorIn(answer);
        return seconds;
    }

    LoadClient m_client;
    Bodies m_bodies;
    std::string m_token;
    std::string m_id;
    std::string m_cursor;
};

/// One device pushes batch after batch, and makes the next one while the server has nothing to do.
LoadResult pushOne(const ServerProcess &server, int user, int batches)
{
    Device device(server, user);
    LoadResult result;
    for (int i = 0; i < batches; ++i) {
        const double seconds = device.push();
        result.seconds += seconds;
        result.latencies.ms.push_back(seconds * 1000);
    }
    result.requests = result.latencies.ms.size();
    std::sort(result.latencies.ms.begin(), result.latencies.ms.end());
    return result;
}

LoadResult pushMany(const ServerProcess &server, int devices, int batches)
{
    struct Prepared {
        std::string token;
        std::string id;
        std::vector<std::string> bodies;
        std::vector<std::string> keys;
    };
    std::vector<Prepared> all(static_cast<std::size_t>(devices));
    for (int i = 0; i < devices; ++i) {
        Bodies bodies(1000 + static_cast<std::uint64_t>(i));
        Prepared &device = all[static_cast<std::size_t>(i)];
        device = {ServerProcess::token(1000 + i), bodies.id(), {}, {}};
        for (int batch = 0; batch < batches; ++batch) {
            device.bodies.push_back(bodies.push());
            device.keys.push_back(bodies.id());
        }
    }
    return runLoad(server.port(), devices, [&](int client, int turn, const std::string &answer) {
        const Prepared &device = all[static_cast<std::size_t>(client)];
        const auto batch = static_cast<std::size_t>(turn);
        if (batch >= device.bodies.size())
            return std::string();
        return LoadClient::post("/api/sync/push", device.token, device.id, device.keys[batch],
                                turn == 0 ? device.bodies[batch]
                                          : withCursor(device.bodies[batch], cursorIn(answer)));
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
        requests.push_back(LoadClient::get("/api/sync/pull?last_pulled_at=" + cursorIn(answer), token));
    }
    const double end = now() + seconds;
    return runLoad(server.port(), connections, [&](int client, int, const std::string &) {
        return now() < end ? requests[static_cast<std::size_t>(client)] : std::string();
    });
}

/// Connections that are open for nothing, and senders so slow that the server is only just patient with them.
class Crowd {
public:
    Crowd(const ServerProcess &server, int idle, int slow)
    {
        for (int i = 0; i < idle; ++i)
            m_idle.push_back(std::make_unique<LoadClient>(server.port()));
        for (int i = 0; i < slow; ++i) {
            m_slow.push_back(std::make_unique<LoadClient>(server.port()));
            m_slow.back()->send(
                "POST /api/sync/push HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n{");
        }
        // Connections are taken in order: when the last to come is answered, all are there.
        LoadClient(server.port()).ask("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
        m_sending = std::jthread([this](const std::stop_token &stop) {
            const std::string piece(1200, ' ');
            for (std::size_t turn = 0; !stop.stop_requested(); ++turn) {
                for (std::size_t i = turn % 20; i < m_slow.size(); i += 20)
                    m_slow[i]->send(piece);
                std::this_thread::sleep_for(std::chrono::milliseconds(50));
            }
        });
    }
    std::size_t size() const { return m_idle.size() + m_slow.size(); }

private:
    std::vector<std::unique_ptr<LoadClient>> m_idle;
    std::vector<std::unique_ptr<LoadClient>> m_slow;
    std::jthread m_sending; ///< each sender's piece a second; ends before they do
};

double medianOf(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

/// The median time in which a device pushes a batch and pulls, over some seconds; the first half second does not
/// count.
double medianSync(Device &device, double seconds)
{
    std::vector<double> times;
    for (const double start = now(); now() < start + seconds;) {
        const bool counts = now() > start + 0.5;
        const double time = device.push() + device.pull();
        if (counts)
            times.push_back(time);
    }
    return medianOf(std::move(times));
}

/// What a crowd costs a healthy client: rounds without and with it in turn, so that what changes on the machine
/// changes both, and the median of the rounds of each kind.
void crowded(const ServerProcess &server, std::vector<Figure> &figures)
{
    constexpr int kRounds = 7;
    constexpr double kRoundSeconds = 2.5;
    Device healthy(server, 3);
    std::vector<double> alone;
    std::vector<double> beside;
    double perConnection = 0;
    for (int round = 0; round < kRounds; ++round) {
        alone.push_back(medianSync(healthy, kRoundSeconds));
        const std::int64_t before = server.rssKb();
        const Crowd crowd(server, scaled(10'000), 200);
        if (round == 0)
            perConnection = double(server.rssKb() - before) / double(crowd.size());
        beside.push_back(medianSync(healthy, kRoundSeconds));
    }
    figures.push_back(
        {"push and pull beside 10,000 idle and 200 slow connections", medianOf(beside) / medianOf(alone), "×", 1.25});
    figures.push_back({"  alone, p50", medianOf(alone) * 1000, "ms"});
    figures.push_back({"  memory of an idle connection", perConnection, "kB", 10});
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

    const auto costOf = [](const LoadResult &load) { return load.seconds / double(load.requests); };
    const LoadResult warm = pushOne(server, 1, scaled(100));
    const LoadResult one = pushOne(server, 2, scaled(1000));
    figures.push_back({"push of 100,000 in batches of 100, one device",
                       rate(double(one.requests) * kBatch, one.seconds), "records/s", postgres ? 10'000.0 : 8'000.0,
                       true});
    figures.push_back({"  a batch, p50", one.latencies.at(0.5), "ms"});
    figures.push_back({"  a batch, p99", one.latencies.at(0.99), "ms"});

    const LoadResult many = pushMany(server, 64, scaled(40));
    figures.push_back({"push of batches of 100, 64 devices", rate(double(many.requests) * kBatch, many.seconds),
                       "records/s", postgres ? 20'000.0 : 0.0, true});
    figures.push_back({"  a batch, p50", many.latencies.at(0.5), "ms"});
    figures.push_back({"  a batch, p99", many.latencies.at(0.99), "ms", postgres ? 300.0 : 0.0});

    const LoadResult empty = emptyPulls(server, 64, 5);
    figures.push_back({"empty pulls at 64 connections", rate(double(empty.requests), empty.seconds), "1/s",
                       postgres ? 4'000.0 : 20'000.0, true});
    figures.push_back({"  p50", empty.latencies.at(0.5), "ms"});

    // The best of three, as the disk and the caches find it.
    Pulled whole;
    for (int run = 0; run < 3; ++run) {
        const Pulled pulled = pullWhole(server, 2);
        if (pulled.records != one.requests * kBatch)
            fail("the pull brought " + std::to_string(pulled.records) + " records");
        if (run == 0 || pulled.seconds < whole.seconds)
            whole = pulled;
    }
    figures.push_back(
        {"full pull of 100,000", rate(double(whole.records), whole.seconds), "records/s", 200'000, true});

    const LoadResult rest = pushOne(server, 2, scaled(9000));
    figures.push_back(
        {"push of 1,000,000: cost of a record against the first 10,000", costOf(rest) / costOf(warm), "×", 1.5});
    server.resetPeak();
    const Pulled million = pullWhole(server, 2);
    if (million.records != (one.requests + rest.requests) * kBatch)
        fail("the pull brought " + std::to_string(million.records) + " records");
    figures.push_back({"full pull of 1,000,000", rate(double(million.records), million.seconds), "records/s"});
    figures.push_back({"  peak memory of the server", double(server.peakRssKb()) / 1024, "MB", 100});

    crowded(server, figures);
    return report(postgres ? "backend on PostgreSQL" : "backend on SQLite", figures);
}
