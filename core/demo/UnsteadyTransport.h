// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Random.h"
#include "transport/Transport.h"

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace tidemark::demo {

/// What goes wrong on the lines of a world: one request in eight meets something, and each kind comes in turn, in an
/// order drawn anew for each round, so that even a short demo has met them all.
class Mishaps {
public:
    enum class Kind : std::uint8_t { Reset, LostAnswer, OldToken, Damaged };

    explicit Mishaps(Random &random) : m_random(random) {}
    /// Nothing: all goes well.
    std::optional<Kind> next();
    /// Whether an old token can be renewed: every other time. Else the sync ends as AUTH_ERROR, as if the person had
    /// to sign in.
    bool renewable() { return std::exchange(m_renewable, !m_renewable); }

private:
    Random &m_random;
    std::vector<Kind> m_round;
    bool m_renewable = false;
};

/// A real transport on a bad line: sometimes nothing gets through, sometimes an answer is lost, a token is old or a
/// body damaged. Lives on the transport's thread.
class UnsteadyTransport final : public Transport {
public:
    /// @param expired  the same line with a token that is no longer good
    UnsteadyTransport(std::unique_ptr<Transport> line, std::unique_ptr<Transport> expired, Mishaps &mishaps,
                      Random &random, AsyncClock &clock);

    QCoro::Task<Exchange> send(Request request) override;
    void cancel() override;
    QCoro::Task<bool> refreshToken() override { co_return m_mishaps.renewable(); }
    std::string accountKey() const override { return m_line->accountKey(); }

    void setOnline(bool online) { m_online = online; }
    bool online() const { return m_online; }

private:
    std::unique_ptr<Transport> m_line;
    std::unique_ptr<Transport> m_expired;
    Mishaps &m_mishaps;
    Random &m_random;
    AsyncClock &m_clock;
    bool m_online = true;
};

} // namespace tidemark::demo
