// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/SyncResult.h"

#include <array>

namespace tidemark {

namespace {

struct StatusRow {
    int first;
    int last;
    Outcome outcome;
};

// The first row that holds the status decides.
constexpr std::array kStatusTable{
    StatusRow{200, 299, {SyncResult::Success, Retry::No}},
    StatusRow{401, 401, {SyncResult::AuthError, Retry::AfterTokenRefresh}},
    StatusRow{403, 403, {SyncResult::AuthError, Retry::No}},
    StatusRow{408, 408, {SyncResult::Timeout, Retry::Backoff}},
    StatusRow{409, 409, {SyncResult::Conflict, Retry::No}},
    StatusRow{410, 410, {SyncResult::Conflict, Retry::AfterResync}},
    StatusRow{413, 413, {SyncResult::ServerError, Retry::HalfTheBatch}},
    StatusRow{429, 429, {SyncResult::ServerError, Retry::Backoff}},
    StatusRow{504, 504, {SyncResult::Timeout, Retry::Backoff}},
    StatusRow{500, 599, {SyncResult::ServerError, Retry::Backoff}},
    // What is left (1xx, 3xx, other 4xx) is a bug of one side: shown, not retried.
    StatusRow{0, 999, {SyncResult::ServerError, Retry::No}},
};

struct FailureRow {
    NetworkFailure failure;
    std::string_view name;
    Outcome outcome;
};

constexpr std::array kFailureTable{
    FailureRow{NetworkFailure::Refused, "refused", {SyncResult::NetworkError, Retry::Backoff}},
    FailureRow{NetworkFailure::HostNotFound, "host_not_found", {SyncResult::NetworkError, Retry::Backoff}},
    FailureRow{NetworkFailure::Reset, "reset", {SyncResult::NetworkError, Retry::Backoff}},
    FailureRow{NetworkFailure::Tls, "tls", {SyncResult::NetworkError, Retry::Backoff}},
    FailureRow{NetworkFailure::PinMismatch, "pin_mismatch", {SyncResult::NetworkError, Retry::No}},
    FailureRow{NetworkFailure::Unreachable, "unreachable", {SyncResult::NetworkError, Retry::Backoff}},
    FailureRow{NetworkFailure::Timeout, "timeout", {SyncResult::Timeout, Retry::Backoff}},
    FailureRow{NetworkFailure::Cancelled, "cancelled", {SyncResult::Cancelled, Retry::No}},
};

constexpr std::array<std::string_view, 8> kResultNames{"SUCCESS",      "NETWORK_ERROR", "AUTH_ERROR",  "CONFLICT",
                                                       "SERVER_ERROR", "TIMEOUT",       "LOCAL_FAULT", "CANCELLED"};

} // namespace

std::string_view syncResultName(SyncResult result)
{
    return kResultNames[static_cast<std::size_t>(result)];
}

SyncResult syncResultFromName(std::string_view name)
{
    for (std::size_t i = 0; i < kResultNames.size(); ++i) {
        if (kResultNames[i] == name)
            return static_cast<SyncResult>(i);
    }
    return SyncResult::ServerError;
}

std::string_view networkFailureName(NetworkFailure failure)
{
    return kFailureTable[static_cast<std::size_t>(failure)].name;
}

Outcome outcomeOfStatus(int httpStatus)
{
    for (const StatusRow &row : kStatusTable) {
        if (httpStatus >= row.first && httpStatus <= row.last)
            return row.outcome;
    }
    return {SyncResult::ServerError, Retry::No};
}

Outcome outcomeOfFailure(NetworkFailure failure)
{
    return kFailureTable[static_cast<std::size_t>(failure)].outcome;
}

SyncResult resultOfError(const Error &error)
{
    switch (error.category) {
    case ErrorCategory::Network: return SyncResult::NetworkError;
    case ErrorCategory::Timeout: return SyncResult::Timeout;
    case ErrorCategory::Auth: return SyncResult::AuthError;
    case ErrorCategory::Conflict: return SyncResult::Conflict;
    case ErrorCategory::Server:
    case ErrorCategory::Busy: return SyncResult::ServerError;
    case ErrorCategory::Input:
    case ErrorCategory::Local: break;
    }
    return SyncResult::LocalFault;
}

} // namespace tidemark
