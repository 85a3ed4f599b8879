// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transport/Pins.h"
#include "transport/Transport.h"

#include <QElapsedTimer>
#include <QNetworkReply>
#include <QObject>
#include <QPointer>
#include <QTimer>

#include <chrono>
#include <coroutine>
#include <optional>
#include <string>

namespace tidemark {

/// How long an answer may take and how large it may be.
struct HttpLimits {
    /// From the last byte sent to the first one received, connecting included.
    std::chrono::milliseconds firstByte{10'000};
    std::chrono::milliseconds whole{60'000};
    /// After decompression.
    std::size_t answerBytes = std::size_t{64} * 1024 * 1024;
};

/// One request under way, from the reply just made to its Exchange. A coroutine awaits its end once, and goes on
/// from the event loop, never out of a signal of the reply, so that it may delete the transport.
class HttpCall final : public QObject {
    Q_OBJECT

public:
    /// Call it straight after the request was handed over: the `encrypted` signal must not be missed.
    HttpCall(QNetworkReply *reply, const HttpLimits &limits, Pins pins);
    ~HttpCall() override;

    /// Ends the request with that failure, unless it has ended already.
    void abort(NetworkFailure reason, std::string detail = {});
    /// The same, and lets the awaiting coroutine go on before it returns; for when the transport goes away.
    void abortNow(NetworkFailure reason);
    Exchange takeExchange() { return std::move(m_exchange); }

    struct End {
        HttpCall &call;
        bool await_ready() const { return call.m_done; }
        void await_suspend(std::coroutine_handle<> waiting) const { call.m_waiting = waiting; }
        void await_resume() const {}
    };
    /// To be awaited: the call is over, its exchange complete.
    End end() { return End{*this}; }

private:
    struct Marks {
        std::optional<qint64> connecting; ///< µs since the call was made
        std::optional<qint64> ready;      ///< connected, and the handshake is over
        std::optional<qint64> sent;
        std::optional<qint64> firstByte;
    };

    void watch();
    void onEncrypted();
    void onUploaded(qint64 sent, qint64 total);
    void onFirstByte();
    void readMore();
    void conclude();
    void settle();
    void takeAnswer(int status);
    void notePhases();
    void resume();

    QPointer<QNetworkReply> m_reply;
    const HttpLimits m_limits;
    const Pins m_pins;
    QTimer m_firstByteTimer;
    QTimer m_wholeTimer;
    QElapsedTimer m_elapsed;
    Marks m_marks;
    std::string m_body;
    std::optional<NetworkFailure> m_aborted; ///< the reply itself cannot tell a timeout from a cancellation
    Exchange m_exchange;
    bool m_done = false;
    std::coroutine_handle<> m_waiting;
};

} // namespace tidemark
