// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/Device.h"

#include "sync/SyncEngine.h"

namespace tidemark {

Device::Device(Parts parts, std::string userId, QObject *parent) : QObject(parent), m_parts(std::move(parts))
{
    SyncEngine::Options options;
    options.cycle.userId = std::move(userId);
    options.lockPath = m_parts.replica->lockPath();
    SyncEngine::Callbacks callbacks;
    callbacks.progress = [this](const SyncProgress &progress) { Q_EMIT progressed(progress); };
    callbacks.state = [this](const EngineState &state) { Q_EMIT stateChanged(state); };
    callbacks.finished = [this](const SyncReport &report) {
        if (report.pulled > 0 || report.pushed > 0 || !report.rejected.empty())
            Q_EMIT rowsChanged();
        Q_EMIT synced(report);
    };
    m_engine = std::make_unique<SyncEngine>(*m_parts.replica, *m_parts.transport, *m_parts.clock, *m_parts.ids,
                                            std::move(options), std::move(callbacks));
}

Device::~Device() = default;

void Device::finishEdit(const Result<void> &outcome)
{
    if (!outcome) {
        Q_EMIT editRefused(outcome.error());
        return;
    }
    Q_EMIT rowsChanged();
    m_engine->request(SyncReason::LocalEdit);
}

void Device::insert(int entity, const Record &record)
{
    const auto id = m_parts.replica->insert(static_cast<std::size_t>(entity), record);
    finishEdit(id ? Result<void>() : Result<void>(id.error()));
}

void Device::update(int entity, const Record &edit)
{
    finishEdit(m_parts.replica->update(static_cast<std::size_t>(entity), edit));
}

void Device::remove(int entity, const QString &id)
{
    finishEdit(m_parts.replica->remove(static_cast<std::size_t>(entity), id.toStdString()));
}

void Device::restore(int entity, const QString &id)
{
    finishEdit(m_parts.replica->restore(static_cast<std::size_t>(entity), id.toStdString()));
}

void Device::syncNow()
{
    m_engine->request(SyncReason::Manual);
}

void Device::cancel()
{
    m_engine->cancel();
}

void Device::retryNow()
{
    m_engine->retryNow();
}

void Device::setInterval(qint64 ms)
{
    m_engine->setInterval(ms);
}

} // namespace tidemark
