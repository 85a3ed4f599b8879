// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tidemark {

/// Header fields in order. Names compare without case (RFC 9110).
class Headers {
public:
    void set(std::string name, std::string value);
    /// Empty when absent.
    std::string_view get(std::string_view name) const;
    bool has(std::string_view name) const;
    const std::vector<std::pair<std::string, std::string>> &all() const { return m_fields; }

private:
    std::vector<std::pair<std::string, std::string>> m_fields;
};

/// One HTTP request as client and server code see it, free of any library. `target` is path and query, encoded.
struct Request {
    std::string method = "GET";
    std::string target;
    Headers headers;
    std::string body;
    /// The peer's address, filled in by the server; empty on the client.
    std::string peer;

    std::string_view path() const;
    /// Decoded value of a query parameter, the first of its name; nothing when absent.
    std::optional<std::string> query(std::string_view name) const;
};

struct Response {
    int status = 200;
    Headers headers;
    std::string body;
};

/// Percent-encodes everything but unreserved characters (RFC 3986).
std::string percentEncode(std::string_view text);
/// Also turns '+' into a space, as in query strings. Malformed escapes stay as they are.
std::string percentDecode(std::string_view text);

} // namespace tidemark
