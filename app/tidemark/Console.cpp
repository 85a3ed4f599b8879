// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/tidemark/Console.h"

#include "ui/pages/ConflictsPage.h"
#include "ui/pages/LatencyPage.h"
#include "ui/pages/LogsPage.h"
#include "ui/pages/ReplicaPage.h"

#include <QEvent>
#include <QPointer>

#include <algorithm>

namespace tidemark::window {

namespace {

constexpr int kRefreshMs = 2'000;
constexpr int kRunOfFailures = 4;   // more than three (S13)
constexpr qint64 kQuietMs = 10'000; // between desktop notifications of one kind
constexpr qint64 kIntervalMs = 30'000;

ui::SyncOutcome outcomeOf(SyncResult result)
{
    switch (result) {
    case SyncResult::Success: return ui::SyncOutcome::Success;
    case SyncResult::NetworkError: return ui::SyncOutcome::NetworkError;
    case SyncResult::AuthError: return ui::SyncOutcome::AuthError;
    case SyncResult::Conflict: return ui::SyncOutcome::Conflict;
    case SyncResult::Timeout: return ui::SyncOutcome::Timeout;
    case SyncResult::Cancelled: return ui::SyncOutcome::Cancelled;
    case SyncResult::ServerError:
    case SyncResult::LocalFault: break;
    }
    return ui::SyncOutcome::ServerError;
}

ui::Connection connectionAfter(const SyncReport &report)
{
    if (report.error.code == "pin_mismatch")
        return ui::Connection::PinMismatch;
    switch (report.result) {
    case SyncResult::NetworkError:
    case SyncResult::Timeout: return ui::Connection::Offline;
    case SyncResult::AuthError: return ui::Connection::SignIn;
    default: return ui::Connection::Online;
    }
}

double phaseMs(const SyncReport &report, std::string_view name)
{
    for (const auto &[phase, ms] : report.phases) {
        if (phase == name)
            return ms;
    }
    return -1;
}

} // namespace

Result<std::unique_ptr<Console>> Console::open(const Environment &environment, SyncThread &sync)
{
    std::unique_ptr<Console> console(new Console(environment, sync));
    CHECK(console->build());
    return console;
}

Console::Console(const Environment &environment, SyncThread &sync) : m_environment(environment), m_sync(sync) {}

Console::~Console()
{
    m_window.reset(); // the pages hold what is destroyed next
}

Result<void> Console::build()
{
    TRY(m_transport, HttpTransport::create({m_environment.url, m_environment.pins, m_environment.consoleTokens, {}}));
    m_admin = std::make_unique<AdminClient>(*m_transport);
    TRY(m_keys, makeKeyStore(m_environment.keys));
    TRY(m_replica,
        Replica::open({m_environment.replicaPath, &pensieveSchema(), &m_clock, &m_ids, m_keys.get(),
                       m_environment.deviceName, true}));
    m_window = std::make_unique<ui::MainWindow>([this] { return m_clock.nowMs(); }, m_environment.settingsPath);
    m_logs = new ui::LogsPage(*m_admin, m_clock);
    m_conflicts = new ui::ConflictsPage(*m_admin, pensieveSchema(), m_clock);
    m_latency = new ui::LatencyPage(*m_admin, m_clock);
    m_replicaPage = new ui::ReplicaPage(pensieveSchema(), m_clock, m_ids);
    for (ui::Page *page : std::initializer_list<ui::Page *>{m_logs, m_conflicts, m_latency, m_replicaPage})
        m_window->addPage(page);
    m_replicaPage->setReplica(m_replica.get(), m_environment.owner);
    m_conflicts->setWritable(m_environment.role == ui::UserRole::Admin);
    if (!m_environment.accessReason.isEmpty())
        m_conflicts->setAccessReason(m_environment.accessReason);
    m_state.profile = m_environment.profile;
    m_state.role = m_environment.role;
    if (m_environment.demo)
        m_state.profile = {QStringLiteral("demo"), tr("Demo"), tr("on this machine"), ui::Role::ProfileDemo, false};
    connectDevice();
    connectShell();
    connectPages();
    readPending();
    m_window->setState(m_state);
    m_window->installEventFilter(this);
    if (m_environment.demo)
        m_window->setPeriod(3'600'000); // a demo has no yesterday
    connect(&m_refreshTimer, &QTimer::timeout, this, &Console::refresh);
    m_refreshTimer.start(kRefreshMs);
    refresh();
    return {};
}

void Console::connectDevice()
{
    Device *device = m_sync.device();
    connect(device, &Device::rowsChanged, m_replicaPage, &ui::ReplicaPage::rowsChanged);
    connect(device, &Device::rowsChanged, this, &Console::readPending);
    connect(device, &Device::editRefused, m_replicaPage, &ui::ReplicaPage::editRefused);
    connect(device, &Device::progressed, this, &Console::noteProgress);
    connect(device, &Device::synced, this, &Console::noteSync);
    connect(device, &Device::stateChanged, this, &Console::noteEngine);
    connect(m_replicaPage, &ui::ReplicaPage::insertRequested, device, &Device::insert);
    connect(m_replicaPage, &ui::ReplicaPage::updateRequested, device, &Device::update);
    connect(m_replicaPage, &ui::ReplicaPage::removeRequested, device, &Device::remove);
    connect(m_replicaPage, &ui::ReplicaPage::restoreRequested, device, &Device::restore);
    connect(m_replicaPage, &ui::ReplicaPage::syncRequested, device, &Device::syncNow);
    QMetaObject::invokeMethod(device, [device] {
        device->setInterval(kIntervalMs);
        device->syncNow();
    });
}

void Console::connectShell()
{
    Device *device = m_sync.device();
    connect(m_window.get(), &ui::MainWindow::syncRequested, device, &Device::syncNow);
    connect(m_window.get(), &ui::MainWindow::cancelRequested, device, &Device::cancel);
    connect(m_window.get(), &ui::MainWindow::retryRequested, device, &Device::retryNow);
    connect(m_window.get(), &ui::MainWindow::currentPageChanged, this, &Console::refresh);
}

void Console::connectPages()
{
    connect(m_latency, &ui::LatencyPage::logsRequested, this, [this](const QStringList &terms) {
        m_logs->setFilter(terms);
        m_window->openPage(m_logs->objectName());
    });
    connect(m_conflicts, &ui::ConflictsPage::decided, m_sync.device(), &Device::syncNow);
}

void Console::refresh()
{
    if (auto *page = m_window->currentPage())
        page->refresh();
    if (m_window->currentPage() != m_conflicts)
        m_conflicts->refresh(); // its badge is seen from every page
    watchConflicts();
    watchFailures();
}

bool Console::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::LanguageChange && m_environment.demo) {
        m_state.profile.name = tr("Demo");
        m_state.profile.detail = tr("on this machine");
        showState();
    }
    return QObject::eventFilter(watched, event);
}

