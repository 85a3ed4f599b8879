// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulation/Mutants.h"

namespace tidemark::sim {

namespace {

using namespace tidemark::backend;

/// The classic mistake: the answer's timestamp is the time of day.
class NowAsCursorStore final : public SyncStore {
public:
    NowAsCursorStore(SyncStore &inner, const Clock &clock) : m_inner(inner), m_clock(clock) {}

    ServerMeta meta() const override { return m_inner.meta(); }

    Result<std::unique_ptr<UserTransaction>> begin(const std::string &userId) override
    {
        return m_inner.begin(userId);
    }

    Result<PullPage> pull(const std::string &userId, const PullQuery &query) override
    {
        TRY(PullPage page, m_inner.pull(userId, query));
        page.clock = m_clock.nowMs();
        return page;
    }

    Result<Snapshot> scan(const std::string &userId, std::size_t entity,
                          const std::function<void(const Record &)> &visit) override
    {
        return m_inner.scan(userId, entity, visit);
    }

    Result<void> writeReport(std::span<SyncLogEntry> logs, const DeviceSeen &device) override
    {
        return m_inner.writeReport(logs, device);
    }

    Result<void> writeLogs(std::span<const SyncLogEntry> logs, std::span<const DeviceSeen> devices) override
    {
        return m_inner.writeLogs(logs, devices);
    }

private:
    SyncStore &m_inner;
    const Clock &m_clock;
};

} // namespace

std::unique_ptr<SyncStore> makeNowAsCursorStore(SyncStore &store, const Clock &clock)
{
    return std::make_unique<NowAsCursorStore>(store, clock);
}

} // namespace tidemark::sim
