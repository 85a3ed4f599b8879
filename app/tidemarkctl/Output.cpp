// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/tidemarkctl/Output.h"

#include <QDateTime>
#include <QString>

#include <algorithm>
#include <cstdio>

namespace tidemark::ctl {

namespace {

constexpr int kUsage = 2;

std::size_t widthOf(std::string_view text)
{
    // Continuation bytes of UTF-8 take no column of their own.
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

/// Ids and times begin with digits too, and have dashes.
bool isNumber(std::string_view text)
{
    return !text.empty() && text[0] >= '0' && text[0] <= '9' && text.find('-') == std::string_view::npos;
}

} // namespace

int exitCode(SyncResult result)
{
    switch (result) {
    case SyncResult::Success: return 0;
    case SyncResult::NetworkError: return 10;
    case SyncResult::AuthError: return 11;
    case SyncResult::Conflict: return 12;
    case SyncResult::ServerError: return 13;
    case SyncResult::Timeout: return 14;
    case SyncResult::LocalFault:
    case SyncResult::Cancelled: break;
    }
    return 15;
}

int exitCode(const Error &error)
{
    return error.category == ErrorCategory::Input ? kUsage : exitCode(resultOfError(error));
}

void printLine(std::string_view text)
{
    std::fwrite(text.data(), 1, text.size(), stdout);
    std::fputc('\n', stdout);
}

int complain(const Error &error)
{
    // The code of a usage error says nothing that its text does not.
    const std::string code = error.code == "usage" ? "" : error.code + ": ";
    std::fprintf(stderr, "tidemarkctl: %s%s\n", code.c_str(), error.detail.c_str());
    return exitCode(error);
}

void remark(std::string_view text)
{
    std::fprintf(stderr, "tidemarkctl: %.*s\n", static_cast<int>(text.size()), text.data());
}

void Table::print() const
{
    std::vector<std::size_t> widths;
    for (const auto &row : m_rows) {
        widths.resize(std::max(widths.size(), row.size()));
        for (std::size_t i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], widthOf(row[i]));
    }
    for (const auto &row : m_rows) {
        std::string line;
        for (std::size_t i = 0; i < row.size(); ++i) {
            const std::string blank(widths[i] - widthOf(row[i]), ' ');
            line += (i == 0 ? "" : "  ") + (isNumber(row[i]) ? blank + row[i] : row[i] + blank);
        }
        line.erase(line.find_last_not_of(' ') + 1);
        printLine(line);
    }
}

std::string timeText(std::int64_t ms)
{
    if (ms == 0)
        return "never";
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC);
    return time.toString(QStringLiteral("yyyy-MM-dd HH:mm:ss 'UTC'")).toStdString();
}

std::string durationText(double ms)
{
    const bool seconds = ms >= 1000;
    return QString::number(seconds ? ms / 1000 : ms, 'f', seconds ? 2 : 1).toStdString() + (seconds ? " s" : " ms");
}

} // namespace tidemark::ctl
