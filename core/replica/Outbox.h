// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "replica/ReplicaParts.h"

namespace tidemark {

/// Reads what the next push sends: dirty rows in the order they arrived, without those set aside.
/// @param maxBytes  approximate size of the body; one row is always taken
Result<OutboxBatch> readOutbox(ReplicaParts &parts, const OutboxPosition &from, std::size_t maxRows,
                               std::size_t maxBytes);

} // namespace tidemark
