// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/ClientOptions.h"

namespace tidemark::cli {

std::vector<Option> clientOptions()
{
    return {
        {.name = kProfile,
         .valueName = "NAME",
         .help = "Read options from ~/.config/tidemark/profiles/NAME.conf, as --config would."},
        {.name = "url", .valueName = "URL", .help = "The backend. Plain http only to this machine itself."},
        {.name = "pin",
         .valueName = "sha256/BASE64",
         .help = "Accept only a server with this public key.",
         .repeatable = true},
        {.name = "token-file", .valueName = "FILE", .help = "Holds the bearer token of the user who is synced."},
        {.name = "console-token-file",
         .valueName = "FILE",
         .help = "Holds the token for the admin API, when it is another."},
        {.name = "replica", .valueName = "FILE", .help = "The replica's SQLite file."},
        {.name = "key-file",
         .valueName = "FILE",
         .help = "The key that seals sensitive values is in this file, not in the system's keychain. The file is "
                 "made, mode 0600, only while the replica holds nothing sealed."},
        {.name = "passphrase-file",
         .valueName = "FILE",
         .help = "The key is made of the passphrase in the first line of this file, mode 0600, or pipe."},
        {.name = "device", .valueName = "NAME", .help = "What people call this device."},
    };
}

Result<std::string> profileFile(const std::string &name, const Lookup &environment)
{
    if (name.empty() || name.front() == '.' || name.find('/') != std::string::npos)
        return Error{"invalid_value", ErrorCategory::Input, "--profile takes the name of a profile, not a path"};
    std::string folder = environment("XDG_CONFIG_HOME").value_or("");
    if (!folder.starts_with('/')) { // a relative one does not count, as XDG has it
        const auto home = environment("HOME");
        if (!home || home->empty())
            return Error{"invalid_value", ErrorCategory::Input, "--profile looks below $HOME, which is not set"};
        folder = *home + "/.config";
    }
    return folder + "/tidemark/profiles/" + name + ".conf";
}

} // namespace tidemark::cli
