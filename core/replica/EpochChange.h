// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "replica/ReplicaParts.h"

#include <string>

namespace tidemark {

/// Inside the caller's transaction: makes edits of everything the server stamped after `restoredTo`, based on that
/// stamp, so that a server restored from a backup gets it again and merges it with what other devices offer.
/// @return how many rows are offered
Result<std::size_t> offerAgain(ReplicaParts &parts, const std::string &epoch, std::int64_t restoredTo);

} // namespace tidemark
