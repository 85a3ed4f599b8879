// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/Verdicts.h"

#include "protocol/SyncResult.h"

#include <array>

namespace tidemark::backend {

namespace {

/// Whose verdict speaks for the user, the first that a device has.
constexpr std::array kBySeverity{Verdict::SignIn, Verdict::Stuck, Verdict::Ok, Verdict::Idle, Verdict::NeverSynced};

bool waitsToPush(const DeviceItem &device)
{
    const std::int64_t pushedAt = device.lastPushAt.value_or(device.firstSeen);
    return device.pending.value_or(0) > 0 && device.lastSeen - pushedAt > kStuckAfterMs;
}

} // namespace

Verdict verdictOf(const DeviceItem &device, std::int64_t now)
{
    if (device.streak.lastResult == syncResultName(SyncResult::AuthError))
        return Verdict::SignIn;
    if (now - device.lastSeen > kIdleAfterMs)
        return Verdict::Idle;
    if (device.streak.failures > kToleratedFailures || waitsToPush(device))
        return Verdict::Stuck;
    return device.lastPullAt || device.lastPushAt ? Verdict::Ok : Verdict::NeverSynced;
}

void judge(UserItem &user, std::int64_t now)
{
    for (DeviceItem &device : user.devices)
        device.verdict = verdictOf(device, now);
    user.verdict = Verdict::NeverSynced;
    for (const Verdict verdict : kBySeverity) {
        for (const DeviceItem &device : user.devices) {
            if (device.verdict == verdict) {
                user.verdict = verdict;
                return;
            }
        }
    }
}

} // namespace tidemark::backend
