// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "backend/api/Verdicts.h"

#include <QTest>

using namespace tidemark;
using namespace tidemark::backend;

/// What support reads first: is this device, this person well?
class TestVerdicts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void verdicts_data();
    void verdicts();
    void userVerdicts();
};

namespace {

constexpr std::int64_t kNow = 1'736'760'600'000;
constexpr std::int64_t kHour = 3'600'000;
constexpr std::int64_t kDay = 24 * kHour;

/// A device that synced an hour ago, with nothing wrong.
DeviceItem fine()
{
    DeviceItem device;
    device.firstSeen = kNow - 30 * kDay;
    device.lastSeen = kNow - kHour;
    device.lastPullAt = kNow - kHour;
    device.lastPushAt = kNow - 2 * kDay;
    device.streak.lastResult = "SUCCESS";
    return device;
}

} // namespace

void TestVerdicts::verdicts_data()
{
    QTest::addColumn<DeviceItem>("device");
    QTest::addColumn<Verdict>("verdict");
    const auto row = [](const char *name, Verdict verdict, auto change) {
        DeviceItem device = fine();
        change(device);
        QTest::newRow(name) << device << verdict;
    };
    row("fine", Verdict::Ok, [](DeviceItem &) {});
    row("a few failures", Verdict::Ok, [](DeviceItem &d) { d.streak = {3, kNow - kHour, "TIMEOUT", "timeout"}; });
    row("one more", Verdict::Stuck, [](DeviceItem &d) { d.streak = {4, kNow - kHour, "TIMEOUT", "timeout"}; });
    row("failures of long ago", Verdict::Idle, [](DeviceItem &d) {
        d.streak = {9, kNow - 9 * kDay, "TIMEOUT", "timeout"};
        d.lastSeen = kNow - 8 * kDay;
    });
    row("token expired", Verdict::SignIn, [](DeviceItem &d) { d.streak = {1, kNow, "AUTH_ERROR", "token_expired"}; });
    row("token expired long ago", Verdict::SignIn, [](DeviceItem &d) {
        d.streak = {1, kNow, "AUTH_ERROR", "token_expired"};
        d.lastSeen = kNow - 8 * kDay;
    });
    row("pending, comes and does not push", Verdict::Stuck, [](DeviceItem &d) { d.pending = 2; });
    row("pending, pushed since", Verdict::Ok, [](DeviceItem &d) {
        d.pending = 2;
        d.lastPushAt = d.lastSeen;
    });
    row("pending, never pushed", Verdict::Stuck, [](DeviceItem &d) {
        d.pending = 1;
        d.lastPushAt.reset();
    });
    row("pending, has only just come", Verdict::Ok, [](DeviceItem &d) {
        d.pending = 1;
        d.lastPushAt.reset();
        d.firstSeen = d.lastSeen - kHour;
    });
    row("nothing pending", Verdict::Ok, [](DeviceItem &d) { d.pending = 0; });
    row("silent for a week", Verdict::Ok, [](DeviceItem &d) { d.lastSeen = kNow - 7 * kDay; });
    row("and a moment", Verdict::Idle, [](DeviceItem &d) { d.lastSeen = kNow - 7 * kDay - 1; });
    row("never synced", Verdict::NeverSynced, [](DeviceItem &d) {
        d.lastPullAt.reset();
        d.lastPushAt.reset();
    });
}

void TestVerdicts::verdicts()
{
    QFETCH(DeviceItem, device);
    QFETCH(Verdict, verdict);
    QCOMPARE(verdictOf(device, kNow), verdict);
    QCOMPARE(verdictFromName(verdictName(verdict)), std::optional(verdict));
}

void TestVerdicts::userVerdicts()
{
    DeviceItem idle = fine();
    idle.lastSeen = 1;
    DeviceItem stuck = fine();
    stuck.streak.failures = 4;
    UserItem user;
    judge(user, kNow);
    QCOMPARE(user.verdict, Verdict::NeverSynced);
    user.devices = {idle};
    judge(user, kNow);
    QCOMPARE(user.verdict, Verdict::Idle);
    user.devices = {idle, fine()}; // a phone in a drawer does not make its owner idle
    judge(user, kNow);
    QCOMPARE(user.verdict, Verdict::Ok);
    user.devices = {idle, fine(), stuck};
    judge(user, kNow);
    QCOMPARE(user.verdict, Verdict::Stuck);
    QCOMPARE(user.devices[1].verdict, Verdict::Ok);
}

QTEST_GUILESS_MAIN(TestVerdicts)
#include "tst_verdicts.moc"
