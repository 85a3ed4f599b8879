// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/auth/FollowedKeys.h"
#include "tests/support/SigningKey.h"

#include <QtTest>

using namespace tidemark;
using namespace tidemark::backend;
using namespace tidemark::test;
using namespace std::chrono_literals;

namespace {

class HandClock final : public Clock {
public:
    std::int64_t nowMs() const override { return 0; } // the wall clock decides nothing here
    std::int64_t steadyUs() const override { return at; }
    void pass(std::chrono::milliseconds time) { at += std::chrono::microseconds(time).count(); }

    std::int64_t at = -5'000'000;
};

constexpr KeyTimes kTimes{300s, 20s, 10s};

std::string setWith(const QByteArray &kid)
{
    static const SigningKey key = SigningKey::ec();
    return jwkSet({key.jwk(kid)}).toStdString();
}

const Error kGone{"fetch_failed", ErrorCategory::Network, "connection refused"};

} // namespace

class TestFollowedKeys final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_clock.at = -5'000'000;
        m_keys = FollowedKeys::start(setWith("first"), kTimes, m_clock).value();
    }

    void startsOnlyWithAKey()
    {
        const auto broken = FollowedKeys::start("[]", kTimes, m_clock);
        QVERIFY(!broken);
        QCOMPARE(broken.error().code, std::string("bad_key_set"));
        const auto empty = FollowedKeys::start(R"({"keys":[{"kty":"oct"}]})", kTimes, m_clock);
        QVERIFY(!empty);
        QCOMPARE(empty.error().detail,
                 std::string("no key that can be used; left out: key 1 (): is a shared secret, which has no place in "
                             "a key set"));
    }

    void readsAtTheInterval()
    {
        QVERIFY(!m_keys->begin());
        m_clock.pass(299s);
        QVERIFY(!m_keys->begin());
        m_clock.pass(1s);
        QVERIFY(m_keys->begin());
        const auto before = m_keys->keys();
        QVERIFY(!m_keys->finish(setWith("first"))); // nothing to tell
        QCOMPARE(m_keys->keys(), before);           // and what was verified with them stays
        m_clock.pass(299s);
        QVERIFY(!m_keys->begin());
        m_clock.pass(1s);
        QVERIFY(m_keys->begin());
        const auto news = m_keys->finish(setWith("second"));
        QVERIFY(news && !news->trouble);
        QCOMPARE(news->text, std::string("1 usable: second (ES256, 256 bits)"));
        QCOMPARE(m_keys->keys()->keys.at(0).kid, std::string("second"));
    }

    void aTokenHasThemReadOnce()
    {
        QVERIFY(m_keys->renew());
        QVERIFY(m_keys->renew()); // not read yet: what comes may have it
        QVERIFY(m_keys->begin());
        QVERIFY(m_keys->renew()); // being read
        QVERIFY(!m_keys->finish(setWith("first")));
        // A storm of unknown names from here on reads nothing for ten seconds.
        for (int i = 0; i < 99; ++i) {
            m_clock.pass(100ms);
            QVERIFY(!m_keys->renew());
            QVERIFY(!m_keys->begin());
        }
        m_clock.pass(100ms);
        QVERIFY(m_keys->renew());
        QVERIFY(m_keys->begin());
    }

    /// A reading that began for another reason may be older than the key.
    void aTokenDuringAReading()
    {
        m_clock.pass(300s);
        QVERIFY(m_keys->begin());
        QVERIFY(m_keys->renew());
        static_cast<void>(m_keys->finish(setWith("first")));
        QVERIFY(m_keys->begin()); // again, for the token
        static_cast<void>(m_keys->finish(setWith("first")));
        QVERIFY(!m_keys->renew());
    }

    void aStormCannotHurryFailures()
    {
        QVERIFY(m_keys->renew());
        QVERIFY(m_keys->begin());
        static_cast<void>(m_keys->finish(kGone));
        m_clock.pass(9s);
        QVERIFY(!m_keys->renew());
        QVERIFY(!m_keys->begin());
    }

    void troubleKeepsTheOldKeys()
    {
        const auto before = m_keys->keys();
        m_clock.pass(300s);
        QVERIFY(m_keys->begin());
        const auto news = m_keys->finish(kGone);
        QVERIFY(news && news->trouble);
        QCOMPARE(news->text, std::string("connection refused; the keys of before stay in use"));
        m_clock.pass(19s);
        QVERIFY(!m_keys->begin());
        m_clock.pass(1s);
        QVERIFY(m_keys->begin());
        QVERIFY(!m_keys->finish(kGone)); // told already
        m_clock.pass(20s);
        QVERIFY(m_keys->begin());
        QVERIFY(m_keys->finish(std::string("<html>"))->trouble); // other trouble
        QCOMPARE(m_keys->keys(), before);
        m_clock.pass(20s);
        QVERIFY(m_keys->begin());
        const auto well = m_keys->finish(setWith("first"));
        QVERIFY(well && !well->trouble);
        QCOMPARE(m_keys->keys(), before);
        m_clock.pass(20s);
        QVERIFY(!m_keys->begin()); // the interval again
    }

    /// Whoever empties the set wants nobody in.
    void anEmptySetReplacesTheOld()
    {
        m_keys->readAgain();
        QVERIFY(m_keys->begin());
        const auto news = m_keys->finish(std::string(R"({"keys":[]})"));
        QVERIFY(news && news->trouble);
        QVERIFY(m_keys->keys()->keys.empty());
    }

    void asksForItselfWhenToldTo()
    {
        QVERIFY(!m_keys->begin());
        m_keys->readAgain();
        QVERIFY(m_keys->begin());
        static_cast<void>(m_keys->finish(setWith("first")));
        QVERIFY(!m_keys->begin());
        m_keys->readAgain(); // as often as the administrator likes
        QVERIFY(m_keys->begin());
    }

private:
    HandClock m_clock;
    std::shared_ptr<FollowedKeys> m_keys;
};

QTEST_GUILESS_MAIN(TestFollowedKeys)
#include "tst_followedkeys.moc"
