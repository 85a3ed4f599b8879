// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ApiFixture.h"
#include "backend/http/HttpServer.h"
#include "backend/store/PostgresDatabase.h"
#include "backend/store/SqliteDatabase.h"
#include "resources/Resources.h"
#include "tests/support/ApiDescription.h"

#include <QMessageAuthenticationCode>
#include <QTemporaryDir>

namespace apitest {

/// The description as it stands in the file.
inline const test::ApiDescription &description()
{
    const auto read = [] {
        const std::string_view file = resources::text("api/openapi.yaml");
        return QJsonDocument::fromJson(QByteArray(file.data(), static_cast<qsizetype>(file.size()))).object();
    };
    static const test::ApiDescription description(read());
    return description;
}

/// A token with these claims, rightly signed.
inline QString signedToken(const Backend &backend, const QByteArray &claims)
{
    constexpr auto kPlain = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;
    const QByteArray content = QByteArray(R"({"alg":"HS256"})").toBase64(kPlain) + "." + claims.toBase64(kPlain);
    return QString::fromLatin1(content + "."
                               + QMessageAuthenticationCode::hash(content,
                                                                  QByteArray::fromStdString(backend.jwt.secret),
                                                                  QCryptographicHash::Sha256)
                                     .toBase64(kPlain));
}

/// What may go wrong in the world below. An error with a code is what every access to data ends with.
struct Faults {
    std::string busy = {};
    bool keysRenewing = false;
    bool devLogin = true;
    double addressRate = 0; ///< requests a second, by X-Forwarded-For
    std::size_t maxWorking = 1000;
    bool draining = false;
    std::chrono::milliseconds headerTimeout{10'000};
};

class BusySync final : public SyncStore {
public:
    BusySync(SyncStore &real, const Faults &faults) : m_real(real), m_faults(faults) {}
    ServerMeta meta() const override { return m_real.meta(); }
    Result<std::unique_ptr<UserTransaction>> begin(const std::string &user) override
    {
        if (!m_faults.busy.empty())
            return Error{m_faults.busy, ErrorCategory::Busy, {}};
        return m_real.begin(user);
    }
    Result<PullPage> pull(const std::string &user, const PullQuery &query) override
    {
        if (!m_faults.busy.empty())
            return Error{m_faults.busy, ErrorCategory::Busy, {}};
        return m_real.pull(user, query);
    }
    Result<Snapshot> scan(const std::string &user, std::size_t entity,
                          const std::function<void(const Record &)> &visit) override
    {
        if (!m_faults.busy.empty())
            return Error{m_faults.busy, ErrorCategory::Busy, {}};
        return m_real.scan(user, entity, visit);
    }
    Result<void> writeReport(std::span<SyncLogEntry> logs, const DeviceSeen &device) override
    {
        if (!m_faults.busy.empty())
            return Error{m_faults.busy, ErrorCategory::Busy, {}};
        return m_real.writeReport(logs, device);
    }
    Result<void> writeLogs(std::span<const SyncLogEntry> logs, std::span<const DeviceSeen> devices) override
    {
        return m_real.writeLogs(logs, devices);
    }

private:
    SyncStore &m_real;
    const Faults &m_faults;
};

class BusyAdmin final : public AdminStore {
public:
    BusyAdmin(AdminStore &real, const Faults &faults) : m_real(real), m_faults(faults) {}
    Result<Page<SyncLogEntry>> listLogs(const LogFilter &filter) override
    {
        return busy([&] { return m_real.listLogs(filter); });
    }
    Result<SyncStats> stats(std::int64_t period, std::int64_t now, const std::string &user) override
    {
        return busy([&] { return m_real.stats(period, now, user); });
    }
    Result<std::int64_t> newestWritten() override
    {
        return busy([&] { return m_real.newestWritten(); });
    }
    Result<std::vector<WrittenLog>> logsAfter(std::int64_t written, std::size_t limit) override
    {
        return busy([&] { return m_real.logsAfter(written, limit); });
    }
    Result<std::vector<ConflictItem>> conflictsAfter(std::int64_t at, const std::string &after,
                                                     std::size_t limit) override
    {
        return busy([&] { return m_real.conflictsAfter(at, after, limit); });
    }
    Result<Page<ConflictItem>> listConflicts(const ConflictFilter &filter) override
    {
        return busy([&] { return m_real.listConflicts(filter); });
    }
    Result<std::optional<StoredConflict>> getConflict(const std::string &id) override
    {
        return busy([&] { return m_real.getConflict(id); });
    }
    Result<std::optional<std::string>> conflictOwner(const std::string &id) override
    {
        return busy([&] { return m_real.conflictOwner(id); });
    }
    Result<std::int64_t> countConflicts(const ConflictFilter &filter) override
    {
        return busy([&] { return m_real.countConflicts(filter); });
    }
    Result<Page<UserItem>> listUsers(const UserFilter &filter) override
    {
        return busy([&] { return m_real.listUsers(filter); });
    }
    Result<std::optional<UserDetail>> getUser(const std::string &id) override
    {
        return busy([&] { return m_real.getUser(id); });
    }
    Result<Page<Record>> listRecords(const RecordFilter &filter) override
    {
        return busy([&] { return m_real.listRecords(filter); });
    }
    Result<Page<VersionItem>> listVersions(const VersionFilter &filter) override
    {
        return busy([&] { return m_real.listVersions(filter); });
    }
    Result<void> writeAudit(const AuditEntry &entry) override
    {
        return busy([&] { return m_real.writeAudit(entry); });
    }
    Result<Page<AuditEntry>> listAudit(const AuditFilter &filter) override
    {
        return busy([&] { return m_real.listAudit(filter); });
    }

private:
    template <typename Read> std::invoke_result_t<Read> busy(Read read)
    {
        if (!m_faults.busy.empty())
            return Error{m_faults.busy, ErrorCategory::Busy, {}};
        return read();
    }

