// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/ServerProcess.h"

#include "backend/auth/Jwt.h"
#include "base/Clock.h"

#include <csignal>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <thread>

namespace tidemark::bench {

namespace {

constexpr const char *kSecret = "a secret for measurements only, 32 bytes or more";

std::string makeFolder()
{
    std::string name = (std::filesystem::temp_directory_path() / "tidemark-bench.XXXXXX").string();
    if (!::mkdtemp(name.data()))
        fail("no folder " + name);
    return name;
}

} // namespace

void fail(const std::string &what)
{
    std::fprintf(stderr, "%s\n", what.c_str());
    std::exit(1);
}

std::string environment(const char *name, const std::string &otherwise)
{
    const char *value = std::getenv(name);
    return value && *value ? value : otherwise;
}

std::string userId(int number)
{
    char text[37];
    std::snprintf(text, sizeof text, "018f0000-0000-7000-8000-%012d", number);
    return text;
}

ServerProcess::ServerProcess(const std::string &store, const std::vector<std::string> &options)
    : m_folder(makeFolder())
{
    const std::string secret = m_folder + "/secret";
    std::ofstream(secret) << kSecret;
    std::filesystem::permissions(secret, std::filesystem::perms::owner_read);
    const std::string portFile = m_folder + "/port";
    std::vector<std::string> arguments{TIDEMARK_BUILD_DIR "/tidemarkd",
                                       "--listen",
                                       "127.0.0.1:0",
                                       "--store",
                                       store.empty() ? "sqlite:" + m_folder + "/server.sqlite" : store,
                                       "--jwt-secret-file",
                                       secret,
                                       "--port-file",
                                       portFile,
                                       "--rate-limit",
                                       "off"};
    arguments.insert(arguments.end(), options.begin(), options.end());
    m_pid = ::fork();
    if (m_pid == 0) {
        const int log = ::open((m_folder + "/log").c_str(), O_WRONLY | O_CREAT, 0600);
        ::dup2(log, STDERR_FILENO);
        std::vector<char *> raw;
        for (std::string &argument : arguments)
            raw.push_back(argument.data());
        raw.push_back(nullptr);
        ::execv(raw[0], raw.data());
        ::_exit(127);
    }
    for (int i = 0; i < 3000 && m_port == 0; ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
        std::ifstream(portFile) >> m_port;
        if (::waitpid(m_pid, nullptr, WNOHANG) != 0)
            fail("tidemarkd ended: see " + m_folder + "/log");
    }
    if (m_port == 0)
        fail("tidemarkd does not listen: see " + m_folder + "/log");
}

ServerProcess::~ServerProcess()
{
    ::kill(m_pid, SIGTERM);
    ::waitpid(m_pid, nullptr, 0);
    std::error_code ignored;
    std::filesystem::remove_all(m_folder, ignored);
}

std::string ServerProcess::token(int user, const std::string &role)
{
    backend::JwtConfig config;
    config.secret = kSecret;
    return backend::mintToken(config, userId(user), role, {}, 3600, SystemClock().nowMs());
}

std::int64_t ServerProcess::statusKb(const std::string &name) const
{
    std::ifstream status("/proc/" + std::to_string(m_pid) + "/status");
    for (std::string word; status >> word;) {
        std::int64_t kb = 0;
        if (word == name && status >> kb)
            return kb;
    }
    return 0;
}

void ServerProcess::resetPeak() const
{
    std::ofstream("/proc/" + std::to_string(m_pid) + "/clear_refs") << "5";
}

} // namespace tidemark::bench
