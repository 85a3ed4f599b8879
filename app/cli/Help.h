// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/Program.h"

#include <string>
#include <string_view>

namespace tidemark::cli {

/// What `--help` prints, at most 80 columns wide. `command` is a command's name, the first word of some ("admin"), or
/// empty for the whole program.
std::string helpText(const Program &program, std::string_view command = {});

/// The man page, section 1, as troff in UTF-8. The same table gives the same bytes.
std::string manPage(const Program &program);

/// "put ENTITY [JSON…]".
std::string synopsis(const Command &command);

/// "-h, --help" or "--url URL".
std::string spelling(const Option &option);

/// The option's help with what else its row says: repeatable, default, variable.
std::string meaning(const Option &option);

} // namespace tidemark::cli
