// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/QtClock.h"

#include <QTimer>

#include <algorithm>
#include <coroutine>
#include <map>
#include <utility>

namespace tidemark {

namespace {

constexpr std::int64_t kLongestNapMs = 1000;

} // namespace

/// Who waits for which timer. Outlives the clock in the coroutines it wakes.
struct QtClock::Naps {
    std::map<QTimer *, std::coroutine_handle<>> waiting;
    bool over = false;
};

namespace {

class Nap {
public:
    Nap(std::shared_ptr<QtClock::Naps> naps, std::int64_t ms) : m_naps(std::move(naps)), m_ms(ms) {}
    bool await_ready() const { return m_naps->over; }
    void await_suspend(std::coroutine_handle<> waiting) const
    {
        auto *timer = new QTimer;
        timer->setSingleShot(true);
        m_naps->waiting.emplace(timer, waiting);
        QObject::connect(timer, &QTimer::timeout, timer, [naps = m_naps, timer] {
            const auto woken = naps->waiting.extract(timer);
            timer->deleteLater();
            woken.mapped().resume();
        });
        timer->start(static_cast<int>(m_ms));
    }
    void await_resume() const {}

private:
    std::shared_ptr<QtClock::Naps> m_naps;
    std::int64_t m_ms;
};

QCoro::Task<> napUntil(std::shared_ptr<QtClock::Naps> naps, std::int64_t ms)
{
    const SystemClock clock;
    for (std::int64_t left = ms - clock.nowMs(); left > 0 && !naps->over; left = ms - clock.nowMs()) {
        Nap nap(naps,
                std::min(left, kLongestNapMs)); // named: GCC 12 destroys a temporary of a co_await expression twice
        co_await nap;
    }
}

} // namespace

QtClock::QtClock() : m_naps(std::make_shared<Naps>()) {}

QtClock::~QtClock()
{
    m_naps->over = true;
    const auto waiting = std::exchange(m_naps->waiting, {});
    for (const auto &[timer, sleeper] : waiting) {
        delete timer;
        sleeper.resume();
    }
}

QCoro::Task<> QtClock::sleepUntil(std::int64_t ms)
{
    return napUntil(m_naps, ms);
}

} // namespace tidemark
