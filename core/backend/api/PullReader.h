// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/Services.h"

#include <memory>
#include <string>

namespace tidemark::backend {

/// Reads the pages of one pull, each in a snapshot of its own. May outlive the request, not the services.
class PullReader {
public:
    /// @param epoch        as the client knows it, empty when it does not say
    /// @param windowEpoch  of the page token, empty without one
    PullReader(Services &services, std::string userId, std::string epoch, std::string windowEpoch,
               std::shared_ptr<RequestTrace> trace);

    /// The page, unless the cursor is of no more use.
    Attempt<PullPage> read(const PullQuery &query);

    /// What one request has given so far goes into its log.
    void tell(std::int64_t pulled);
    const Schema &schema() const { return m_services.context.schema; }

private:
    Services &m_services;
    std::string m_userId;
    std::string m_epoch;
    std::string m_windowEpoch;
    std::shared_ptr<RequestTrace> m_trace;
};

/// Everything behind `changes`, and the end of the answer.
/// @param next  token of the next page, empty when there is none
void finishPull(JsonWriter &json, const ServerMeta &meta, std::int64_t timestamp, const std::string &next);

} // namespace tidemark::backend
