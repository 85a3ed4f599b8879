// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"

#include <chrono>
#include <cstddef>
#include <stop_token>
#include <string>

namespace tidemark::backend {

struct FetchLimits {
    std::size_t body = std::size_t{256} * 1024;                 ///< bytes
    std::size_t header = std::size_t{16} * 1024;                ///< bytes
    std::chrono::milliseconds whole = std::chrono::seconds(10); ///< from looking up the name to the last byte
};

/// True for what fetch() takes for an address, rather than a file's name.
bool isUrl(const std::string &text);

/// GETs a small document and blocks until it is there. `https` with a certificate that the system's authorities vouch
/// for (SSL_CERT_FILE names others) and TLS 1.2 at least; plain `http` to the loopback alone. Redirections are not
/// followed, proxies not used, compression not offered. Any status but 200 is an error.
///
/// `stop` makes it return early; only looking up a name is waited for. Details name the address without its query.
/// Errors: `bad_url` (Input), `fetch_failed` (Network), `fetch_refused` (Server: status, size),
/// `fetch_timeout` (Timeout).
Result<std::string> fetch(const std::string &url, const FetchLimits &limits, std::stop_token stop);

} // namespace tidemark::backend
