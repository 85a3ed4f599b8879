// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/api/Api.h"
#include "backend/store/SqlStore.h"

#include <memory>
#include <set>
#include <string>

namespace tidemark::fuzz {

/// Stands still.
class StillClock final : public Clock {
public:
    std::int64_t nowMs() const override { return 1'736'760'600'000; }
    std::int64_t steadyUs() const override { return 0; }
};

/// A backend with a few records and a conflict, in a store of test::newStore(). Whoever asks is an administrator. It
/// begins anew from time to time, so that inputs do not depend on all that went before.
class FuzzedApi {
public:
    FuzzedApi();
    ~FuzzedApi();
    /// What Api::handle() answers, with its stream read; aborts when the answer is none that the description of the
    /// API allows.
    Response handle(Request request);
    const std::string &conflict() const { return m_conflict; }

private:
    void restart();
    void checkAnswer(const Request &request, const Response &response) const;
    class Everyone;

    StillClock m_clock;
    std::set<std::string> m_documented; ///< "method pattern status code"
    std::unique_ptr<Everyone> m_everyone;
    std::unique_ptr<SeededRandom> m_random;
    std::unique_ptr<UuidSource> m_ids;
    std::unique_ptr<backend::SqlStore> m_store;
    std::unique_ptr<backend::Api> m_api;
    std::string m_conflict;
    int m_handled = 0;
};

} // namespace tidemark::fuzz
