// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/auth/KeySet.h"

#include <memory>
#include <utility>

namespace tidemark::backend {

/// Where a verifier has its keys from. Callable from any thread; never blocks for longer than a lock is held.
class KeySource {
public:
    virtual ~KeySource() = default;
    /// The keys trusted at the moment: the same object until they change, never null.
    virtual std::shared_ptr<const KeySet> keys() const = 0;
    /// Asks for newer keys, because a token names one that is not among these. True when they are on their way;
    /// false when they have been asked for just before, or never change.
    virtual bool renew() = 0;
};

/// Keys that never change.
class FixedKeys final : public KeySource {
public:
    explicit FixedKeys(KeySet keys) : m_keys(std::make_shared<const KeySet>(std::move(keys))) {}
    std::shared_ptr<const KeySet> keys() const override { return m_keys; }
    bool renew() override { return false; }

private:
    std::shared_ptr<const KeySet> m_keys;
};

} // namespace tidemark::backend
