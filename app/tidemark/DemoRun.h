// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/tidemark/Console.h"

#include <QElapsedTimer>
#include <QObject>
#include <QString>
#include <QTimer>

namespace tidemark::window {

/// A demo without a person: lets the world live for a while, works a little on the window's own device, then saves a
/// picture of every page and a summary. GUI thread.
class DemoRun : public QObject {
    Q_OBJECT
public:
    struct Options {
        qint64 forMs = 20'000;
        QString reportFile;  ///< empty: none
        QString screenshots; ///< directory, empty: none
        std::uint64_t seed = 1;
    };

    DemoRun(Console &console, SyncThread &sync, Options options);

Q_SIGNALS:
    /// @param ok  false when something could not be written
    void finished(bool ok);

private:
    void beat();
    void workOnDevice();
    QCoro::Task<> finish();
    QCoro::Task<> takePictures();
    QCoro::Task<bool> writeReport();

    Console &m_console;
    SyncThread &m_sync;
    Options m_options;
    SeededRandom m_random;
    demo::Notes m_notes;
    demo::DemoFigures m_figures;
    std::map<std::string, std::int64_t> m_ownSyncs;
    QTimer m_heart;
    QTimer m_work;
    QElapsedTimer m_sinceBeat;
    qint64 m_longestBlockMs = 0;
    bool m_measuring = true;
    bool m_ok = true;
};

} // namespace tidemark::window
