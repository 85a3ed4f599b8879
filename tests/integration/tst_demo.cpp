// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/DemoWorld.h"

#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <functional>
#include <memory>

using namespace tidemark;
using namespace tidemark::demo;

namespace {

constexpr double kFast = 20;    // times the usual speed
constexpr int kTickMs = 20;     // which then passes between two acts of the world
constexpr int kOverruledAt = 4; // the act at which the admin first asks for conflicts

/// The demo's world, with nobody at a window.
class World {
public:
    bool start()
    {
        auto backend = DemoBackend::start(m_directory.path().toStdString());
        if (!backend)
            return false;
        m_backend = std::move(*backend);
        DemoWorld::Options options;
        options.speed = kFast;
        options.directory = m_directory.path();
        m_world = std::make_unique<DemoWorld>(*m_backend, options);
        return static_cast<bool>(m_world->start());
    }

    void end() { m_world.reset(); }
    DemoWorld &world() { return *m_world; }

private:
    QTemporaryDir m_directory;
    std::unique_ptr<DemoBackend> m_backend;
    std::unique_ptr<DemoWorld> m_world;
};

/// Calls back right after so many acts of the world, before any answer from the network can be handled.
class AfterActs : public QObject {
public:
    AfterActs(int acts, std::function<void()> then) : m_left(acts), m_then(std::move(then))
    {
        qApp->installEventFilter(this);
    }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        const auto *timer = event->type() == QEvent::Timer ? qobject_cast<QTimer *>(watched) : nullptr;
        if (timer && timer->interval() == kTickMs && --m_left == 0)
            QMetaObject::invokeMethod(this, m_then, Qt::QueuedConnection);
        return false;
    }

private:
    int m_left;
    std::function<void()> m_then;
};

} // namespace

class TestDemo : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everythingHappens()
    {
        World demo;
        QVERIFY(demo.start());
        const auto figures = [&] { return demo.world().figures(); };
        QTRY_VERIFY_WITH_TIMEOUT(figures().overrides > 2 && figures().reverts > 0, 60'000);
        QTRY_VERIFY_WITH_TIMEOUT(figures().conflicts > 2 && figures().syncs.size() >= 4, 60'000);
        QVERIFY(figures().pushed > 0 && figures().pulled > 0);
    }

    /// The window may be closed at any moment.
    void endsWhileTheAdminWaits()
    {
        World demo;
        QVERIFY(demo.start());
        DemoFigures seen; // what the window shows, to the last
        connect(&demo.world(), &DemoWorld::figuresChanged, this, [&](const DemoFigures &figures) { seen = figures; });
        bool ended = false;
        const AfterActs soon(kOverruledAt, [&] {
            demo.end();
            ended = true;
        });
        QTRY_VERIFY_WITH_TIMEOUT(ended, 20'000);
    }
};

QTEST_GUILESS_MAIN(TestDemo)
#include "tst_demo.moc"
