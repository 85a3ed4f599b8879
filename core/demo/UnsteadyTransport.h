// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Random.h"
#include "transport/Transport.h"

#include <memory>
#include <string>

namespace tidemark::demo {

/// A real transport on a bad line: sometimes nothing gets through, sometimes an answer is lost, a token is old or a
/// body damaged. Lives on the transport's thread.
class UnsteadyTransport final : public Transport {
public:
    /// @param expired  the same line with a token that is no longer good
    UnsteadyTransport(std::unique_ptr<Transport> line, std::unique_ptr<Transport> expired, Random &random,
                      AsyncClock &clock);

    QCoro::Task<Exchange> send(Request request) override;
    void cancel() override;
    /// Every other time: then the sync ends as AUTH_ERROR, as if the person had to sign in.
    QCoro::Task<bool> refreshToken() override { co_return m_random.chance(1, 2); }
    std::string accountKey() const override { return m_line->accountKey(); }

    void setOnline(bool online) { m_online = online; }
    bool online() const { return m_online; }

private:
    std::unique_ptr<Transport> m_line;
    std::unique_ptr<Transport> m_expired;
    Random &m_random;
    AsyncClock &m_clock;
    bool m_online = true;
};

} // namespace tidemark::demo
