// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace tidemark::test {

/// True when this run of the test is the one on PostgreSQL: TIDEMARK_TEST_POSTGRES names a file with the URL of a
/// cluster.
bool onPostgres();

/// Where a new, empty store can be opened: ":memory:", or an own schema in the cluster. Fatal when there is no
/// cluster.
std::string newStore();

} // namespace tidemark::test