void Console::showState()
{
    m_window->setState(m_state);
}

void Console::noteProgress(const SyncProgress &progress)
{
    m_state.progress.running = true;
    m_state.progress.done = progress.done;
    m_state.progress.total = progress.total > 0 ? progress.total : -1;
    m_state.progress.phase = progress.phase == SyncPhase::Pull ? ui::SyncPhase::Pulling
        : progress.phase == SyncPhase::Apply                   ? ui::SyncPhase::Applying
                                                               : ui::SyncPhase::Pushing;
    showState();
}

void Console::noteSync(const SyncReport &report)
{
    const ui::Connection connection = connectionAfter(report);
    if (connection != m_state.connection.state || m_state.connection.sinceMs < 0)
        m_state.connection.sinceMs = m_clock.nowMs();
    m_state.connection.state = connection;
    const double wait = phaseMs(report, "wait");
    m_state.connection.latencyMs =
        wait >= 0 && connection == ui::Connection::Online ? static_cast<qint64>(std::max(1.0, wait)) : -1;
    m_state.lastSync = {outcomeOf(report.result), report.startedAt, report.pulled, report.pushed,
                        static_cast<qint64>(report.durationMs)};
    readPending();
    notifyOfSync(report);
}

void Console::noteEngine(const EngineState &state)
{
    if (state.syncing && !m_state.progress.running)
        m_state.progress = {true, ui::SyncPhase::Connecting, 0, -1};
    if (!state.syncing)
        m_state.progress = {};
    m_state.next = {state.attempt > 0 ? state.attempt + 1 : 0, state.nextTryAt > 0 ? state.nextTryAt : -1};
    showState();
    if (!state.syncing)
        notifyOfFailures(state.attempt);
}

