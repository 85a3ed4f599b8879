// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/Parse.h"
#include "base/Result.h"
#include "keys/KeyOptions.h"
#include "transport/HttpTransport.h"
#include "ui/shell/ShellState.h"

#include <QString>
#include <QUrl>

#include <memory>
#include <string>

namespace tidemark::window {

/// Everything the window needs to know about where it works: one profile.
struct Environment {
    ui::ProfileInfo profile;
    ui::UserRole role = ui::UserRole::Tester;
    QUrl url;
    Pins pins;
    std::shared_ptr<TokenProvider> deviceTokens;
    std::shared_ptr<TokenProvider> consoleTokens;
    std::string userId; ///< the device token's
    QString owner;      ///< who that is, for people
    QString replicaPath;
    KeyOptions keys;
    std::string deviceName;
    QString settingsPath; ///< the INI file of the kept layout
    QString accessReason; ///< given without asking; empty: the person is asked
    bool demo = false;
};

/// The environment a profile file describes. Errors (Input): "usage", "plain_http", "token_file", …
Result<Environment> environmentOf(const cli::Parsed &options);

/// The role a console token carries, read without verifying it: the server decides, the window only shows.
ui::UserRole roleOf(std::string_view token);

} // namespace tidemark::window
