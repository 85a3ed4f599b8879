// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/LoadClient.h"

#include "tests/bench/ServerProcess.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <mutex>
#include <thread>

namespace tidemark::bench {

namespace {

using Steady = std::chrono::steady_clock;

double since(Steady::time_point start)
{
    return std::chrono::duration<double>(Steady::now() - start).count();
}

std::string headOf(const std::string &line, const std::string &token, const std::string &device)
{
    return line + " HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: identity\r\nAuthorization: Bearer " + token
        + "\r\n" + (device.empty() ? std::string() : "X-Device-Id: " + device + "\r\n");
}

} // namespace

LoadClient::LoadClient(std::uint16_t port) : m_socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(m_socket, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0)
        fail("cannot connect");
    const int on = 1;
    ::setsockopt(m_socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

LoadClient::~LoadClient()
{
    ::close(m_socket);
}

std::string LoadClient::get(const std::string &target, const std::string &token, const std::string &device)
{
    return headOf("GET " + target, token, device) + "\r\n";
}

std::string LoadClient::post(const std::string &target, const std::string &token, const std::string &device,
                             const std::string &key, const std::string &body)
{
    return headOf("POST " + target, token, device) + "Idempotency-Key: " + key
        + "\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

void LoadClient::send(std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t sent = ::send(m_socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0)
            fail("the connection ended while sending");
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
}

std::string_view LoadClient::more()
{
    static thread_local char piece[65536];
    const ssize_t got = ::recv(m_socket, piece, sizeof piece, 0);
    if (got <= 0)
        fail("the connection ended in the middle of an answer");
    return {piece, static_cast<std::size_t>(got)};
}

/// Reads up to the end of the head, and leaves what follows in the buffer.
std::size_t LoadClient::readHead()
{
    std::size_t end = std::string::npos;
    while ((end = m_buffer.find("\r\n\r\n")) == std::string::npos)
        m_buffer += more();
    const std::string head = m_buffer.substr(0, end + 2);
    m_buffer.erase(0, end + 4);
    if (!head.starts_with("HTTP/1.1 200"))
        fail("answered: " + head + m_buffer);
    m_chunked = head.find("chunked") != std::string::npos;
    const auto length = head.find("Content-Length: ");
    m_length = length == std::string::npos ? 0 : std::stoul(head.substr(length + 16));
    return end;
}

std::size_t LoadClient::drain(const std::string &request, const std::function<void(std::string_view)> &look)
{
    send(request);
    readHead();
    std::size_t total = 0;
    std::size_t left = m_length;
    for (;;) {
        if (m_chunked && left == 0) {
            std::size_t line = std::string::npos;
            while ((line = m_buffer.find("\r\n")) == std::string::npos)
                m_buffer += more();
            std::from_chars(m_buffer.data(), m_buffer.data() + line, left, 16);
            m_buffer.erase(0, line + 2);
            if (left == 0) {
                while (m_buffer.size() < 2)
                    m_buffer += more();
                m_buffer.erase(0, 2);
                return total;
            }
            left += 2; // the line's end behind the chunk
        }
        if (!m_chunked && left == 0)
            return total;
        if (m_buffer.empty())
            m_buffer = more();
        const std::size_t taken = std::min(left, m_buffer.size());
        const std::size_t ending = m_chunked && left - taken < 2 ? 2 - (left - taken) : 0;
        look(std::string_view(m_buffer).substr(0, taken - std::min(ending, taken)));
        total += taken - std::min(ending, taken);
        m_buffer.erase(0, taken);
        left -= taken;
    }
}

const std::string &LoadClient::ask(const std::string &request)
{
    m_body.clear();
    drain(request, [this](std::string_view piece) { m_body += piece; });
    return m_body;
}

double Latencies::at(double q) const
{
    return ms.empty() ? 0 : ms[static_cast<std::size_t>(q * static_cast<double>(ms.size() - 1))];
}

LoadResult runLoad(std::uint16_t port, int connections,
                   const std::function<std::string(int, int, const std::string &)> &next)
{
    LoadResult result;
    std::mutex mutex;
    std::vector<std::thread> threads;
    const auto start = Steady::now();
    for (int client = 0; client < connections; ++client) {
        threads.emplace_back([&, client] {
            LoadClient connection(port);
            std::vector<double> ms;
            std::string answer;
            for (int turn = 0;; ++turn) {
                const std::string request = next(client, turn, answer);
                if (request.empty())
                    break;
                const auto began = Steady::now();
                answer = connection.ask(request);
                ms.push_back(since(began) * 1000);
            }
            const std::lock_guard lock(mutex);
            result.latencies.ms.insert(result.latencies.ms.end(), ms.begin(), ms.end());
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    result.seconds = since(start);
    result.requests = result.latencies.ms.size();
    std::sort(result.latencies.ms.begin(), result.latencies.ms.end());
    return result;
}

} // namespace tidemark::bench
