// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/Trouble.h"

#include "ui/widgets/Format.h"

#include <QCoreApplication>

#include <algorithm>
#include <climits>

namespace tidemark::ui {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Trouble)
};

BannerSpec offline(const ShellState &state, qint64 nowMs)
{
    BannerSpec banner;
    banner.tone = Banner::Tone::Warning;
    banner.iconName = QStringLiteral("offline");
    banner.headline = state.connection.sinceMs < 0
        ? Text::tr("Offline.")
        : Text::tr("Offline since %1.", "time").arg(format::since(state.connection.sinceMs, nowMs));
    const int pending = static_cast<int>(std::min<qint64>(state.pendingChanges, INT_MAX));
    banner.explanation = pending == 0
        ? Text::tr("What is shown may be old.")
        : Text::tr("%Ln changes wait in the outbox and are safe. Editing goes on as usual.", nullptr, pending);
    banner.actions = {{QStringLiteral("retry"), Text::tr("Retry now")}};
    return banner;
}

BannerSpec signIn()
{
    BannerSpec banner;
    banner.tone = Banner::Tone::Warning;
    banner.iconName = QStringLiteral("key");
    banner.headline = Text::tr("The server refused the sign-in.");
    banner.explanation = Text::tr("Nothing is synced until you sign in again; no change is lost.");
    banner.actions = {{QStringLiteral("signIn"), Text::tr("Sign in")}};
    return banner;
}

BannerSpec pinMismatch()
{
    BannerSpec banner;
    banner.tone = Banner::Tone::Error;
    banner.iconName = QStringLiteral("lock");
    banner.headline = Text::tr("The server's certificate is not the pinned one.");
    banner.explanation = Text::tr("The sync stopped and nothing was sent.");
    banner.actions = {{QStringLiteral("pins"), Text::tr("Compare fingerprints")}};
    return banner;
}

} // namespace

std::optional<BannerSpec> connectionTrouble(const ShellState &state, qint64 nowMs)
{
    BannerSpec banner;
    switch (state.connection.state) {
    case Connection::Offline:
        // Before the first attempt there is nothing to tell yet.
        if (state.lastSync.outcome == SyncOutcome::None && state.connection.sinceMs < 0)
            return std::nullopt;
        banner = offline(state, nowMs);
        break;
    case Connection::SignIn: banner = signIn(); break;
    case Connection::PinMismatch: banner = pinMismatch(); break;
    case Connection::Online:
    case Connection::ReadOnly:
    case Connection::Syncing: return std::nullopt;
    }
    banner.id = QStringLiteral("connection");
    return banner;
}

} // namespace tidemark::ui
