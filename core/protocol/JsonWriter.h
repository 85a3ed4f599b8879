// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace tidemark {

/// Appends compact JSON to a string, in order, without building a tree. Text must be UTF-8. The caller nests
/// correctly; commas are placed here.
class JsonWriter {
public:
    explicit JsonWriter(std::string &out) : m_out(out) {}

    JsonWriter &beginObject();
    JsonWriter &endObject();
    JsonWriter &beginArray();
    JsonWriter &endArray();
    JsonWriter &key(std::string_view name);
    JsonWriter &string(std::string_view text);
    JsonWriter &integer(std::int64_t number);
    /// Shortest text that reads back as the same double. Not finite writes null.
    JsonWriter &real(double number);
    JsonWriter &boolean(bool value);
    JsonWriter &null();
    /// Text that is already JSON.
    JsonWriter &raw(std::string_view json);

    JsonWriter &field(std::string_view name, std::string_view text) { return key(name).string(text); }
    JsonWriter &field(std::string_view name, const char *text) { return key(name).string(text); }
    JsonWriter &field(std::string_view name, const std::string &text) { return key(name).string(text); }
    JsonWriter &field(std::string_view name, std::int64_t number) { return key(name).integer(number); }
    JsonWriter &field(std::string_view name, int number) { return key(name).integer(number); }
    JsonWriter &field(std::string_view name, bool value) { return key(name).boolean(value); }
    JsonWriter &field(std::string_view name, double number) { return key(name).real(number); }

private:
    void separate();

    std::string &m_out;
    bool m_first = true;
};

/// Appends the text as a quoted JSON string.
void appendJsonString(std::string &out, std::string_view text);

} // namespace tidemark
