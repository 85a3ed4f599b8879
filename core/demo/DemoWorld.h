// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admin/AdminClient.h"
#include "demo/DemoBackend.h"
#include "demo/Notes.h"
#include "demo/UnsteadyTransport.h"
#include "keys/KeyFile.h"
#include "sync/Device.h"
#include "transport/HttpTransport.h"
#include "transport/QtClock.h"

#include <QObject>
#include <QTimer>

#include <map>
#include <memory>
#include <vector>

namespace tidemark::demo {

struct DemoUser {
    std::string id;
    std::string email;
};

/// What has happened in the demo so far.
struct DemoFigures {
    std::map<std::string, std::int64_t> syncs; ///< attempts of the simulated devices, by result name
    std::int64_t pulled = 0;
    std::int64_t pushed = 0;
    std::int64_t conflicts = 0;
    std::int64_t overrides = 0;
    std::int64_t reverts = 0;
};

/// A small living world: two users with two devices each, on real sockets against the embedded backend. They write,
/// go offline, edit the same records, delete what the other edits, and meet every kind of failure; an admin overrules
/// a conflict now and then. When the backend's clock is behind, the world first hurries through that past. What is
/// done follows from the seed; how long it takes does not.
/// Lives on the sync thread: make it there, and destroy it there.
class DemoWorld : public QObject {
    Q_OBJECT
public:
    struct Options {
        std::uint64_t seed = 1;
        double speed = 1;  ///< 2.5 acts a second at 1
        QString directory; ///< replicas are made here
        bool admin = true; ///< overrules conflicts by itself
    };

    static const DemoUser &camille();
    static const DemoUser &tom();

    DemoWorld(DemoBackend &backend, Options options);
    ~DemoWorld() override;

    /// Makes the devices and begins. Errors: those of Replica and HttpTransport.
    Result<void> start();
    const DemoFigures &figures() const { return m_figures; }

Q_SIGNALS:
    void figuresChanged(const tidemark::demo::DemoFigures &figures);

private:
    struct DemoDevice;

    Result<std::unique_ptr<DemoDevice>> makeDevice(const DemoUser &user, const QString &name);
    Result<std::unique_ptr<Transport>> line(const std::string &token) const;
    void tick();
    void live();
    int liveInterval() const;
    void everydayAct(DemoDevice &device);
    void stageRivalry();
    void stageDeletion();
    void stageRefusal();
    void meet(DemoDevice &first, DemoDevice &second);
    std::optional<merge::LocalRow> someRow(DemoDevice &device, std::size_t entity);
    std::optional<merge::LocalRow> sharedRow(DemoDevice &first, DemoDevice &second, std::size_t entity);
    QCoro::Task<> overruleOne();
    void count(const SyncReport &report);

    DemoBackend &m_backend;
    Options m_options;
    SeededRandom m_random;
    QtClock m_clock;
    SystemRandom m_idRandom;
    Mishaps m_mishaps;
    Notes m_notes;
    KeyFile m_keys;
    std::vector<std::unique_ptr<DemoDevice>> m_devices;
    std::unique_ptr<Transport> m_adminLine;
    std::unique_ptr<AdminClient> m_admin;
    QTimer m_timer;
    std::int64_t m_ticks = 0;
    std::int64_t m_pastActs = 0; ///< acts left of the past
    bool m_overruling = false;
    DemoFigures m_figures;
};

} // namespace tidemark::demo

Q_DECLARE_METATYPE(tidemark::demo::DemoFigures)
