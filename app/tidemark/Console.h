// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admin/AdminClient.h"
#include "app/tidemark/Environment.h"
#include "app/tidemark/SyncThread.h"
#include "replica/Replica.h"
#include "ui/shell/MainWindow.h"

#include <QObject>
#include <QTimer>

#include <memory>
#include <set>

namespace tidemark::ui {
class ConflictsPage;
class LatencyPage;
class LogsPage;
class ReplicaPage;
} // namespace tidemark::ui

namespace tidemark::window {

/// Puts the pages into the window and wires them to the device and the admin API: the one place where they meet.
/// GUI thread.
class Console : public QObject {
    Q_OBJECT
public:
    /// Errors: those of HttpTransport and Replica. `sync` and its device outlive the console.
    static Result<std::unique_ptr<Console>> open(const Environment &environment, SyncThread &sync);
    ~Console() override;

    ui::MainWindow &window() { return *m_window; }
    AdminClient &admin() { return *m_admin; }
    Replica &replica() { return *m_replica; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    Console(const Environment &environment, SyncThread &sync);
    Result<void> build();
    void connectDevice();
    void connectShell();
    void connectPages();
    void refresh();
    void showState();
    void noteProgress(const SyncProgress &progress);
    void noteSync(const SyncReport &report);
    void noteEngine(const EngineState &state);
    void notifyOfSync(const SyncReport &report);
    void notifyOfFailures(int attempt);
    void readPending();
    QCoro::Task<> watchConflicts();
    QCoro::Task<> watchFailures();

    const Environment m_environment;
    SyncThread &m_sync;
    SystemClock m_clock;
    SystemRandom m_random;
    UuidSource m_ids{m_clock, m_random};
    std::unique_ptr<KeyStore> m_keys;
    std::unique_ptr<HttpTransport> m_transport;
    std::unique_ptr<AdminClient> m_admin;
    std::unique_ptr<Replica> m_replica; ///< read-only, the window's own view of the device's file
    std::unique_ptr<ui::MainWindow> m_window;
    ui::LogsPage *m_logs = nullptr;
    ui::ConflictsPage *m_conflicts = nullptr;
    ui::LatencyPage *m_latency = nullptr;
    ui::ReplicaPage *m_replicaPage = nullptr;
    ui::ShellState m_state;
    QTimer m_refreshTimer;
    std::set<std::string> m_knownConflicts;
    bool m_conflictsRead = false;
    std::set<std::string> m_failingUsers;
    qint64 m_lastNotice = 0;
};

} // namespace tidemark::window
