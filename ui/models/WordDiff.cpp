// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/WordDiff.h"

#include <QStringView>

#include <algorithm>
#include <vector>

namespace tidemark::ui {

namespace {

constexpr std::size_t mostWords = 2000;

/// Words, and the blanks and single punctuation marks between them.
std::vector<QStringView> tokens(const QString &text)
{
    std::vector<QStringView> found;
    const QStringView all(text);
    qsizetype at = 0;
    const auto isWord = [](QChar c) { return c.isLetterOrNumber() || c.isMark() || c.isSurrogate(); };
    while (at < all.size()) {
        const qsizetype start = at++;
        if (isWord(all[start])) {
            while (at < all.size() && isWord(all[at]))
                ++at;
        } else if (all[start].isSpace()) {
            while (at < all.size() && all[at].isSpace())
                ++at;
        }
        found.push_back(all.mid(start, at - start));
    }
    return found;
}

bool isBlank(QStringView token)
{
    return token.front().isSpace();
}

/// Marks the tokens in the middle of `mine` that are part of the longest common subsequence.
void markCommon(const std::vector<QStringView> &mine, const std::vector<QStringView> &other, std::size_t prefix,
                std::size_t suffix, std::vector<bool> &same)
{
    const std::size_t rows = mine.size() - prefix - suffix;
    const std::size_t columns = other.size() - prefix - suffix;
    if (rows == 0 || columns == 0 || rows > mostWords || columns > mostWords)
        return;
    std::vector<std::uint16_t> length((rows + 1) * (columns + 1), 0);
    const auto at = [&](std::size_t r, std::size_t c) -> std::uint16_t & { return length[r * (columns + 1) + c]; };
    for (std::size_t r = rows; r-- > 0;) {
        for (std::size_t c = columns; c-- > 0;) {
            at(r, c) = mine[prefix + r] == other[prefix + c] ? static_cast<std::uint16_t>(at(r + 1, c + 1) + 1)
                                                             : std::max(at(r + 1, c), at(r, c + 1));
        }
    }
    for (std::size_t r = 0, c = 0; r < rows && c < columns;) {
        if (mine[prefix + r] == other[prefix + c]) {
            same[prefix + r] = true;
            ++r;
            ++c;
        } else if (at(r + 1, c) >= at(r, c + 1)) {
            ++r;
        } else {
            ++c;
        }
    }
}

} // namespace

QList<DiffPart> changedWords(const QString &text, const QString &other)
{
    const std::vector<QStringView> mine = tokens(text);
    const std::vector<QStringView> theirs = tokens(other);
    std::size_t prefix = 0;
    const std::size_t shorter = std::min(mine.size(), theirs.size());
    while (prefix < shorter && mine[prefix] == theirs[prefix])
        ++prefix;
    std::size_t suffix = 0;
    while (suffix < shorter - prefix && mine[mine.size() - 1 - suffix] == theirs[theirs.size() - 1 - suffix])
        ++suffix;
    std::vector<bool> same(mine.size(), false);
    std::fill_n(same.begin(), prefix, true);
    std::fill_n(same.rbegin(), suffix, true);
    markCommon(mine, theirs, prefix, suffix, same);
    // A blank is marked exactly when it stands between two changed words, so that a changed phrase is one mark.
    for (std::size_t i = 0; i < mine.size(); ++i) {
        if (isBlank(mine[i]))
            same[i] = i == 0 || i + 1 == mine.size() || same[i - 1] || same[i + 1];
    }
    QList<DiffPart> parts;
    for (std::size_t i = 0; i < mine.size(); ++i) {
        if (parts.isEmpty() || parts.last().changed == same[i])
            parts.append({QString(), !same[i]});
        parts.last().text += mine[i];
    }
    return parts;
}

} // namespace tidemark::ui
