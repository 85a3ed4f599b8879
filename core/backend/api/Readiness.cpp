// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/Readiness.h"

namespace tidemark::backend {

namespace {

constexpr std::int64_t kGoodForUs = 1'000'000;
constexpr const char *kNobody = "00000000-0000-0000-0000-000000000000";

} // namespace

bool Readiness::check(AdminStore &store, std::int64_t nowUs)
{
    const std::lock_guard lock(m_mutex); // who comes while another asks wants the same answer
    if (!m_asked || nowUs - m_askedAt >= kGoodForUs) {
        m_ready = static_cast<bool>(store.conflictOwner(kNobody));
        m_asked = true;
        m_askedAt = nowUs;
    }
    return m_ready;
}

} // namespace tidemark::backend
