// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/tidemark/SyncThread.h"

namespace tidemark::window {

namespace {

Result<Device *> makeDevice(const Environment &environment, KeyStore &keys, Clock &clock, Random &random,
                            QObject *parent)
{
    auto asyncClock = std::make_unique<QtClock>();
    auto ids = std::make_unique<UuidSource>(clock, random);
    TRY(auto replica,
        Replica::open({environment.replicaPath, &pensieveSchema(), asyncClock.get(), ids.get(), &keys,
                       environment.deviceName, false}));
    TRY(std::unique_ptr<Transport> transport,
        HttpTransport::create({environment.url, environment.pins, environment.deviceTokens, {}}));
    return new Device({std::move(replica), std::move(transport), std::move(asyncClock), std::move(ids)},
                      environment.userId, parent);
}

} // namespace

SyncThread::SyncThread() : m_home(new QObject)
{
    qRegisterMetaType<SyncProgress>("tidemark::SyncProgress");
    qRegisterMetaType<SyncReport>("tidemark::SyncReport");
    qRegisterMetaType<EngineState>("tidemark::EngineState");
    qRegisterMetaType<Record>("tidemark::Record");
    qRegisterMetaType<Error>("tidemark::Error");
    qRegisterMetaType<demo::DemoFigures>("tidemark::demo::DemoFigures");
    m_thread.setObjectName(QStringLiteral("sync"));
    m_home->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_home, &QObject::deleteLater);
    m_thread.start();
}

SyncThread::~SyncThread()
{
    m_thread.quit();
    m_thread.wait();
}

Result<void> SyncThread::startDevice(const Environment &environment)
{
    TRY(m_keys, makeKeyStore(environment.keys));
    Result<Device *> made = Error{};
    QMetaObject::invokeMethod(
        m_home, [&] { made = makeDevice(environment, *m_keys, m_clock, m_random, m_home); },
        Qt::BlockingQueuedConnection);
    if (!made)
        return made.error();
    m_device = *made;
    return {};
}

Result<void> SyncThread::startWorld(demo::DemoBackend &backend, const demo::DemoWorld::Options &options)
{
    Result<void> started;
    QMetaObject::invokeMethod(
        m_home,
        [&] {
            auto *world = new demo::DemoWorld(backend, options);
            world->setParent(m_home);
            connect(world, &demo::DemoWorld::figuresChanged, this, &SyncThread::figuresChanged);
            started = world->start();
        },
        Qt::BlockingQueuedConnection);
    return started;
}

} // namespace tidemark::window
