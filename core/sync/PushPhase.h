// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/CycleState.h"

#include <optional>

namespace tidemark {

/// The pushes of one attempt: what was left frozen first, then batch by batch all that is dirty. The replica must
/// know by then that the server is its own.
class PushPhase {
public:
    explicit PushPhase(CycleState &cycle) : m_cycle(cycle) {}

    /// False: the attempt has failed; the state's report says why.
    QCoro::Task<bool> run();
    /// An answer did not cover its window: a pull has to bring the rest.
    bool leftSomeToPull() const { return m_leftSome; }

private:
    std::optional<std::size_t> freezeNext(OutboxPosition &position);
    QCoro::Task<bool> sendBatch(FrozenBatch batch);
    bool take(const PushRequest &sent, const Response &response);
    bool refused(const PushRequest &sent);

    CycleState &m_cycle;
    std::optional<Error> m_damaged; ///< a row was left out; the others went first
    bool m_leftSome = false;
    bool m_halved = false; ///< the batch was too large: from the first row again, in smaller ones
};

} // namespace tidemark
