// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The HTTP client over real sockets: requests that are cancelled, transports that go away, and tokens.

#include "ScriptedServer.h"
#include "transport/QtClock.h"

#include <QCoroSignal>
#include <QTemporaryDir>

using namespace tidemark;
using namespace std::chrono_literals;

namespace {

/// A provider that answers when it is told to.
class SlowTokens final : public QObject, public TokenProvider {
    Q_OBJECT

public:
    QCoro::Task<Result<std::string>> token(bool) override
    {
        co_await qCoro(this, &SlowTokens::ready);
        co_return Result<std::string>(std::string("late"));
    }

Q_SIGNALS:
    void ready();
};

} // namespace

class TestHttpLifetime : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cancelled();
    void deletedUnderWay();
    void deletedByItsOwnAnswer();
    void deletedWhileATokenIsAwaited();
    void cancelledWhileATokenIsAwaited();
    void tokenFileIsReadAgain();
    void withoutATokenNothingIsSent();
    void accountKey();
    void clockWaits();
};

void TestHttpLifetime::cancelled()
{
    ScriptedServer server({[](QTcpSocket *) {}, says(ok())});
    const auto transport = transportTo(server.url());
    const auto outcome = startOn(*transport);
    QTRY_COMPARE(server.requests().size(), 1);
    QVERIFY(!outcome->has_value());
    transport->cancel();
    QTRY_VERIFY(outcome->has_value());
    QVERIFY(!(*outcome)->response);
    QCOMPARE((*outcome)->failure, NetworkFailure::Cancelled);
    QVERIFY2(sendOn(*transport).response, "a later request goes through");
}

void TestHttpLifetime::deletedUnderWay()
{
    ScriptedServer server({[](QTcpSocket *) {}});
    auto transport = transportTo(server.url());
    const auto first = startOn(*transport);
    const auto second = startOn(*transport);
    QTRY_COMPARE(server.requests().size(), 2);
    const auto unsent = startOn(*transport);
    transport.reset();
    for (const auto &outcome : {first, second, unsent}) {
        QVERIFY(outcome->has_value());
        QCOMPARE((*outcome)->failure, NetworkFailure::Cancelled);
    }
    QCoreApplication::processEvents();
}

void TestHttpLifetime::deletedByItsOwnAnswer()
{
    struct Owner {
        static QCoro::Task<> run(std::shared_ptr<std::unique_ptr<HttpTransport>> transport,
                                 std::shared_ptr<bool> gone)
        {
            co_await (*transport)->send(request());
            transport->reset();
            *gone = true;
        }
    };
    ScriptedServer server({says(ok())});
    const auto transport = std::make_shared<std::unique_ptr<HttpTransport>>(transportTo(server.url()));
    const auto gone = std::make_shared<bool>(false);
    Owner::run(transport, gone);
    QTRY_VERIFY(*gone);
}

void TestHttpLifetime::deletedWhileATokenIsAwaited()
{
    ScriptedServer server({says(ok())});
    const auto tokens = std::make_shared<SlowTokens>();
    auto transport = transportTo(server.url(), withToken(tokens));
    const auto outcome = startOn(*transport);
    transport.reset();
    Q_EMIT tokens->ready();
    QTRY_VERIFY(outcome->has_value());
    QCOMPARE((*outcome)->failure, NetworkFailure::Cancelled);
    QCOMPARE(server.connections(), 0);
}

/// Whatever the provider does meanwhile.
void TestHttpLifetime::cancelledWhileATokenIsAwaited()
{
    ScriptedServer server({says(ok())});
    const auto tokens = std::make_shared<SlowTokens>();
    const auto transport = transportTo(server.url(), withToken(tokens));
    const auto sent = startOn(*transport);
    const auto refreshed = start(transport->refreshToken());
    QVERIFY(!sent->has_value() && !refreshed->has_value());
    transport->cancel();
    QVERIFY(sent->has_value() && refreshed->has_value());
    QCOMPARE((*sent)->failure, NetworkFailure::Cancelled);
    QVERIFY(!**refreshed);
    Q_EMIT tokens->ready(); // too late
    QCoreApplication::processEvents();
    QCOMPARE(server.connections(), 0);
    const auto later = startOn(*transport);
    Q_EMIT tokens->ready();
    QTRY_VERIFY(later->has_value());
    QVERIFY((*later)->response);
}

void TestHttpLifetime::tokenFileIsReadAgain()
{
    const QTemporaryDir dir;
    const QString path = dir.filePath(QStringLiteral("token"));
    const auto write = [&](const QByteArray &text) {
        QFile file(path);
        return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
    };
    ScriptedServer server({says(ok())});
    QVERIFY(write("  old\n"));
    const auto transport = transportTo(server.url(), withToken(std::make_shared<TokenFile>(path)));
    sendOn(*transport);
    QVERIFY2(!await(transport->refreshToken()), "the file still holds the refused one");
    QVERIFY(write("new\n"));
    sendOn(*transport);
    QVERIFY(await(transport->refreshToken()));
    sendOn(*transport);
    QCOMPARE(header(server.requests().value(0), "Authorization"), QByteArray("Bearer old"));
    QCOMPARE(header(server.requests().value(1), "Authorization"), QByteArray("Bearer old"));
    QCOMPARE(header(server.requests().value(2), "Authorization"), QByteArray("Bearer new"));
}

void TestHttpLifetime::withoutATokenNothingIsSent()
{
    const QTemporaryDir dir;
    ScriptedServer server({says(ok())});
    const auto transport =
        transportTo(server.url(), withToken(std::make_shared<TokenFile>(dir.filePath(QStringLiteral("no")))));
    const Exchange exchange = sendOn(*transport);
    QVERIFY(exchange.response);
    QCOMPARE(exchange.response->status, 401);
    QVERIFY(exchange.response->body.find("token_unreadable") != std::string::npos);
    const auto bad = transportTo(server.url(), withToken(std::make_shared<StaticToken>("two words")));
    const Exchange refused = sendOn(*bad);
    QCOMPARE(refused.response->status, 401);
    QVERIFY(refused.response->body.find("bad_token") != std::string::npos);
    QVERIFY(refused.response->body.find("two words") == std::string::npos);
    QCOMPARE(server.connections(), 0);
}

void TestHttpLifetime::accountKey()
{
    ScriptedServer server({says(ok())});
    const QByteArray claims = R"({"sub":"018f2f6e-0000-7000-8000-000000000001","x":">>>???"})";
    const QByteArray token =
        "e30." + claims.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals) + ".sig";
    const auto transport = transportTo(server.url(), withToken(std::make_shared<StaticToken>(token.toStdString())));
    sendOn(*transport);
    QCOMPARE(transport->accountKey(), std::string("127.0.0.1/018f2f6e-0000-7000-8000-000000000001"));
}

void TestHttpLifetime::clockWaits()
{
    QtClock clock;
    const std::int64_t until = clock.nowMs() + 60;
    QCoro::waitFor(clock.sleepUntil(until));
    QVERIFY(clock.nowMs() >= until);
    QCoro::waitFor(clock.sleepUntil(until - 1000));
}

QTEST_GUILESS_MAIN(TestHttpLifetime)
#include "tst_httplifetime.moc"
