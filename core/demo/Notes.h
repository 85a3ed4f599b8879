// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Random.h"
#include "protocol/Record.h"

#include <string>

namespace tidemark::demo {

/// What people write in the demo: plausible French and English notes, drawn with the given generator.
class Notes {
public:
    explicit Notes(Random &random) : m_random(random) {}

    /// A new row, every text column filled as a person would.
    Record create(std::size_t entity);
    /// A whole book pasted into one note: every value is within its limit, the record is not. The server refuses it.
    Record createTooLarge(std::size_t entity);
    /// A small change to an existing row: another title, a longer text, a state, a priority.
    Record edit(std::size_t entity, const Record &row, std::int64_t nowMs);
    /// The columns the two sides of a staged conflict fight over, with `version` telling the sides apart.
    Record rival(std::size_t entity, const Record &row, int version);

private:
    std::string pick(const char *const *first, std::size_t count);
    std::string title();
    std::string sentence();

    Random &m_random;
};

} // namespace tidemark::demo
