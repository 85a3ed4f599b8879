// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/PostgresDatabase.h"
#include "backend/store/RollupTable.h"
#include "backend/store/SqlStore.h"
#include "backend/store/SqliteDatabase.h"
#include "tests/bench/Figures.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <unistd.h>

/// GET stats as the store answers it, after a month of ten million requests. The tallies stand in the database as
/// they would after that month: minutes, five minutes and hours by age; the logs they were made of are not read.

namespace {

using namespace tidemark;
using namespace tidemark::backend;

constexpr std::int64_t kRequests = 10'000'000;
constexpr std::int64_t kPeriod = 30 * kDayMs;
constexpr std::array kPhaseNames{"queue", "auth", "parse", "database", "serialise", "send"};
constexpr std::array kTypes{"pull", "push"};
constexpr std::array kResults{"SUCCESS", "TIMEOUT", "SERVER_ERROR"};

template <typename T> T orEnd(Result<T> result)
{
    if (result)
        return std::move(*result);
    std::fprintf(stderr, "bench_stats: %s\n", result.error().detail.c_str());
    std::exit(2);
}

void orEnd(const Result<void> &result)
{
    if (result)
        return;
    std::fprintf(stderr, "bench_stats: %s\n", result.error().detail.c_str());
    std::exit(2);
}

/// A folder, or a schema in the cluster that TIDEMARK_TEST_POSTGRES names.
class Place {
public:
    Place()
    {
        const std::string name = "bench" + std::to_string(::getpid());
        if (const char *url = std::getenv("TIDEMARK_TEST_POSTGRES")) {
            std::string text;
            std::getline(std::ifstream(url), text);
            orEnd(orEnd(PostgresDatabase::open(text))->execute("CREATE SCHEMA " + name));
            m_location = text + "&options=-csearch_path%3D" + name;
            return;
        }
        m_folder = std::filesystem::temp_directory_path() / ("tidemark-" + name);
        std::filesystem::create_directory(m_folder);
        m_location = m_folder / "stats.sqlite";
    }
    ~Place()
    {
        if (!m_folder.empty())
            std::filesystem::remove_all(m_folder);
    }
    Place(const Place &) = delete;
    Place &operator=(const Place &) = delete;

