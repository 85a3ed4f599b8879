// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"
#include "protocol/Http.h"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace tidemark::backend {

/// The content of a gzip file (RFC 1952) of one or more members. Errors, of category Input: `too_large` as soon as
/// the content passes `limit` bytes, `invalid_gzip` for anything cut short, damaged or followed by other bytes.
Result<std::string> gunzip(std::string_view compressed, std::size_t limit);

/// Compressed at level 1: four fifths of what level 6 saves, at a third of its time. Empty when memory is short.
std::string gzip(std::string_view content);

/// The content of `source` as gzip at level 1, flushed with every piece, so that a client can use what it has.
/// Nothing when memory is short; `source` is then as it was.
std::shared_ptr<BodySource> gzipped(std::shared_ptr<BodySource> source);

} // namespace tidemark::backend
