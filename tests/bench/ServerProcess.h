// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace tidemark::bench {

/// A real tidemarkd on the loopback with a store, a secret and a log in a folder of its own, ended with the object.
/// What goes wrong ends the program with a message: a measurement that cannot be made has no result.
class ServerProcess {
public:
    /// @param store    as given to --store; empty: a SQLite file in the folder
    /// @param options  more of the command line
    explicit ServerProcess(const std::string &store = {}, const std::vector<std::string> &options = {});
    ~ServerProcess();
    ServerProcess(const ServerProcess &) = delete;
    ServerProcess &operator=(const ServerProcess &) = delete;

    std::uint16_t port() const { return m_port; }
    /// Resident memory, kB: the most there ever was, or now.
    std::int64_t peakRssKb() const { return statusKb("VmHWM:"); }
    std::int64_t rssKb() const { return statusKb("VmRSS:"); }
    /// Forgets the peak.
    void resetPeak() const;
    /// A token for the user of a number, good for an hour.
    static std::string token(int user, const std::string &role = "user");

private:
    std::int64_t statusKb(const std::string &name) const;

    std::string m_folder;
    std::uint16_t m_port = 0;
    int m_pid = -1;
};

/// The user of a number.
std::string userId(int number);

/// The value of an environment variable, or what stands in its place.
std::string environment(const char *name, const std::string &otherwise);

[[noreturn]] void fail(const std::string &what);

} // namespace tidemark::bench
