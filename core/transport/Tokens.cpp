// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/Tokens.h"

#include <QByteArray>
#include <QFile>

#include <simdjson.h>

#include <algorithm>

namespace tidemark {

namespace {

constexpr qint64 kMaxTokenBytes = 64 * 1024;

Result<std::string> readTokenFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return Error{"token_unreadable", ErrorCategory::Local,
                     path.toStdString() + ": " + file.errorString().toStdString()};
    }
    auto token = cleanToken(file.read(kMaxTokenBytes).toStdString());
    if (!token)
        return Error{token.error().code, token.error().category, path.toStdString() + ": " + token.error().detail};
    return token;
}

} // namespace

Result<std::string> cleanToken(std::string_view text)
{
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos)
        return Error{"bad_token", ErrorCategory::Local, "there is no token in it"};
    text = text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
    // What is not visible ASCII would end the header line, or belong to another file altogether.
    const auto visible = [](char c) { return c > ' ' && c < '\x7f'; };
    if (!std::all_of(text.begin(), text.end(), visible))
        return Error{"bad_token", ErrorCategory::Local, "a token is one word of visible characters"};
    return std::string(text);
}

QCoro::Task<Result<std::string>> StaticToken::token(bool)
{
    co_return cleanToken(m_token);
}

QCoro::Task<Result<std::string>> TokenFile::token(bool refresh)
{
    if (!refresh && !m_token.empty())
        co_return Result<std::string>(m_token);
    auto token = readTokenFile(m_path);
    m_token = token ? *token : std::string();
    co_return token;
}

std::string tokenSubject(std::string_view token)
{
    const auto start = token.find('.') + 1;
    const auto end = token.find('.', start);
    if (start == 0 || end == std::string_view::npos)
        return {};
    const auto part = token.substr(start, end - start);
    const QByteArray claims = QByteArray::fromBase64(QByteArray(part.data(), static_cast<qsizetype>(part.size())),
                                                     QByteArray::Base64UrlEncoding);
    simdjson::dom::parser parser;
    std::string_view subject;
    const auto json = parser.parse(claims.constData(), static_cast<std::size_t>(claims.size()));
    return json["sub"].get_string().get(subject) == simdjson::SUCCESS ? std::string(subject) : std::string();
}

} // namespace tidemark
