// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/store/AdminStore.h"

#include <cstdint>
#include <mutex>

namespace tidemark::backend {

/// Whether the database answers. Asked of it at most once a second, however often anybody wants to know. Callable
/// from any thread.
class Readiness {
public:
    bool check(AdminStore &store, std::int64_t nowUs);

private:
    std::mutex m_mutex;
    bool m_asked = false;
    bool m_ready = false;
    std::int64_t m_askedAt = 0;
};

} // namespace tidemark::backend
