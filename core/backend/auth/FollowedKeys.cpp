// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/auth/FollowedKeys.h"

namespace tidemark::backend {

namespace {

std::int64_t microseconds(std::chrono::milliseconds time)
{
    return std::chrono::microseconds(time).count();
}

} // namespace

FollowedKeys::FollowedKeys(std::string text, KeySet keys, KeyTimes times, const Clock &clock)
    : m_times(times),
      m_clock(clock),
      m_text(std::move(text)),
      m_keys(std::make_shared<const KeySet>(std::move(keys))),
      m_nextUs(clock.steadyUs() + microseconds(times.interval))
{
}

Result<std::shared_ptr<FollowedKeys>> FollowedKeys::start(std::string text, KeyTimes times, const Clock &clock)
{
    TRY(KeySet keys, readKeySet(text));
    if (keys.keys.empty())
        return Error{"bad_key_set", ErrorCategory::Local, describe(keys)};
    return std::shared_ptr<FollowedKeys>(new FollowedKeys(std::move(text), std::move(keys), times, clock));
}

std::shared_ptr<const KeySet> FollowedKeys::keys() const
{
    const std::lock_guard lock(m_mutex);
    return m_keys;
}

bool FollowedKeys::renew()
{
    const std::int64_t now = m_clock.steadyUs();
    const std::lock_guard lock(m_mutex);
    if (m_wanted || m_reading)
        return true;
    if (m_renewedUs && now - *m_renewedUs < microseconds(m_times.floor))
        return false;
    m_renewedUs = now;
    m_wanted = true;
    return true;
}

void FollowedKeys::readAgain()
{
    const std::lock_guard lock(m_mutex);
    m_wanted = true;
}

bool FollowedKeys::begin()
{
    const std::lock_guard lock(m_mutex);
    if (!m_wanted && m_clock.steadyUs() < m_nextUs)
        return false;
    // What is wanted from here on is not answered by this reading, which may be older.
    m_reading = m_wanted;
    m_wanted = false;
    return true;
}

std::optional<KeyNews> FollowedKeys::finish(const Result<std::string> &read)
{
    if (!read)
        return keepOld(read.error().detail);
    if (*read == m_text) {
        settle(m_times.interval, nullptr);
        const bool wasTrouble = !std::exchange(m_trouble, {}).empty();
        return wasTrouble ? std::optional(KeyNews{false, "the key set can be read again, and is the same"})
                          : std::nullopt;
    }
    Result<KeySet> set = readKeySet(*read); // not under the lock: looking at keys takes time
    if (!set)
        return keepOld(set.error().detail);
    m_trouble.clear();
    m_text = *read;
    const KeyNews news{set->keys.empty(), describe(*set)};
    settle(m_times.interval, std::make_shared<const KeySet>(std::move(*set)));
    return news;
}

void FollowedKeys::settle(std::chrono::milliseconds wait, std::shared_ptr<const KeySet> keys)
{
    const std::lock_guard lock(m_mutex);
    m_reading = false;
    m_nextUs = m_clock.steadyUs() + microseconds(wait);
    if (keys)
        m_keys = std::move(keys);
}

/// The same trouble is told once.
std::optional<KeyNews> FollowedKeys::keepOld(const std::string &trouble)
{
    settle(m_times.retry, nullptr);
    if (trouble == m_trouble)
        return std::nullopt;
    m_trouble = trouble;
    return KeyNews{true, trouble + "; the keys of before stay in use"};
}

std::string describe(const KeySet &set)
{
    std::string text = set.keys.empty() ? "no key that can be used" : std::to_string(set.keys.size()) + " usable";
    const char *separator = ": ";
    for (const VerifyKey &key : set.keys) {
        text += separator + describe(key);
        separator = ", ";
    }
    for (const std::string &refused : set.refused)
        text += "; left out: " + refused;
    return text;
}

} // namespace tidemark::backend
