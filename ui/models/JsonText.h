// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/Schema.h"

#include <QString>

#include <string_view>

namespace tidemark::ui {

/// JSON with line breaks and an indent of two, in its own order. Values of sensitive columns of the schema are
/// replaced by their length. What is no JSON comes back as it is.
QString prettyJson(std::string_view json, const Schema *maskFor = nullptr);

} // namespace tidemark::ui
