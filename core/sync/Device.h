// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "replica/Replica.h"
#include "sync/SyncReport.h"
#include "transport/Transport.h"

#include <QObject>
#include <QString>

#include <memory>

namespace tidemark {

class SyncEngine;

/// One device: a replica, its way to the backend and its engine. Lives on the sync thread; windows talk to it through
/// queued signals and slots and read rows through a read-only Replica of their own.
class Device : public QObject {
    Q_OBJECT
public:
    struct Parts {
        std::unique_ptr<Replica> replica;
        std::unique_ptr<Transport> transport;
        std::unique_ptr<AsyncClock> clock;
        std::unique_ptr<IdSource> ids;
    };

    /// @param userId  the account the transport's token belongs to
    Device(Parts parts, std::string userId, QObject *parent = nullptr);
    ~Device() override;

    Replica &replica() { return *m_parts.replica; }

public Q_SLOTS:
    /// Each edit is one transaction, then rowsChanged() and a debounced sync; or editRefused().
    void insert(int entity, const tidemark::Record &record);
    void update(int entity, const tidemark::Record &edit);
    void remove(int entity, const QString &id);
    void restore(int entity, const QString &id);
    void syncNow();
    void cancel();
    void retryNow();
    /// Syncs every so many ms while idle; 0 turns it off.
    void setInterval(qint64 ms);

Q_SIGNALS:
    void rowsChanged();
    void editRefused(const tidemark::Error &error);
    void progressed(const tidemark::SyncProgress &progress);
    void synced(const tidemark::SyncReport &report);
    void stateChanged(const tidemark::EngineState &state);

private:
    void finishEdit(const Result<void> &outcome);

    Parts m_parts;
    std::unique_ptr<SyncEngine> m_engine;
};

} // namespace tidemark

Q_DECLARE_METATYPE(tidemark::Record)
Q_DECLARE_METATYPE(tidemark::Error)
