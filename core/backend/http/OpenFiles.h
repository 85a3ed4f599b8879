// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"

#include <cstddef>

namespace tidemark::backend {

/// Raises this process' limit of open files to `count`; each connection is one. Error `few_files`, of category Local,
/// with the limit there is when the system allows no more: a warning, the server runs with fewer connections.
Result<void> allowOpenFiles(std::size_t count);

} // namespace tidemark::backend
