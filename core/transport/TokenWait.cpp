// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/TokenWait.h"

#include <utility>

namespace tidemark {

std::shared_ptr<TokenWait> TokenWait::ask(std::shared_ptr<TokenProvider> provider, bool refresh)
{
    auto wait = std::make_shared<TokenWait>();
    listen(wait, std::move(provider), refresh);
    return wait;
}

QCoro::Task<> TokenWait::listen(std::shared_ptr<TokenWait> wait, std::shared_ptr<TokenProvider> provider,
                                bool refresh)
{
    auto token = co_await provider->token(refresh);
    if (wait->m_over)
        co_return;
    wait->m_answer = std::move(token);
    wait->goOn();
}

void TokenWait::giveUp()
{
    if (!m_over)
        goOn();
}

void TokenWait::goOn()
{
    m_over = true;
    if (const auto waiting = std::exchange(m_waiting, nullptr))
        waiting.resume();
}

} // namespace tidemark
