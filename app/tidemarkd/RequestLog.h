// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/http/HttpServer.h"
#include "base/Clock.h"

#include <mutex>
#include <string>
#include <string_view>

namespace tidemark::daemon {

enum class LogFormat { Text, Json };

/// The program's log on standard error, a line each event and request. Threads that serve only add to a buffer: a
/// reader that stands still may not hold up the server. Lines beyond the buffer are counted, not kept.
class RequestLog {
public:
    RequestLog(LogFormat format, const Clock &clock) : m_format(format), m_clock(clock) {}
    ~RequestLog() { flush(); }
    RequestLog(const RequestLog &) = delete;
    RequestLog &operator=(const RequestLog &) = delete;

    /// Callable from any thread.
    void request(const backend::RequestTiming &timing);
    void info(std::string_view text) { event("info", text); }
    void warning(std::string_view text) { event("warning", text); }

    /// Writes what is buffered. For one thread.
    void flush();

private:
    void event(const char *level, std::string_view text);
    void add(const std::string &line);

    LogFormat m_format;
    const Clock &m_clock;
    std::mutex m_mutex;
    std::string m_lines;
    std::size_t m_dropped = 0;
};

} // namespace tidemark::daemon