    AdminStore &m_real;
    const Faults &m_faults;
};

class RenewingKeys final : public TokenVerifier {
public:
    Result<Claims> verify(std::string_view, std::int64_t) const override
    {
        return Error{"keys_renewing", ErrorCategory::Busy, {}};
    }
};

/// A backend behind real sockets, with the records and conflicts that the examples of the description speak of.
class ServedApi {
public:
    explicit ServedApi(Faults faults = {})
        : m_location(test::onPostgres() ? test::newStore() : m_folder.filePath(QStringLiteral("a.db")).toStdString()),
          backend(m_location)
    {
        fill();
        m_faults = std::move(faults);
        backend.api = std::make_unique<Api>(
            ApiContext{pensieveSchema(),
                       m_sync,
                       m_admin,
                       backend.clock,
                       backend.ids,
                       m_faults.keysRenewing ? static_cast<const TokenVerifier &>(m_renewing) : *backend.verifier,
                       m_faults.devLogin ? &backend.jwt : nullptr,
                       0,
                       {},
                       &m_draining});
        m_draining = m_faults.draining;
        HttpServerConfig config;
        config.trustedProxies = {"127.0.0.1"};
        config.addressRate = m_faults.addressRate;
        config.maxWorking = m_faults.maxWorking;
        config.headerTimeout = m_faults.headerTimeout;
        auto started = HttpServer::start(config, m_clock, m_ids,
                                         [this](const Request &request) { return backend.api->handle(request); });
        if (!started)
            qFatal("%s", started.error().detail.c_str());
        m_server = std::move(started).value();
    }

