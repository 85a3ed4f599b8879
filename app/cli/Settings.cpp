// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Settings.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fstream>
#include <system_error>

namespace tidemark::cli {

namespace {

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view blank = " \t\r";
    const auto first = text.find_first_not_of(blank);
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(blank) - first + 1);
}

} // namespace

Result<Settings> readSettings(std::string_view text, const std::string &origin)
{
    Settings settings;
    for (int line = 1; !text.empty(); ++line) {
        const auto end = std::min(text.find('\n'), text.size());
        const std::string_view content = trimmed(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (content.empty() || content.front() == '#')
            continue;
        const auto equals = content.find('=');
        const std::string_view name = trimmed(content.substr(0, equals));
        if (equals == std::string_view::npos || name.empty()) {
            return Error{"config_malformed", ErrorCategory::Input,
                         origin + ":" + std::to_string(line) + ": a line must read name = value"};
        }
        Setting &setting = settings.try_emplace(std::string(name), Setting{{}, line}).first->second;
        setting.values.emplace_back(trimmed(content.substr(equals + 1)));
    }
    return settings;
}

Result<Settings> readSettingsFile(const std::string &path)
{
    std::ifstream file(path, std::ios::binary);
    std::string text;
    std::array<char, 4096> piece{};
    while (file.read(piece.data(), piece.size()) || file.gcount() > 0)
        text.append(piece.data(), static_cast<std::size_t>(file.gcount()));
    if (!file.is_open() || file.bad()) {
        return Error{"config_unreadable", ErrorCategory::Input, path + ": " + std::generic_category().message(errno)};
    }
    return readSettings(text, path);
}

} // namespace tidemark::cli
