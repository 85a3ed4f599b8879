// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"

#include <cstdint>
#include <string_view>

namespace tidemark {

/// How one sync, or one try of it, ended (S6).
enum class SyncResult : std::uint8_t {
    Success,
    NetworkError,
    AuthError,
    Conflict,
    ServerError,
    Timeout,
    LocalFault,
    Cancelled
};

/// "SUCCESS", "NETWORK_ERROR", … as logs, command lines and the wire spell it.
std::string_view syncResultName(SyncResult result);
/// Unknown names read as ServerError.
SyncResult syncResultFromName(std::string_view name);

/// What kept a request from getting an answer.
enum class NetworkFailure : std::uint8_t {
    Refused,
    HostNotFound,
    Reset,
    Tls,
    PinMismatch,
    Unreachable,
    Timeout,
    Cancelled
};

std::string_view networkFailureName(NetworkFailure failure);

/// What follows from an outcome.
enum class Retry : std::uint8_t {
    No,
    Backoff,           ///< Retry-After if given, else the Fibonacci wait
    AfterTokenRefresh, ///< once
    AfterResync,       ///< the cursor is no longer usable
    HalfTheBatch,
};

struct Outcome {
    SyncResult result;
    Retry retry;
};

/// The one table that maps every HTTP status to a category and what to do next.
Outcome outcomeOfStatus(int httpStatus);
/// The same for requests that got no answer.
Outcome outcomeOfFailure(NetworkFailure failure);
/// The category of an error value, for faults that are not answers.
SyncResult resultOfError(const Error &error);

} // namespace tidemark
