// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/CycleState.h"

#include <string>
#include <vector>

namespace tidemark {

/// The pulls of one attempt. Its tasks answer false when the attempt has failed; the state's report says why.
class PullPhase {
public:
    explicit PullPhase(CycleState &cycle) : m_cycle(cycle) {}

    /// Everything that is new, or all there is when the options say so.
    QCoro::Task<bool> run();
    /// Asks whose server this is and keeps nothing, for a push that no pull went before.
    QCoro::Task<bool> meetServer();

private:
    QCoro::Task<std::vector<std::string>> fetchWindow();
    std::string targetOf(std::size_t limit, const std::string &page) const;
    bool applyWindow(const std::vector<std::string> &pages, Replica::PullKind kind);

    CycleState &m_cycle;
    std::int64_t m_windowEnd = 0; ///< timestamp of the window fetched last
};

} // namespace tidemark