void Console::readPending()
{
    const auto entities = m_replica->entityMeta();
    if (entities) {
        m_state.pendingChanges = 0;
        for (const EntityMeta &entity : *entities)
            m_state.pendingChanges += entity.pending;
    }
    showState();
}

void Console::notifyOfSync(const SyncReport &report)
{
    if (!report.conflicts.empty()) {
        m_window->notifications()->notify(tr("A conflict on this device"),
                                          tr("%n of your changes met a newer one on the server.", nullptr,
                                             static_cast<int>(report.conflicts.size())),
                                          m_conflicts->objectName());
    }
    if (!report.rejected.empty()) {
        m_window->notifications()->notify(tr("The server refused a record"),
                                          tr("%n records are set aside. Correct them on the Replica page.", nullptr,
                                             static_cast<int>(report.rejected.size())),
                                          m_replicaPage->objectName());
    }
}

void Console::notifyOfFailures(int attempt)
{
    if (attempt == kRunOfFailures) {
        m_window->notifications()->notify(
            tr("Syncs keep failing"), tr("This device has failed 4 times in a row. Your changes are safe and wait."),
            m_logs->objectName());
    }
}

/// Tells of new conflicts in which a delete won or an override stood: somebody lost something they may miss.
QCoro::Task<> Console::watchConflicts()
{
    const QPointer<Console> self(this);
    ConflictFilter filter; // named: GCC 12 destroys a braced temporary of a co_await expression twice
    const auto page = co_await m_admin->conflicts(std::move(filter), 50);
    if (!self || !page)
        co_return;
    int critical = 0;
    for (const ConflictItem &item : page->items) {
        const bool isNew = m_knownConflicts.insert(item.id).second && m_conflictsRead;
        critical += isNew && (item.policy == "delete_wins" || item.policy == "override") ? 1 : 0;
    }
    m_conflictsRead = true;
    if (critical > 0 && m_clock.nowMs() - m_lastNotice >= kQuietMs) {
        m_lastNotice = m_clock.nowMs();
        m_window->notifications()->notify(
            tr("A critical conflict"),
            tr("An edit lost against a deletion or an override. The losing values are kept."),
            m_conflicts->objectName());
    }
}

/// Tells once of every user whose syncs have begun to fail again and again.
QCoro::Task<> Console::watchFailures()
{
    const QPointer<Console> self(this);
    const auto stats = co_await m_admin->stats("1h");
    if (!self || !stats)
        co_return;
    std::set<std::string> failing;
    for (const FailingUser &user : stats->failingUsers) {
        failing.insert(user.userId);
        if (!m_failingUsers.contains(user.userId)) {
            m_window->notifications()->notify(
                tr("Syncs of a user keep failing"),
                tr("%1 has failed %n times in a row.", nullptr, static_cast<int>(user.consecutiveFailures))
                    .arg(QString::fromStdString(user.email.empty() ? user.userId : user.email)),
                m_logs->objectName());
        }
    }
    m_failingUsers = std::move(failing);
}

} // namespace tidemark::window
