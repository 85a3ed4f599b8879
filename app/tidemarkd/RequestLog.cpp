// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/tidemarkd/RequestLog.h"

#include "protocol/JsonWriter.h"

#include <cstdio>
#include <ctime>

namespace tidemark::daemon {

namespace {

constexpr std::size_t kMaxBuffered = 4 * 1024 * 1024;
constexpr std::size_t kMaxField = 256;

/// What a client chose may neither break a line nor a terminal.
std::string harmless(std::string_view text)
{
    std::string out(text.substr(0, kMaxField));
    for (char &c : out) {
        if (c < ' ' || c > '~')
            c = '?';
    }
    return out;
}

/// ISO 8601 in UTC with milliseconds.
std::string timestamp(std::int64_t ms)
{
    const std::time_t seconds = ms / 1000;
    std::tm parts = {};
    gmtime_r(&seconds, &parts);
    char date[32];
    const std::size_t size = std::strftime(date, sizeof date, "%Y-%m-%dT%H:%M:%S", &parts);
    char fraction[8];
    std::snprintf(fraction, sizeof fraction, ".%03dZ", static_cast<int>(ms % 1000));
    return std::string(date, size) + fraction;
}

double milliseconds(std::int64_t us)
{
    return static_cast<double>(us) / 1000;
}

std::int64_t totalUs(const backend::RequestTiming &timing)
{
    return timing.receiveUs + timing.queueUs + timing.handleUs + timing.sendUs;
}

std::string jsonLine(const backend::RequestTiming &timing, const std::string &time)
{
    std::string line;
    JsonWriter json(line);
    json.beginObject()
        .field("time", time)
        .field("level", timing.status >= 500 || !timing.fault.empty() ? "error" : "info")
        .field("event", "request")
        .field("method", harmless(timing.method))
        .field("path", harmless(timing.path))
        .field("status", timing.status)
        .field("ms", milliseconds(totalUs(timing)))
        .field("receive_ms", milliseconds(timing.receiveUs))
        .field("queue_ms", milliseconds(timing.queueUs))
        .field("handle_ms", milliseconds(timing.handleUs))
        .field("send_ms", milliseconds(timing.sendUs))
        .field("bytes_in", static_cast<std::int64_t>(timing.bytesIn))
        .field("bytes_out", static_cast<std::int64_t>(timing.bytesOut))
        .field("peer", timing.peer)
        .field("request_id", harmless(timing.requestId));
    if (!timing.delivered)
        json.field("delivered", false);
    if (!timing.fault.empty())
        json.field("fault", harmless(timing.fault));
    json.endObject();
    return line;
}

std::string textLine(const backend::RequestTiming &timing, const std::string &time)
{
    char ms[32];
    std::snprintf(ms, sizeof ms, "%.1f ms", milliseconds(totalUs(timing)));
    std::string line = time + ' ' + harmless(timing.method) + ' ' + harmless(timing.path) + ' '
        + std::to_string(timing.status) + ' ' + ms + ' ' + harmless(timing.requestId);
    if (!timing.delivered)
        line += " not delivered";
    if (!timing.fault.empty())
        line += " fault: " + harmless(timing.fault);
    return line;
}

} // namespace

void RequestLog::request(const backend::RequestTiming &timing)
{
    const std::string time = timestamp(m_clock.nowMs());
    add(m_format == LogFormat::Json ? jsonLine(timing, time) : textLine(timing, time));
}

void RequestLog::event(const char *level, std::string_view text)
{
    const std::string time = timestamp(m_clock.nowMs());
    std::string line;
    if (m_format == LogFormat::Json) {
        JsonWriter(line)
            .beginObject()
            .field("time", time)
            .field("level", level)
            .field("event", "message")
            .field("message", text)
            .endObject();
    } else {
        line = time + ' ' + level + ": " + std::string(text);
    }
    add(line);
}

void RequestLog::add(const std::string &line)
{
    const std::lock_guard lock(m_mutex);
    if (m_lines.size() + line.size() > kMaxBuffered)
        ++m_dropped;
    else
        m_lines.append(line).append("\n");
}

void RequestLog::flush()
{
    std::string lines;
    std::size_t dropped = 0;
    {
        const std::lock_guard lock(m_mutex);
        lines.swap(m_lines);
        std::swap(dropped, m_dropped);
    }
    std::fwrite(lines.data(), 1, lines.size(), stderr);
    if (dropped > 0)
        warning(std::to_string(dropped) + " log lines were dropped");
}

} // namespace tidemark::daemon
