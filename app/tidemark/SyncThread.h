// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/tidemark/Environment.h"
#include "demo/DemoWorld.h"
#include "sync/Device.h"

#include <QObject>
#include <QThread>

#include <memory>

namespace tidemark::window {

/// The thread that owns the window's device, and in a demo the simulated devices. The window talks to them by signals
/// and queued calls only. GUI thread; destroying it ends the thread.
class SyncThread : public QObject {
    Q_OBJECT
public:
    SyncThread();
    ~SyncThread() override;

    /// Makes the device of the environment, and waits until it is there.
    Result<void> startDevice(const Environment &environment);
    /// Fills the world beside it. The backend outlives this.
    Result<void> startWorld(demo::DemoBackend &backend, const demo::DemoWorld::Options &options);

    /// For connections and queued calls only; lives on the sync thread.
    Device *device() const { return m_device; }

Q_SIGNALS:
    void figuresChanged(const tidemark::demo::DemoFigures &figures);

private:
    QThread m_thread;
    QObject *m_home; ///< lives on the thread; what is made there is its child
    Device *m_device = nullptr;
    SystemRandom m_random;
    SystemClock m_clock;
    std::unique_ptr<KeyStore> m_keys;
};

} // namespace tidemark::window