    const std::string &location() const { return m_location; }
    bool isPostgres() const { return m_folder.empty(); }

private:
    std::filesystem::path m_folder;
    std::string m_location;
};

/// The tallies of [start, start + width), in which requests come evenly; of phases those of `phaseWidth`.
void addSpan(Rollups &rollups, std::int64_t start, std::int64_t width, std::int64_t phaseWidth,
             std::mt19937_64 &random)
{
    std::array<std::array<Tally *, kResults.size()>, kTypes.size()> types{};
    for (std::size_t type = 0; type < kTypes.size(); ++type) {
        for (std::size_t result = 0; result < kResults.size(); ++result)
            types[type][result] = &rollups[{std::string(kTypeKind), width, start, kTypes[type], kResults[result]}];
    }
    std::array<Tally *, kPhaseNames.size()> phases{};
    for (std::size_t phase = 0; phase < kPhaseNames.size(); ++phase)
        phases[phase] =
            &rollups[{std::string(kPhaseKind), phaseWidth, floorTo(phaseWidth, start), kPhaseNames[phase], {}}];

    std::lognormal_distribution<double> duration(3, 1.2);
    const std::int64_t requests = kRequests * width / kPeriod;
    for (std::int64_t i = 0; i < requests; ++i) {
        const double ms = duration(random);
        const std::size_t result = random() % 50 < 48 ? 0 : 1 + random() % 2;
        types[random() % 3 == 0 ? 1 : 0][result]->add(result == 0, ms);
        for (Tally *phase : phases)
            phase->add(result == 0, ms / 6);
    }
}

void addDevices(Rollups &rollups, std::int64_t start, std::int64_t width, std::mt19937_64 &random)
{
    std::lognormal_distribution<double> duration(3, 1.2);
    for (int device = 0; device < 100; ++device) {
        Tally &tally =
            rollups[{std::string(kDeviceKind), width, start, "device " + std::to_string(random() % 2000), {}}];
        for (int i = 0; i < 100; ++i)
            tally.add(true, duration(random));
    }
}

void fill(Database &database, std::int64_t now)
{
    std::mt19937_64 random(1);
    const std::int64_t hours = floorTo(kHourMs, now - kSeriesKeptMs);
    const std::int64_t sums = floorTo(kHourMs, now - kSumsKeptMs);
    const std::int64_t minutes = floorTo(5 * kMinuteMs, now - 2 * kHourMs);
    for (std::int64_t start = floorTo(kHourMs, now - kPeriod); start <= now;) {
        const std::int64_t width = start < hours ? kHourMs : start < minutes ? 5 * kMinuteMs : kMinuteMs;
        Rollups rollups;
        const std::int64_t end = start + 12 * kHourMs;
        for (; start < end && start <= now && (start < hours) == (width == kHourMs)
             && (start < minutes) == (width != kMinuteMs);
             start += width) {
            addSpan(rollups, start, width, start < sums ? kHourMs : width, random);
            if (start % (start < sums ? kDayMs : kHourMs) == 0)
                addDevices(rollups, start, start < sums ? kDayMs : kHourMs, random);
        }
        Transaction transaction = orEnd(Transaction::beginWrite(database));
        orEnd(lockFigures(database));
        orEnd(mergeRollups(database, rollups));
        orEnd(transaction.commit());
    }
    const std::string numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000) ";
    const std::string from = std::to_string(now - kPeriod);
    orEnd(database.execute(
        numbers
        + "INSERT INTO sync_conflicts (id, user_id, device_id, entity, record_id, conflict_type, columns, client, "
          "server, resolved, policy, stamp, created_at) SELECT 'c' || i, 'u' || (i % 5000), '', CASE WHEN i % 3 = 0 "
          "THEN 'captures' ELSE 'todos' END, 'r' || i, 'edit_edit', '[]', '{}', '{}', '{}', 'per_column_merge', 1, "
        + from + " + CAST(i AS BIGINT) * 25000 FROM n"));
    orEnd(database.execute(
        numbers
        + "INSERT INTO failure_streaks (user_id, type, failures, since, last_at, last_result) SELECT "
          "'u' || i, 'pull', CASE WHEN i % 500 = 0 THEN 5 ELSE 0 END, 1, "
        + from + " + CAST(i AS BIGINT) * 25000, 'TIMEOUT' FROM n"));
    // As PostgreSQL does by itself in the course of that month.
    orEnd(database.execute(database.dialect() == SqlDialect::PostgreSql ? "VACUUM ANALYZE" : "ANALYZE"));
}

} // namespace

int main()
{
    const Place place;
    SystemClock clock;
    SystemRandom random;
    UuidSource ids(clock, random);
    const auto store = orEnd(SqlStore::open({place.location(), pensieveSchema(), clock, ids, random}));
    const std::int64_t now = clock.nowMs();
    fill(*orEnd(place.isPostgres() ? PostgresDatabase::open(place.location())
                                   : SqliteDatabase::open(place.location())),
         now);
    std::vector<bench::Figure> figures;
    for (const auto &[name, period] :
         {std::pair("24 h", kDayMs), std::pair("7 d", 7 * kDayMs), std::pair("30 d", kPeriod)}) {
        std::vector<double> times;
        std::int64_t requests = 0;
        for (int run = 0; run < 11; ++run) {
            const auto start = std::chrono::steady_clock::now();
            requests = orEnd(store->stats(period, now, {})).total.count;
            times.push_back(
                std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
        }
        if (requests < kRequests / 31 * (period / kDayMs))
            return 2;
        std::sort(times.begin(), times.end());
        figures.push_back({std::string("stats, ") + name, times[times.size() / 2], "ms", 50, false});
    }
    return bench::report(place.isPostgres() ? "statistics, PostgreSQL" : "statistics, SQLite", figures);
}
