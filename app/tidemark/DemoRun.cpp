// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/tidemark/DemoRun.h"

#include "protocol/JsonWriter.h"
#include "ui/widgets/Language.h"
#include "ui/widgets/Theme.h"

#include <QAbstractItemView>
#include <QCoreApplication>
#include <QCoroTimer>
#include <QDir>
#include <QPlainTextEdit>
#include <QSaveFile>
#include <QToolButton>

#include <algorithm>
#include <array>
#include <chrono>

namespace tidemark::window {

namespace {

using namespace std::chrono_literals;

constexpr int kBeatMs = 5;
const std::size_t kTodos = *pensieveSchema().entityIndex("todos");

/// A page shows more with something selected.
void selectFirst(QWidget &window, const QString &view)
{
    auto *items = window.findChild<QAbstractItemView *>(view);
    if (items && items->model() && items->model()->rowCount() > 0)
        items->setCurrentIndex(items->model()->index(0, 0));
}

/// Layouts that were asked for by layouts too: a picture must not show words that are still being made room for.
void settle()
{
    for (int round = 0; round < 5; ++round)
        QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
}

/// An override about to be written: the first side that lost is taken, with a note.
void beginOverride(QWidget &window)
{
    for (QToolButton *button : window.findChildren<QToolButton *>()) {
        const QString name = button->objectName();
        const bool side =
            name.startsWith(QLatin1String("conflict.client.")) || name.startsWith(QLatin1String("conflict.server."));
        if (side && button->isEnabled() && !button->isChecked()) {
            button->click();
            break;
        }
    }
    if (auto *note = window.findChild<QPlainTextEdit *>(QStringLiteral("conflicts.note")))
        note->setPlainText(QStringLiteral("Confirmed by phone."));
}

} // namespace

DemoRun::DemoRun(Console &console, SyncThread &sync, Options options)
    : m_console(console),
      m_sync(sync),
      m_options(std::move(options)),
      m_random(m_options.seed + 77),
      m_notes(m_random)
{
    connect(&sync, &SyncThread::figuresChanged, this,
            [this](const demo::DemoFigures &figures) { m_figures = figures; });
    connect(sync.device(), &Device::synced, this,
            [this](const SyncReport &report) { ++m_ownSyncs[std::string(syncResultName(report.result))]; });
    connect(&m_heart, &QTimer::timeout, this, &DemoRun::beat);
    connect(&m_work, &QTimer::timeout, this, &DemoRun::workOnDevice);
    m_heart.setTimerType(Qt::PreciseTimer);
    m_heart.start(kBeatMs);
    m_work.start(1'500);
    QTimer::singleShot(static_cast<int>(m_options.forMs), this, [this] { finish(); });
}

void DemoRun::beat()
{
    if (m_sinceBeat.isValid() && m_measuring)
        m_longestBlockMs = std::max(m_longestBlockMs, m_sinceBeat.elapsed() - kBeatMs);
    m_sinceBeat.start();
}

void DemoRun::workOnDevice()
{
    // Every other act edits a row that the person's other devices edit too.
    const auto rows = m_console.replica().list(kTodos, {});
    const int entity = static_cast<int>(kTodos);
    Device *device = m_sync.device();
    if (m_random.chance(1, 2) || !rows || rows->empty()) {
        const Record record = m_notes.create(kTodos);
        QMetaObject::invokeMethod(device, [device, entity, record] { device->insert(entity, record); });
    } else {
        const Record edit = m_notes.edit(kTodos, (*rows)[m_random.below(rows->size())].record, SystemClock().nowMs());
        QMetaObject::invokeMethod(device, [device, entity, edit] { device->update(entity, edit); });
    }
}

QCoro::Task<> DemoRun::finish()
{
    m_measuring = false;
    m_work.stop();
    if (!m_options.screenshots.isEmpty())
        co_await takePictures();
    if (!m_options.reportFile.isEmpty()) {
        const bool written = co_await writeReport(); // not in the condition: GCC 12 mistakes && around co_await
        m_ok = m_ok && written;
    }
    Q_EMIT finished(m_ok);
}

QCoro::Task<> DemoRun::takePictures()
{
    if (!QDir().mkpath(m_options.screenshots))
        m_ok = false;
    ui::MainWindow &window = m_console.window();
    for (const char *page : {"logs", "conflicts", "latency", "replica"}) {
        const QString name = QString::fromLatin1(page);
        window.openPage(name);
        co_await QCoro::sleepFor(900ms);
        selectFirst(window, QStringLiteral("logs.table"));
        selectFirst(window, QStringLiteral("conflicts.list"));
        co_await QCoro::sleepFor(700ms);
        if (name == QLatin1String("conflicts"))
            beginOverride(window);
        for (const QSize size : {QSize(1440, 900), QSize(1024, 700)}) {
            window.resize(size);
            for (const bool dark : {false, true}) {
                ui::Theme::instance().apply(dark ? ui::Theme::Mode::Dark : ui::Theme::Mode::Light);
                for (const bool french : {false, true}) {
                    ui::Language::instance().set(french ? QStringLiteral("fr") : QStringLiteral("en"));
                    co_await QCoro::sleepFor(120ms);
                    settle();
                    const QString file = name + (dark ? QStringLiteral("-dark") : QStringLiteral("-light"))
                        + (french ? QStringLiteral("-fr") : QString())
                        + (size.width() < 1440 ? QStringLiteral("-small") : QString()) + QStringLiteral(".png");
                    if (!window.grab().save(QDir(m_options.screenshots).filePath(file)))
                        m_ok = false;
                }
            }
        }
    }
}

QCoro::Task<bool> DemoRun::writeReport()
{
    const auto stats = co_await m_console.admin().stats("1h");
    std::string text;
    JsonWriter json(text);
    json.beginObject()
        .field("seed", static_cast<std::int64_t>(m_options.seed))
        .field("for_ms", static_cast<std::int64_t>(m_options.forMs));
    for (const auto &[result, count] : m_ownSyncs)
        m_figures.syncs[result] += count;
    json.key("syncs").beginObject();
    for (const auto &[result, count] : m_figures.syncs)
        json.field(result, count);
    json.endObject();
    json.field("overrides", m_figures.overrides).field("reverts", m_figures.reverts);
    if (stats) {
        json.field("requests", stats->total.count)
            .field("conflicts", stats->conflicts)
            .field("p50_ms", stats->total.p50)
            .field("p95_ms", stats->total.p95)
            .field("p99_ms", stats->total.p99);
        json.key("records").beginObject().field("pulled", stats->pulled).field("pushed", stats->pushed).endObject();
        json.key("conflicts_by_policy").beginObject();
        for (const auto &[policy, count] : stats->conflictsByPolicy)
            json.field(policy, count);
        json.endObject();
    }
    json.field("notifications", static_cast<std::int64_t>(m_console.window().notifications()->log().size()));
    json.field("longest_gui_block_ms", static_cast<std::int64_t>(m_longestBlockMs)).endObject();
    QSaveFile file(m_options.reportFile);
    const QByteArray bytes = QByteArray::fromStdString(text) + '\n';
    co_return stats &&file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit();
}

} // namespace tidemark::window