    QString token(const QString &role, int user = 1) const
    {
        return text(
            "Bearer "
            + mintToken(backend.jwt, userId(user), role.toStdString(), "ada@example.org", 3600, backend.clock.now));
    }
    test::RawAnswer sendBytes(const QByteArray &bytes) const
    {
        return test::RawHttpClient(m_server->port()).ask(bytes);
    }
    /// As a bearer of the least role that may.
    test::RawAnswer send(const test::ApiOperation &operation, test::ApiCall call) const
    {
        const QString name = QStringLiteral("Authorization");
        if (!operation.role.isEmpty() && !call.headers.contains(name))
            call.headers[name] = token(operation.role);
        return sendBytes(call.bytes());
    }
    void execute(const std::string &sql) const
    {
        auto database = test::onPostgres() ? PostgresDatabase::open(m_location) : SqliteDatabase::open(m_location);
        if (!database || !(*database)->execute(sql))
            qFatal("cannot execute %s", sql.c_str());
    }

    static inline const std::string conflict = "cccccccc-0000-4000-8000-000000000001"; ///< of user 1
    static inline const std::string overridden = "cccccccc-0000-4000-8000-000000000002";
    static inline const std::string ofDeleted = "cccccccc-0000-4000-8000-000000000003"; ///< of a row that is deleted
    std::int64_t deletedStamp = 0;

private:
    void fill()
    {
        for (int number = 1; number <= 4; ++number)
            backend.pushTodo(user(number, number), 0, json("{'id':'%1','title':'Call','state':'todo'}", id(1)));
        backend.push(user(1, 1), 0, json("{'todos':{'created':[{'id':'%1'},{'id':'%2'}]}}", id(2), id(3)));
        deletedStamp = stampOf(backend.push(user(3, 3), 0, json("{'todos':{'deleted':['%1']}}", id(1))), "stamp");
        writeConflict(1, conflict);
        writeConflict(2, overridden);
        writeConflict(3, ofDeleted);
        writeConflict(4, "cccccccc-0000-4000-8000-000000000004"); // for the example of a bulk override
        const QJsonObject before =
            body(backend.get(support().with("X-Access-Reason", "test"), "/api/admin/sync/conflicts/" + overridden));
        backend.clock.now = overriddenAt;
        const Response override =
            backend.post(admin(), "/api/admin/sync/conflicts/" + overridden + "/override",
                         json("{'values':{'title':'Other'},'note':'n','expected_last_modified_at':%1}",
                              stampOf(before, "current_stamp")));
        if (override.status != 200)
            qFatal("override: %s", override.body.c_str());
    }
    void writeConflict(int number, const std::string &conflictId)
    {
        const EntitySchema &todos = pensieveSchema().entities[3];
        ConflictWrite write{conflictId, deviceId(number), 3, id(1), {}, backend.clock.now, std::nullopt};
        write.conflict.settled.type = "edit_edit";
        write.conflict.settled.policy = "per_column_merge";
        write.conflict.settled.columns.insert(*todos.columnIndex("title"));
        for (Record *side :
             {&write.conflict.base, &write.conflict.client, &write.conflict.server, &write.conflict.resolved}) {
            *side = makeRecord(todos, id(1));
            setColumnValue(*side, *todos.columnIndex("title"), std::string("Side"));
        }
        auto transaction = backend.store->begin(userId(number));
        if (!transaction || !(*transaction)->writeConflicts(std::span(&write, 1)) || !(*transaction)->commit())
            qFatal("no conflict written");
    }

    static constexpr std::int64_t overriddenAt = 1'736'760'700'000; ///< the example of a revert expects this stamp
    QTemporaryDir m_folder;
    std::string m_location;

public:
    Backend backend;

private:
    Faults m_faults;
    BusySync m_sync{*backend.store, m_faults};
    BusyAdmin m_admin{*backend.store, m_faults};
    RenewingKeys m_renewing;
    std::atomic<bool> m_draining = false;
    SystemClock m_clock;
    SystemRandom m_random;
    UuidSource m_ids{m_clock, m_random};
    std::unique_ptr<HttpServer> m_server;
};

} // namespace apitest
