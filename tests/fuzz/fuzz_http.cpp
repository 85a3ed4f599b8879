// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "Fuzz.h"
#include "FuzzedApi.h"
#include "backend/http/HttpServer.h"

#include <simdjson.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

// The bytes of a connection, sent to a whole server over a socket.

namespace {

using namespace tidemark;

class Served {
public:
    Served()
    {
        backend::HttpServerConfig config;
        config.workers = 1; // the backend here is not made for more
        auto started = backend::HttpServer::start(config, m_clock, m_ids,
                                                  [this](const Request &request) { return m_api.handle(request); });
        fuzz::require(bool(started), "no server");
        m_server = std::move(started).value();
    }

    /// Everything the server answers up to the end of the connection.
    std::string exchange(std::string_view bytes) const
    {
        const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        const timeval patience{20, 0};
        const linger reset{1, 0}; // else ports run out
        ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        ::setsockopt(socket, SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(m_server->port());
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        fuzz::require(::connect(socket, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0,
                      "the server does not accept");
        while (!bytes.empty()) {
            const ssize_t sent = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0)
                break; // it has heard enough
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
        ::shutdown(socket, SHUT_WR);
        std::string answer;
        char buffer[16 * 1024];
        ssize_t got = 0;
        while ((got = ::recv(socket, buffer, sizeof buffer, 0)) > 0)
            answer.append(buffer, static_cast<std::size_t>(got));
        fuzz::require(got == 0 || errno != EAGAIN, "the server hangs");
        ::close(socket);
        return answer;
    }

private:
    SystemClock m_clock;
    SystemRandom m_random;
    UuidSource m_ids{m_clock, m_random};
    fuzz::FuzzedApi m_api;
    std::unique_ptr<backend::HttpServer> m_server;
};

/// The first answer of a connection; what the others are is seen when they are first.
void checkAnswer(std::string_view answer)
{
    if (answer.empty())
        return; // nobody there who could read one
    const std::string what(answer.substr(0, 1000));
    fuzz::require(answer.starts_with("HTTP/1.1 ") || answer.starts_with("HTTP/1.0 "), what);
    const int status = std::atoi(what.substr(9, 3).c_str());
    fuzz::require(status >= 100 && (status < 500 || status == 503), what);
    const auto end = answer.find("\r\n\r\n");
    fuzz::require(end != answer.npos, what);
    const std::string_view head = answer.substr(0, end);
    const auto length = head.find("Content-Length: ");
    if (status < 400 || length == head.npos)
        return;
    const std::string_view body =
        answer.substr(end + 4, std::strtoul(std::string(head.substr(length + 16, 9)).c_str(), nullptr, 10));
    simdjson::dom::parser parser;
    fuzz::require(body.empty() || head.find("Content-Encoding: gzip") != head.npos
                      || (head.find("application/problem+json") != head.npos
                          && parser.parse(simdjson::padded_string(body)).error() == simdjson::SUCCESS),
                  what);
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const Served served;
    checkAnswer(served.exchange(fuzz::textOf(data, size)));
    return 0;
}
