// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/HttpCall.h"

#include <QSslConfiguration>

#include <algorithm>
#include <array>
#include <charconv>

namespace tidemark {

namespace {

using Fault = QNetworkReply::NetworkError;

struct FaultRow {
    Fault fault;
    NetworkFailure failure;
};

// Everything else, proxies among it, reads as Unreachable.
constexpr std::array kFaults{
    FaultRow{Fault::ConnectionRefusedError, NetworkFailure::Refused},
    FaultRow{Fault::RemoteHostClosedError, NetworkFailure::Reset},
    FaultRow{Fault::HostNotFoundError, NetworkFailure::HostNotFound},
    FaultRow{Fault::TimeoutError, NetworkFailure::Timeout},
    FaultRow{Fault::OperationCanceledError, NetworkFailure::Cancelled},
    FaultRow{Fault::SslHandshakeFailedError, NetworkFailure::Tls},
    // An answer that breaks off inside a chunk or a compressed body, or is no HTTP at all.
    FaultRow{Fault::ProtocolUnknownError, NetworkFailure::Reset},
    FaultRow{Fault::ProtocolFailure, NetworkFailure::Reset},
};

NetworkFailure failureOf(Fault fault)
{
    const auto row =
        std::find_if(kFaults.begin(), kFaults.end(), [&](const FaultRow &r) { return r.fault == fault; });
    return row == kFaults.end() ? NetworkFailure::Unreachable : row->failure;
}

/// Statuses of 400 and over are faults to Qt, and answers to us.
bool isAnswer(Fault fault, int status)
{
    if (fault == Fault::ProtocolUnknownError || fault == Fault::ProtocolFailure)
        return false;
    return status > 0 && (fault == Fault::NoError || fault >= Fault::ContentAccessDenied);
}

double asMs(qint64 us)
{
    return static_cast<double>(us) / 1000.0;
}

/// Qt takes a body that ends too early for a whole one.
bool brokeOff(const Headers &headers, std::size_t received)
{
    const std::string_view length = headers.get("Content-Length");
    if (length.empty() || headers.has("Content-Encoding"))
        return false;
    std::size_t promised = 0;
    std::from_chars(length.data(), length.data() + length.size(), promised);
    return received < promised;
}

} // namespace

HttpCall::HttpCall(QNetworkReply *reply, const HttpLimits &limits, Pins pins)
    : m_reply(reply),
      m_limits(limits),
      m_pins(std::move(pins))
{
    m_elapsed.start();
    watch();
    // Not only for slow servers: Qt 6.4 tells nobody when it sends a request again after a reset and is refused.
    for (auto [timer, limit] :
         {std::pair(&m_firstByteTimer, limits.firstByte), std::pair(&m_wholeTimer, limits.whole)}) {
        timer->setSingleShot(true);
        timer->start(limit);
    }
}

HttpCall::~HttpCall()
{
    if (m_reply) {
        m_reply->disconnect(this);
        m_reply->deleteLater();
    }
}

void HttpCall::watch()
{
    const auto now = [this] { return m_elapsed.nsecsElapsed() / 1000; };
    connect(m_reply, &QNetworkReply::encrypted, this, &HttpCall::onEncrypted);
    connect(m_reply, &QNetworkReply::socketStartedConnecting, this, [this, now] { m_marks.connecting = now(); });
    connect(m_reply, &QNetworkReply::requestSent, this, [this, now] { m_marks.sent = now(); });
    connect(m_reply, &QNetworkReply::uploadProgress, this, &HttpCall::onUploaded);
    connect(m_reply, &QNetworkReply::metaDataChanged, this, &HttpCall::onFirstByte);
    connect(m_reply, &QNetworkReply::readyRead, this, &HttpCall::readMore);
    connect(m_reply, &QNetworkReply::finished, this, &HttpCall::conclude);
    connect(&m_firstByteTimer, &QTimer::timeout, this,
            [this] { abort(NetworkFailure::Timeout, "no answer began in time"); });
    connect(&m_wholeTimer, &QTimer::timeout, this,
            [this] { abort(NetworkFailure::Timeout, "the answer was not whole in time"); });
}

void HttpCall::abort(NetworkFailure reason, std::string detail)
{
    if (m_done || m_aborted)
        return;
    m_aborted = reason;
    m_exchange.detail = std::move(detail);
    if (m_reply)
        m_reply->abort(); // emits finished, hence conclude
    if (!m_done)
        conclude();
}

void HttpCall::abortNow(NetworkFailure reason)
{
    abort(reason);
    resume();
}

void HttpCall::onEncrypted()
{
    m_marks.ready = m_elapsed.nsecsElapsed() / 1000;
    // Before the first byte of the request is written: a stranger does not even learn the token.
    if (std::string mismatch = pinMismatch(m_pins, m_reply->sslConfiguration().peerCertificate()); !mismatch.empty())
        abort(NetworkFailure::PinMismatch, std::move(mismatch));
}

void HttpCall::onUploaded(qint64 sent, qint64)
{
    // A large batch on a slow line is progress, not silence.
    if (sent > 0 && m_firstByteTimer.isActive())
        m_firstByteTimer.start();
}

void HttpCall::onFirstByte()
{
    if (!m_marks.firstByte)
        m_marks.firstByte = m_elapsed.nsecsElapsed() / 1000;
    m_firstByteTimer.stop();
}

void HttpCall::readMore()
{
    const QByteArray piece = m_reply->readAll();
    if (m_body.size() + static_cast<std::size_t>(piece.size()) > m_limits.answerBytes)
        abort(NetworkFailure::Reset, "answer_too_large");
    else
        m_body.append(piece.constData(), static_cast<std::size_t>(piece.size()));
}

void HttpCall::conclude()
{
    if (m_done)
        return;
    m_firstByteTimer.stop();
    m_wholeTimer.stop();
    if (m_reply && !m_aborted)
        readMore();
    m_done = true;
    settle();
    notePhases();
    QMetaObject::invokeMethod(this, &HttpCall::resume, Qt::QueuedConnection);
}

void HttpCall::settle()
{
    if (m_aborted || !m_reply) {
        m_exchange.failure = m_aborted.value_or(NetworkFailure::Cancelled);
        return;
    }
    const Fault fault = m_reply->error();
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (isAnswer(fault, status)) {
        takeAnswer(status);
        return;
    }
    m_exchange.failure = failureOf(fault);
    m_exchange.detail = m_reply->errorString().toStdString();
}

void HttpCall::takeAnswer(int status)
{
    // `encrypted` speaks up only for the first request on a connection.
    std::string mismatch = pinMismatch(m_pins, m_reply->sslConfiguration().peerCertificate());
    if (!mismatch.empty()) {
        m_exchange.failure = NetworkFailure::PinMismatch;
        m_exchange.detail = std::move(mismatch);
        return;
    }
    Response response;
    response.status = status;
    for (const auto &[name, value] : m_reply->rawHeaderPairs())
        response.headers.set(name.toStdString(), value.toStdString());
    if (brokeOff(response.headers, m_body.size())) {
        m_exchange.failure = NetworkFailure::Reset;
        m_exchange.detail = "the answer broke off";
        return;
    }
    response.body = std::move(m_body);
    m_exchange.response = std::move(response);
}

void HttpCall::notePhases()
{
    const auto add = [this](const char *name, std::optional<qint64> from, std::optional<qint64> until) {
        if (from && until && *until >= *from)
            m_exchange.phases.emplace_back(name, asMs(*until - *from));
    };
    // TCP and TLS are one phase here, since Qt does not tell when one ends and the other begins. A connection in use
    // has none.
    const auto ready = m_marks.ready ? m_marks.ready : m_marks.sent;
    add("connect", m_marks.connecting, ready);
    add("wait", m_marks.sent ? m_marks.sent : std::optional<qint64>(0), m_marks.firstByte);
    if (m_exchange.response)
        add("receive", m_marks.firstByte, m_elapsed.nsecsElapsed() / 1000);
}

void HttpCall::resume()
{
    // The coroutine owns this call: nothing of it may be touched afterwards.
    if (const auto waiting = std::exchange(m_waiting, nullptr))
        waiting.resume();
}

} // namespace tidemark
