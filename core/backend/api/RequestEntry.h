// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/Services.h"

#include <memory>

namespace tidemark::backend {

/// One request's row in the log in the making: who, with what, and what came of it.
struct RequestEntry {
    Services &services;
    Session session;
    std::shared_ptr<RequestTrace> trace;
    std::string_view type; ///< of the log; static text

    /// How it went. Set before write().
    void succeeded(int status);
    void refused(int status, const Refusal &refusal);
    /// A streamed answer that was not sent to its end, after a good status.
    void cut(const Error &why);

    /// Puts the row into the journal.
    void write(std::int64_t bytesIn, std::int64_t bytesOut);
};

/// The body with its request's row written when it is destroyed, that is when the answer has ended.
std::shared_ptr<BodySource> journaled(std::shared_ptr<BodySource> body, RequestEntry entry, std::int64_t bytesIn);

} // namespace tidemark::backend
