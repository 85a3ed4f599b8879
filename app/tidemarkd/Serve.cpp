// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/tidemarkd/Authentication.h"
#include "app/tidemarkd/Commands.h"
#include "app/tidemarkd/Files.h"
#include "app/tidemarkd/LimitOptions.h"
#include "app/tidemarkd/Metrics.h"
#include "app/tidemarkd/Options.h"
#include "app/tidemarkd/RequestLog.h"
#include "app/tidemarkd/ServiceManager.h"
#include "backend/api/Api.h"
#include "backend/http/OpenFiles.h"
#include "backend/store/Housekeeping.h"

#include <atomic>
#include <chrono>
#include <csignal>
#include <ctime>
#include <functional>
#include <optional>
#include <sys/stat.h>
#include <unistd.h>

namespace tidemark::daemon {

namespace {

/// How often logs are written; the protocol allows a second.
constexpr timespec kTick{0, 250'000'000};
/// Logs are written and old rows purged with a connection that no worker waits for.
constexpr unsigned kOwnConnections = 1;
/// How long a tick purges before logs have their turn again.
constexpr std::int64_t kPurgeMs = 100;
/// Descriptors besides the connections: the database, its journal, standard streams.
constexpr std::size_t kOtherFiles = 64;

/// The signals that end the program, and SIGHUP. Blocked in every thread, so that only waitForStop() sees them.
sigset_t blockSignals()
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGHUP);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
    return signals;
}

void writeLogs(backend::Api &api, RequestLog &log)
{
    if (const auto written = api.flushLogs(); !written)
        log.warning("request logs were not stored: " + written.error().detail);
    log.flush();
}

void purge(backend::Housekeeping &housekeeping, RequestLog &log)
{
    const auto done = housekeeping.tick(kPurgeMs);
    if (!done) {
        log.warning("purging is put off: " + done.error().detail);
        return;
    }
    std::string told;
    for (const backend::Purged &purged : *done)
        told += (told.empty() ? "purged: " : ", ") + std::to_string(purged.rows) + ' ' + std::string(purged.what);
    if (!told.empty())
        log.info(told);
}

/// Until SIGTERM or SIGINT, or for so long; `reload` is for SIGHUP.
void waitForStop(const sigset_t &signals, const std::function<void()> &tick, const std::function<void()> &reload,
                 std::optional<std::chrono::milliseconds> atMost = std::nullopt)
{
    const std::int64_t beganUs = SystemClock().steadyUs();
    const auto isOver = [&] {
        return atMost && SystemClock().steadyUs() - beganUs >= std::chrono::microseconds(*atMost).count();
    };
    while (!isOver()) {
        const int signal = sigtimedwait(&signals, nullptr, &kTick);
        if (signal == SIGHUP)
            reload();
        else if (signal > 0)
            return;
        tick();
    }
}

void reloadCertificate(backend::HttpServer &server, RequestLog &log)
{
    if (const auto reloaded = server.reloadCertificate(); !reloaded)
        log.warning("the certificate stays as it was: " + reloaded.error().detail);
    else
        log.info("the certificate was read again");
}

bool isLoopback(const std::string &address)
{
    return address == "::1" || address.starts_with("127.");
}

void warnBeforeStart(const cli::Parsed &parsed, const backend::HttpServerConfig &config, RequestLog &log)
{
    if (parsed.has("dev-login"))
        log.warning("--dev-login: anyone who reaches this server gets a token");
    if (config.tlsCertFile.empty() && !isLoopback(config.address))
        log.warning("without TLS tokens and data travel readable; use --tls-cert and --tls-key");
    if (const auto raised = backend::allowOpenFiles(config.maxConnections + kOtherFiles); !raised)
        log.warning(raised.error().detail);
}

std::string urlOf(const backend::HttpServerConfig &config, std::uint16_t port)
{
    const bool ipv6 = config.address.find(':') != std::string::npos;
    return (config.tlsCertFile.empty() ? "http://" : "https://")
        + (ipv6 ? "[" + config.address + "]" : config.address) + ":" + std::to_string(port);
}

} // namespace

Result<void> serve(const cli::Parsed &parsed)
{
    const sigset_t signals = blockSignals();
    ::umask(S_IRWXG | S_IRWXO); // people's notes are in the database
    SystemClock clock;
    SystemRandom random;
    UuidSource ids(clock, random);
    TRY(const backend::HttpServerConfig config, httpConfig(parsed));
    TRY(const std::string path, storePath(parsed));
    TRY(const std::chrono::milliseconds drainDelay, parsed.duration("drain-delay"));
    TRY(const double rate, userRate(parsed));
    const std::string portFile = parsed.get("port-file");
    ::unlink(portFile.c_str()); // nobody shall connect to the port of a former run
    TRY(const backend::Retention retention, readRetention(parsed));
    RequestLog log(parsed.get("log-format") == "json" ? LogFormat::Json : LogFormat::Text, clock);
    warnBeforeStart(parsed, config, log);
    if (storeName(path) != path)
        log.warning("--store holds a password, which others on this machine can read; PGPASSFILE is the way");

    TRY(const auto auth, Authentication::open(parsed, random, clock, log));
    TRY(const auto store,
        openStore(path, parsed.has("migrate") ? Upgrade::Allowed : Upgrade::Refused, config.workers + kOwnConnections,
                  clock, ids, random));
    Metrics metrics(*store);
    std::atomic<bool> draining = false;
    backend::Api api({pensieveSchema(), *store, *store, clock, ids, auth->verifier(), auth->devLogin(), rate,
                      [&](PrometheusText &out) { metrics.write(out); }, &draining});

    TRY(const auto server,
        backend::HttpServer::start(
            config, clock, ids, [&](const Request &request) { return api.handle(request); },
            [&](const backend::RequestTiming &timing) {
                log.request(timing);
                metrics.request(timing);
            }));
    metrics.watch(server->counters());
    if (!portFile.empty())
        CHECK(writeAtomically(portFile, std::to_string(server->port())));
    log.info("listening on " + urlOf(config, server->port()) + ", data in " + storeName(path));
    tellServiceManager("READY=1");

    backend::Housekeeping housekeeping(*store, retention, clock);
    const auto tick = [&] {
        writeLogs(api, log);
        purge(housekeeping, log);
    };
    const auto reload = [&] {
        auth->reload();
        if (!config.tlsCertFile.empty())
            reloadCertificate(*server, log);
    };
    waitForStop(signals, tick, reload);
    tellServiceManager("STOPPING=1");
    log.info("stopping");
    draining = true; // balancers see it in /readyz while everything is served as before
    waitForStop(signals, tick, reload, drainDelay);
    log.flush();
    server->stop();
    writeLogs(api, log);
    log.info("stopped");
    return {};
}

} // namespace tidemark::daemon
