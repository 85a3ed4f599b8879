// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/auth/KeySource.h"
#include "base/Clock.h"

#include <chrono>
#include <mutex>
#include <optional>
#include <string>

namespace tidemark::backend {

/// When a key set is read again.
struct KeyTimes {
    std::chrono::milliseconds interval; ///< after it could be read
    std::chrono::milliseconds retry;    ///< after it could not
    std::chrono::milliseconds floor;    ///< between two readings that tokens with unknown keys cause
};

/// What reading a key set again has brought, for a log.
struct KeyNews {
    bool trouble = false; ///< for a warning
    std::string text;
};

/// A JWK set that is replaced while it is in use: decides when to read it, and takes what was read. It reads nothing
/// itself; one thread, which may block, does that:
///
///     if (keys.begin())
///         news = keys.finish(read());
///
/// When a set cannot be read, the one before stays. One that can be read replaces it whole, also when nothing in it
/// can be used: then every token is refused.
class FollowedKeys final : public KeySource {
public:
    /// `text` is the first reading; it must have a key that can be used. `clock` must outlive the result. Errors:
    /// `bad_key_set`.
    static Result<std::shared_ptr<FollowedKeys>> start(std::string text, KeyTimes times, const Clock &clock);

    std::shared_ptr<const KeySet> keys() const override;
    bool renew() override;
    /// Wants the set read at once, whatever the times say.
    void readAgain();

    /// True when the set is to be read now; finish() has to follow.
    bool begin();
    /// What was read, or why it could not be. Nothing is returned when there is nothing new to tell.
    std::optional<KeyNews> finish(const Result<std::string> &read);

private:
    FollowedKeys(std::string text, KeySet keys, KeyTimes times, const Clock &clock);
    /// Ends a reading; `keys` are the new ones, if any.
    void settle(std::chrono::milliseconds wait, std::shared_ptr<const KeySet> keys);
    std::optional<KeyNews> keepOld(const std::string &trouble);

    const KeyTimes m_times;
    const Clock &m_clock;
    std::string m_text;    ///< as last read; belongs to the reading thread
    std::string m_trouble; ///< as last told; belongs to the reading thread
    mutable std::mutex m_mutex;
    std::shared_ptr<const KeySet> m_keys;
    std::int64_t m_nextUs;                   ///< when to read again
    std::optional<std::int64_t> m_renewedUs; ///< when a token last had it read
    bool m_wanted = false;                   ///< to be read at once
    bool m_reading = false;                  ///< it was wanted, and is being read
};

/// What a set holds, for people: each usable key, and each that was left out, with the reason.
std::string describe(const KeySet &set);

} // namespace tidemark::backend
