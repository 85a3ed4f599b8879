// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/SimDevice.h"

#include <QSqlDatabase>
#include <QSqlQuery>

#include <algorithm>

#include <cstdlib>

namespace tidemark::sim {

namespace {

class SimKeys final : public KeyStore {
public:
    std::string_view source() const override { return "simulation"; }
    Result<SecretKey> wrappingKey(const std::string &) override
    {
        return SecretKey::fromBytes(std::string(SecretKey::kSize, 'k'));
    }
    Result<Made> makeWrappingKey() override
    {
        TRY(SecretKey key, wrappingKey({}));
        return Made{std::move(key), {}};
    }
};

Value randomValue(Random &random, const Column &column, const std::string &text)
{
    const std::uint64_t draw = random.below(1'000'000);
    switch (column.type) {
    case ColumnType::Enum: return column.values[draw % column.values.size()];
    case ColumnType::Integer:
    case ColumnType::Time: return static_cast<std::int64_t>(draw);
    case ColumnType::Real: return static_cast<double>(draw) / 8;
    case ColumnType::JsonArray: return "[\"" + text + "\"]";
    case ColumnType::Uuid: return "00000000-0000-4000-8000-" + std::to_string(100'000'000'000 + draw);
    case ColumnType::Text: break;
    }
    return text;
}

} // namespace

SimDevice::SimDevice(Scheduler &scheduler, SimServer &server, Random &random, const Options &options, int index,
                     std::string userId, SimNetwork::Witness witness)
    : m_random(random),
      m_userId(std::move(userId)),
      m_name("device " + std::to_string(index)),
      m_mutant(options.mutant),
      m_clock(scheduler),
      m_ids(m_clock, random),
      m_keys(std::make_unique<SimKeys>())
{
    const QStringList before = QSqlDatabase::connectionNames();
    auto opened =
        Replica::open({QStringLiteral(":memory:"), &pensieveSchema(), &m_clock, &m_ids, m_keys.get(), m_name, false});
    if (!opened)
        std::abort(); // a replica in memory that does not open is a broken build
    m_replica = std::move(opened).value();
    for (const QString &name : QSqlDatabase::connectionNames()) {
        if (!before.contains(name))
            m_connection = name;
    }
    m_network = std::make_unique<SimNetwork>(scheduler, server, random, options.faults, m_userId, std::move(witness));
    SyncEngine::Options engine;
    engine.cycle.userId = m_userId;
    engine.cycle.pageSize = 7; // small enough that paging and batching happen in short runs
    engine.cycle.batchSize = 3;
    m_engine = std::make_unique<SyncEngine>(
        *m_replica, *m_network, m_clock, m_ids, engine,
        SyncEngine::Callbacks{{}, [this](const SyncReport &report) { finished(report); }, {}});
}

SimDevice::~SimDevice() = default;

void SimDevice::finished(const SyncReport &report)
{
    ++m_syncs;
    m_lastReport = report;
    if (m_mutant == Mutant::ChangedClearedLate && report.pushed > 0)
        clearChangedOfLastPush();
}

void SimDevice::clearChangedOfLastPush()
{
    QSqlQuery query(QSqlDatabase::database(m_connection, false));
    for (const EntitySchema &entity : pensieveSchema().entities)
        query.exec(QStringLiteral("UPDATE %1 SET _changed = 0, _changed_columns = '{}'")
                       .arg(QString::fromStdString(entity.name)));
}

std::optional<std::string> SimDevice::randomRow(std::size_t entity, bool deleted)
{
    ListQuery query;
    query.withDeleted = true;
    const auto rows = m_replica->list(entity, query);
    if (!rows)
        return std::nullopt;
    std::vector<std::string> fitting;
    for (const merge::LocalRow &row : *rows) {
        if ((row.record.status == Status::Deleted) == deleted)
            fitting.push_back(row.record.id);
    }
    if (fitting.empty())
        return std::nullopt;
    std::sort(fitting.begin(), fitting.end());
    return fitting[m_random.below(fitting.size())];
}

Record SimDevice::randomEdit(std::size_t entity, std::string id)
{
    const EntitySchema &schema = pensieveSchema().entities[entity];
    Record edit = makeRecord(schema, std::move(id));
    const std::uint64_t columns = 1 + m_random.below(3);
    for (std::uint64_t i = 0; i < columns; ++i) {
        const std::size_t column = m_random.below(schema.columns.size());
        const std::string text = m_name + " edit " + std::to_string(++m_edits);
        setColumnValue(edit, column, randomValue(m_random, schema.columns[column], text));
    }
    return edit;
}

bool SimDevice::act()
{
    const std::size_t entity = m_random.below(pensieveSchema().entities.size());
    const std::uint64_t kind = m_random.below(100);
    bool done = true;
    if (kind < 18) {
        done = static_cast<bool>(m_replica->insert(entity, randomEdit(entity, {})));
    } else if (kind < 58) {
        const auto id = randomRow(entity, false);
        done = id && m_replica->update(entity, randomEdit(entity, *id));
    } else if (kind < 66) {
        const auto id = randomRow(entity, false);
        done = id && m_replica->remove(entity, *id);
    } else if (kind < 72) {
        const auto id = randomRow(entity, true);
        done = id && m_replica->restore(entity, *id);
    } else if (kind < 80) {
        m_network->setOnline(kind >= 75);
    } else {
        m_engine->request(SyncReason::Manual);
    }
    if (done && kind < 72)
        m_engine->request(SyncReason::LocalEdit);
    return done;
}

} // namespace tidemark::sim
