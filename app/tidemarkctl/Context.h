// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "admin/AdminClient.h"
#include "app/cli/Parse.h"
#include "base/Random.h"
#include "base/Result.h"
#include "base/Uuid.h"
#include "keys/KeyOptions.h"
#include "replica/Replica.h"
#include "transport/HttpTransport.h"
#include "transport/QtClock.h"

#include <memory>
#include <optional>
#include <string>

namespace tidemark::ctl {

/// What a command was asked, and the real parts it may work with, made when it asks for them.
class Context {
public:
    explicit Context(const cli::Parsed &options) : m_options(options) {}

    const cli::Parsed &options() const { return m_options; }
    const std::string &argument(std::size_t at) const { return m_options.arguments[at]; }
    bool json() const { return m_options.has("json"); }
    const Schema &schema() const { return pensieveSchema(); }
    QtClock &clock() { return m_clock; }
    IdSource &ids() { return m_ids; }

    /// The entity named by the first argument. Errors: "unknown_entity".
    Result<std::size_t> entity() const;

    enum class Missing { Make, Refuse };
    /// Opens --replica with the key of --key-file, --passphrase-file or else the keychain. Errors: "usage" without
    /// one, "replica_missing", and those of Replica.
    Result<Replica *> openReplica(Missing missing);

    /// --token-file, else TIDEMARK_TOKEN.
    Result<std::shared_ptr<TokenProvider>> deviceTokens() const;
    /// The admin API at --url with --console-token-file, else as deviceTokens().
    Result<AdminClient> console();
    /// A transport to --url. Errors: "usage" without one, and those of HttpTransport.
    Result<HttpTransport *> connect(std::shared_ptr<TokenProvider> tokens);

private:
    Result<std::shared_ptr<TokenProvider>> consoleTokens() const;

    const cli::Parsed &m_options;
    QtClock m_clock;
    SystemRandom m_random;
    UuidSource m_ids{m_clock, m_random};
    std::unique_ptr<KeyStore> m_keys;
    std::unique_ptr<Replica> m_replica;
    std::unique_ptr<HttpTransport> m_transport;
};

/// A mistake in how the program was called.
Error usage(std::string detail);

} // namespace tidemark::ctl
