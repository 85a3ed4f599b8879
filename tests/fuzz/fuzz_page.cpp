// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "Fuzz.h"
#include "backend/api/PageToken.h"

// A page token, as a client might make it up.

using namespace tidemark;

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const backend::PageTokens tokens("a key of the database, 32 bytes.");
    static const std::string user = "aaaaaaaa-0000-4000-8000-000000000001";
    const std::string_view input = fuzz::textOf(data, size);
    if (const auto token = tokens.open(user, input)) {
        fuzz::require(tokens.seal(user, *token) == input, "a token that was not made here");
        fuzz::require(!tokens.open("aaaaaaaa-0000-4000-8000-000000000002", input), "a token of another user");
    }
    return 0;
}
