// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"

#include <QCoroTask>
#include <QString>

#include <string>
#include <string_view>

namespace tidemark {

/// Where bearer tokens come from. Lives on its transport's thread.
class TokenProvider {
public:
    virtual ~TokenProvider() = default;
    /// @param refresh  the last token was refused: get another if there can be one
    /// Errors: category Local or Auth.
    virtual QCoro::Task<Result<std::string>> token(bool refresh) = 0;
};

/// The same token for ever.
class StaticToken final : public TokenProvider {
public:
    explicit StaticToken(std::string token) : m_token(std::move(token)) {}
    QCoro::Task<Result<std::string>> token(bool refresh) override;

private:
    std::string m_token;
};

/// A file that holds the token alone, blanks around it aside; read at first use and again on refresh.
/// Errors (category Local): "token_unreadable", "bad_token" (empty, or not one word of visible characters).
class TokenFile final : public TokenProvider {
public:
    explicit TokenFile(QString path) : m_path(std::move(path)) {}
    QCoro::Task<Result<std::string>> token(bool refresh) override;

private:
    QString m_path;
    std::string m_token;
};

/// The token as a file or variable holds it, blanks taken off. Errors: "bad_token", never with the text itself.
Result<std::string> cleanToken(std::string_view text);

/// The `sub` of a JWT, unverified: only to tell accounts apart. Empty when it is none.
std::string tokenSubject(std::string_view token);

} // namespace tidemark
