// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "replica/ReplicaParts.h"

namespace tidemark {

/// Takes in a push's answer, inside the caller's transaction: rows that were sent, rejections, conflicts, other
/// changes and the cursor.
/// @return how many rows of `answer.changes` were news
Result<std::size_t> takeAnswer(ReplicaParts &parts, const PushRequest &sent, const PushAnswer &answer);

} // namespace tidemark
