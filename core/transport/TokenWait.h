// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transport/Tokens.h"

#include <coroutine>
#include <memory>
#include <optional>
#include <string>

namespace tidemark {

/// One question to a token provider that can be given up: a provider may take as long as it likes, but a sync that
/// was cancelled does not wait for it. Lives on the transport's thread.
class TokenWait {
public:
    static std::shared_ptr<TokenWait> ask(std::shared_ptr<TokenProvider> provider, bool refresh);

    /// Lets the awaiting coroutine go on, before it returns, without an answer.
    void giveUp();

    struct End {
        TokenWait &wait;
        bool await_ready() const { return wait.m_over; }
        void await_suspend(std::coroutine_handle<> waiting) const { wait.m_waiting = waiting; }
        std::optional<Result<std::string>> await_resume() const { return std::move(wait.m_answer); }
    };
    /// To be awaited, once: the provider's answer, or nothing when it was given up.
    End end() { return End{*this}; }

private:
    static QCoro::Task<> listen(std::shared_ptr<TokenWait> wait, std::shared_ptr<TokenProvider> provider,
                                bool refresh);
    void goOn();

    std::optional<Result<std::string>> m_answer;
    bool m_over = false;
    std::coroutine_handle<> m_waiting;
};

} // namespace tidemark
