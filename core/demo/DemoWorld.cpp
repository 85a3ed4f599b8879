// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/DemoWorld.h"

#include <QPointer>
#include <QUrl>

#include <algorithm>
#include <array>
#include <cmath>

namespace tidemark::demo {

namespace {

const std::size_t kTodos = *pensieveSchema().entityIndex("todos");
const std::size_t kCaptures = *pensieveSchema().entityIndex("captures");
constexpr std::int64_t kPastActs = 300;
constexpr int kPastIntervalMs = 8;

} // namespace

struct DemoWorld::DemoDevice {
    std::unique_ptr<Device> device;
    UnsteadyTransport *line = nullptr; ///< owned by the device

    Replica &replica() { return device->replica(); }
};

const DemoUser &DemoWorld::camille()
{
    static const DemoUser user{"c0ffee00-0000-4000-8000-000000000001", "camille.durand@example.org"};
    return user;
}

const DemoUser &DemoWorld::tom()
{
    static const DemoUser user{"c0ffee00-0000-4000-8000-000000000002", "tom.becker@example.org"};
    return user;
}

DemoWorld::DemoWorld(DemoBackend &backend, Options options)
    : m_backend(backend),
      m_options(std::move(options)),
      m_random(m_options.seed),
      m_mishaps(m_random),
      m_notes(m_random),
      m_keys(m_options.directory + QStringLiteral("/demo.key"))
{
    connect(&m_timer, &QTimer::timeout, this, &DemoWorld::tick);
}

DemoWorld::~DemoWorld()
{
    // An override that waits for its answer goes on when its line closes, and then still needs all the rest.
    m_adminLine.reset();
}

Result<std::unique_ptr<Transport>> DemoWorld::line(const std::string &token) const
{
    TRY(std::unique_ptr<Transport> transport,
        HttpTransport::create(
            {QUrl(QString::fromStdString(m_backend.url())), {}, std::make_shared<StaticToken>(token), {}}));
    return transport;
}

Result<std::unique_ptr<DemoWorld::DemoDevice>> DemoWorld::makeDevice(const DemoUser &user, const QString &name)
{
    auto clock = std::make_unique<QtClock>();
    auto ids = std::make_unique<UuidSource>(m_clock, m_idRandom);
    const QString path = m_options.directory + QLatin1Char('/') + name + QStringLiteral(".sqlite");
    TRY(auto replica,
        Replica::open({path, &pensieveSchema(), clock.get(), ids.get(), &m_keys, name.toStdString(), false}));
    TRY(auto good, line(m_backend.token(user.id, "user", user.email)));
    TRY(auto expired, line(m_backend.token(user.id, "user", user.email, -60)));
    auto unsteady =
        std::make_unique<UnsteadyTransport>(std::move(good), std::move(expired), m_mishaps, m_random, *clock);
    auto made = std::make_unique<DemoDevice>();
    made->line = unsteady.get();
    made->device = std::make_unique<Device>(
        Device::Parts{std::move(replica), std::move(unsteady), std::move(clock), std::move(ids)}, user.id);
    connect(made->device.get(), &Device::synced, this, &DemoWorld::count);
    return made;
}

Result<void> DemoWorld::start()
{
    const std::array devices{
        std::pair(&camille(), QStringLiteral("Pixel 8")), std::pair(&camille(), QStringLiteral("iPad")),
        std::pair(&tom(), QStringLiteral("Galaxy S24")), std::pair(&tom(), QStringLiteral("Fairphone 5"))};
    for (const auto &[user, name] : devices) {
        TRY(auto device, makeDevice(*user, name));
        m_devices.push_back(std::move(device));
    }
    TRY(m_adminLine, line(m_backend.token("c0ffee00-0000-4000-8000-0000000000aa", "admin", "admin@example.org")));
    m_admin = std::make_unique<AdminClient>(*m_adminLine);
    for (const auto &device : m_devices) {
        for (std::size_t entity = 0; entity < pensieveSchema().entities.size(); ++entity) {
            for (int i = 0; i < 6; ++i)
                device->device->insert(static_cast<int>(entity), m_notes.create(entity));
        }
        device->device->syncNow();
    }
    m_pastActs = m_backend.clock().behindMs() > 0 ? kPastActs : 0;
    m_timer.start(m_pastActs > 0 ? kPastIntervalMs : liveInterval());
    return {};
}

int DemoWorld::liveInterval() const
{
    return std::max(20, static_cast<int>(std::lround(400 / std::max(0.1, m_options.speed))));
}

void DemoWorld::count(const SyncReport &report)
{
    ++m_figures.syncs[std::string(syncResultName(report.result))];
    m_figures.pulled += report.pulled;
    m_figures.pushed += report.pushed;
    m_figures.conflicts += static_cast<std::int64_t>(report.conflicts.size());
    Q_EMIT figuresChanged(m_figures);
}

void DemoWorld::tick()
{
    if (m_pastActs > 0) {
        m_backend.clock().catchUp(m_backend.clock().behindMs() / m_pastActs);
        if (--m_pastActs == 0)
            m_timer.setInterval(liveInterval());
    }
    live();
}

void DemoWorld::live()
{
    ++m_ticks;
    // The past has more everyday life in it than a demo has time for.
    const auto every = [&](std::int64_t acts) { return m_ticks % (m_pastActs > 0 ? 4 * acts : acts) == acts / 2; };
    if (every(9)) {
        stageRivalry();
    } else if (every(23)) {
        stageDeletion();
    } else if (every(17)) {
        stageRefusal();
    } else {
        DemoDevice &device = *m_devices[m_random.below(m_devices.size())];
        everydayAct(device);
        if (m_pastActs > 0 && device.line->online())
            device.device->retryNow();
    }
    if (m_options.admin && every(8) && !m_overruling)
        overruleOne();
}

void DemoWorld::everydayAct(DemoDevice &device)
{
    const std::size_t entity = m_random.below(pensieveSchema().entities.size());
    const std::uint64_t kind = m_random.below(20);
    if (kind < 5) {
        device.device->insert(static_cast<int>(entity), m_notes.create(entity));
    } else if (kind < 13) {
        if (const auto row = someRow(device, entity))
            device.device->update(static_cast<int>(entity), m_notes.edit(entity, row->record, m_clock.nowMs()));
    } else if (kind == 13) {
        if (const auto row = someRow(device, entity))
            device.device->remove(static_cast<int>(entity), QString::fromStdString(row->record.id));
    } else if (kind == 14) {
        device.line->setOnline(!device.line->online());
    } else if (kind == 15) {
        device.line->setOnline(true);
        device.device->retryNow();
    } else {
        device.device->syncNow();
    }
}

std::optional<merge::LocalRow> DemoWorld::someRow(DemoDevice &device, std::size_t entity)
{
    ListQuery query;
    query.limit = 50;
    const auto rows = device.replica().list(entity, query);
    if (!rows || rows->empty())
        return std::nullopt;
    return (*rows)[m_random.below(rows->size())];
}

std::optional<merge::LocalRow> DemoWorld::sharedRow(DemoDevice &first, DemoDevice &second, std::size_t entity)
{
    for (int tries = 0; tries < 8; ++tries) {
        auto row = someRow(first, entity);
        if (!row || row->dirty)
            continue;
        const auto other = second.replica().find(entity, row->record.id);
        if (other && *other && !(*other)->dirty && (*other)->record.status == Status::Active)
            return row;
    }
    return std::nullopt;
}

/// Both come online and sync.
void DemoWorld::meet(DemoDevice &first, DemoDevice &second)
{
    for (DemoDevice *device : {&first, &second}) {
        device->line->setOnline(true);
        device->device->retryNow();
    }
}

/// Two devices of one user change the same columns of one row before either has heard of the other.
void DemoWorld::stageRivalry()
{
    const std::size_t pair = m_random.below(2) * 2;
    const std::size_t entity = m_random.chance(1, 2) ? kTodos : m_random.below(pensieveSchema().entities.size());
    DemoDevice &first = *m_devices[pair];
    DemoDevice &second = *m_devices[pair + 1];
    const auto row = sharedRow(first, second, entity);
    if (!row)
        return meet(first, second);
    first.device->update(static_cast<int>(entity), m_notes.rival(entity, row->record, 0));
    second.device->update(static_cast<int>(entity), m_notes.rival(entity, row->record, 1));
    meet(first, second);
}

/// One device deletes what the other one edits.
void DemoWorld::stageDeletion()
{
    const std::size_t pair = m_random.below(2) * 2;
    DemoDevice &first = *m_devices[pair];
    DemoDevice &second = *m_devices[pair + 1];
    const auto row = sharedRow(first, second, kTodos);
    if (!row)
        return meet(first, second);
    first.device->remove(static_cast<int>(kTodos), QString::fromStdString(row->record.id));
    second.device->update(static_cast<int>(kTodos), m_notes.edit(kTodos, row->record, m_clock.nowMs()));
    meet(first, second);
}

/// A device has a record that the server refuses.
void DemoWorld::stageRefusal()
{
    DemoDevice &device = *m_devices[m_random.below(m_devices.size())];
    device.device->insert(static_cast<int>(kCaptures), m_notes.createTooLarge(kCaptures));
    device.line->setOnline(true);
    device.device->retryNow();
}

/// The admin takes the newest conflict nobody has looked at, and gives the losing side its value back; sometimes
/// thinks better of it.
QCoro::Task<> DemoWorld::overruleOne()
{
    m_overruling = true;
    const QPointer<DemoWorld> self(this);
    ConflictFilter filter; // named: GCC 12 destroys a braced temporary of a co_await expression twice
    filter.entity = "todos";
    filter.state = "auto";
    const auto page = co_await m_admin->conflicts(std::move(filter), 5);
    if (!self)
        co_return;
    const auto isMerge = [](const ConflictItem &item) { return item.type == "edit_edit"; };
    if (page && std::any_of(page->items.begin(), page->items.end(), isMerge)) {
        const ConflictItem item = *std::find_if(page->items.begin(), page->items.end(), isMerge);
        const std::string reason = "demo: looking at a conflict";
        const auto detail = co_await m_admin->conflict(item.id, reason);
        if (!self)
            co_return;
        if (detail) {
            const std::vector<std::pair<std::string, std::string>> values{
                {"priority", "\"medium\""}, {"title", "\"Préparer l’atelier, salle B\""}};
            const auto done = co_await m_admin->overrideConflict(item.id, values, "Confirmed by phone.", reason,
                                                                 detail->currentStamp);
            if (!self)
                co_return;
            m_figures.overrides += done ? 1 : 0;
            if (done && m_figures.overrides % 3 == 2) {
                const auto undone =
                    co_await m_admin->revertConflict(item.id, "Wrong record after all.", reason, done->currentStamp);
                if (!self)
                    co_return;
                m_figures.reverts += undone ? 1 : 0;
            }
        }
    }
    m_overruling = false;
    Q_EMIT figuresChanged(m_figures);
}

} // namespace tidemark::demo
