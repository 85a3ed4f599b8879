// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace tidemark::ui {

/// A stretch of a text that is the same as in another, or not.
struct DiffPart {
    QString text;
    bool changed = false;

    bool operator==(const DiffPart &) const = default;
};

/// The words of \a text that do not stand in \a other in the same order (longest common subsequence of words).
/// The parts joined are \a text again; neighbouring changed words with only blanks between are one part. Texts of
/// more than 2,000 words are compared at their ends only, and what is left in the middle counts as changed.
QList<DiffPart> changedWords(const QString &text, const QString &other);

} // namespace tidemark::ui
