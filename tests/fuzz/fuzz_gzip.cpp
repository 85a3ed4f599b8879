// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "Fuzz.h"
#include "backend/http/Gzip.h"

using namespace tidemark;

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    constexpr std::size_t limit = 64 * 1024;
    const std::string_view input = fuzz::textOf(data, size);
    if (const Result<std::string> plain = backend::gunzip(input, limit))
        fuzz::require(plain->size() <= limit, "more than the limit");
    else
        fuzz::require(plain.error().category == ErrorCategory::Input, plain.error().code);
    if (const Result<std::string> same = backend::gunzip(backend::gzip(input), limit))
        fuzz::require(*same == input, "compressed and back is something else");
    else
        fuzz::require(size > limit, same.error().code);
    return 0;
}
