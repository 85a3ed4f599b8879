// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "replica/ReplicaParts.h"

namespace tidemark {

/// One step of replacing the data key: the new key is made, then so many rows at a time are sealed with it, last the
/// journal is, and the former key goes. Belongs inside a transaction.
Result<Replica::RotationStep> rotationStep(ReplicaParts &parts, std::size_t maxRows);

} // namespace tidemark
