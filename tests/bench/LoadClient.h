// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace tidemark::bench {

/// One kept-alive connection over a plain blocking socket: as little work as can be on the side that is not measured.
class LoadClient {
public:
    explicit LoadClient(std::uint16_t port);
    ~LoadClient();
    LoadClient(const LoadClient &) = delete;
    LoadClient &operator=(const LoadClient &) = delete;

    /// The bytes of a request, to send again and again.
    static std::string get(const std::string &target, const std::string &token, const std::string &device = {});
    static std::string post(const std::string &target, const std::string &token, const std::string &device,
                            const std::string &key, const std::string &body);

    /// Sends, and gives the body of the 200 that comes back; anything else ends the program.
    const std::string &ask(const std::string &request);
    /// Sends, reads the 200 and throws it away; for answers larger than memory should be.
    /// @return bytes of the body
    std::size_t drain(const std::string &request, const std::function<void(std::string_view)> &look);
    /// Sends and reads nothing.
    void send(std::string_view bytes);

private:
    std::string_view more();
    std::size_t readHead();

    int m_socket;
    std::string m_buffer;
    std::string m_body;
    bool m_chunked = false;
    std::size_t m_length = 0;
};

struct Latencies {
    std::vector<double> ms; ///< sorted
    double at(double q) const;
};

struct LoadResult {
    double seconds = 0;
    std::size_t requests = 0;
    Latencies latencies;
};

/// Runs `connections` clients at once, each on a thread of its own, and measures every request.
/// @param next  the request of a client, nothing when it is done: next(client, turn, the answer to its last one)
LoadResult runLoad(std::uint16_t port, int connections,
                   const std::function<std::string(int, int, const std::string &)> &next);

} // namespace tidemark::bench
