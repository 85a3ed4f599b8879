// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/store/Database.h"
#include "backend/store/Store.h"

#include <span>

namespace tidemark::backend {

/// Takes what requests said about users and devices into `users` and `devices`, a row each however many requests
/// there were, in the order of the keys, so that two servers cannot block each other. Inside the caller's
/// transaction.
Result<void> insertDevices(Database &database, std::span<const DeviceSeen> devices);

} // namespace tidemark::backend
