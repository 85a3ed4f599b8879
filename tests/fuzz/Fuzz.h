// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

/// What every fuzzer defines, as libFuzzer calls it (https://llvm.org/docs/LibFuzzer.html); Driver.cpp calls it too.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size);

namespace tidemark::fuzz {

inline std::string_view textOf(const std::uint8_t *data, std::size_t size)
{
    return {reinterpret_cast<const char *>(data), size};
}

/// Ends the program, as a finding, unless it holds.
inline void require(bool holds, const std::string &otherwise)
{
    if (holds)
        return;
    std::fprintf(stderr, "FOUND: %s\n", otherwise.c_str());
    std::abort();
}

} // namespace tidemark::fuzz
