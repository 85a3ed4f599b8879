// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/store/Store.h"
#include "base/Clock.h"

#include <memory>

namespace tidemark::sim {

/// A store whose pulls answer with the wall clock instead of the user's clock.
std::unique_ptr<backend::SyncStore> makeNowAsCursorStore(backend::SyncStore &store, const Clock &clock);

} // namespace tidemark::sim
