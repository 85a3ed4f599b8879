// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/PostgresDatabase.h"

#include <libpq-fe.h>

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cstring>

namespace tidemark::backend {

namespace {

/// The types of columns that are read in PostgreSQL's binary format, by the numbers of its catalogue. A statement
/// that has another among its columns (a sum of bigint is numeric) is answered in text.
enum : Oid { kBytea = 17, kBigInt = 20, kSmallInt = 21, kInteger = 23, kText = 25, kDouble = 701, kVarchar = 1043 };

bool isReadInBinary(Oid type)
{
    static constexpr std::array<Oid, 7> types{kBytea, kBigInt, kSmallInt, kInteger, kText, kDouble, kVarchar};
    return std::find(types.begin(), types.end(), type) != types.end();
}

/// Big endian, as all numbers in that format.
std::int64_t integerIn(std::string_view bytes)
{
    std::uint64_t number = !bytes.empty() && bytes.front() < 0 ? ~std::uint64_t{0} : 0;
    for (const char byte : bytes)
        number = (number << 8U) | static_cast<unsigned char>(byte);
    return static_cast<std::int64_t>(number);
}

template <typename Number> std::string_view writeNumber(Number number, std::string &text)
{
    std::array<char, 32> digits;
    text.assign(digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr);
    return text;
}

template <typename Number> Number numberIn(std::string_view text)
{
    Number number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

/// Who waits longer for a clock is told that it is busy. A statement that takes longer than this holds up others; a
/// transaction left open by a fault must not keep a clock. Without statistics, as after a first large push, a page
/// would be read as a bitmap of the whole window and sorted: that makes a pull quadratic. Every list here has an
/// index in its order.
constexpr const char *kSessionSettings =
    "SET lock_timeout = '5s'; SET statement_timeout = '60s'; "
    "SET idle_in_transaction_session_timeout = '60s'; SET enable_bitmapscan = off";

struct ResultRelease {
    void operator()(PGresult *result) const { PQclear(result); }
};
using Answer = std::unique_ptr<PGresult, ResultRelease>;

bool isGood(const Answer &answer)
{
    const ExecStatusType status = PQresultStatus(answer.get());
    return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY;
}

std::int64_t changesOf(const Answer &answer)
{
    const char *tuples = PQcmdTuples(answer.get());
    std::int64_t count = 0;
    std::from_chars(tuples, tuples + std::strlen(tuples), count);
    return count;
}

} // namespace

class PostgresStatement final : public PreparedStatement {
public:
    PostgresStatement(PostgresDatabase &database, std::string sql, std::string name)
        : m_database(database),
          m_sql(std::move(sql)),
          m_name(std::move(name))
    {
    }

    void putNull(int index) override { place(index).isNull = true; }
    void putInteger(int index, std::int64_t number) override { writeNumber(number, place(index).bytes); }
    void putReal(int index, double number) override { writeNumber(number, place(index).bytes); }
    void putText(int index, std::string_view text) override { place(index).bytes = text; }
    void putBlob(int index, std::string_view bytes) override
    {
        Parameter &parameter = place(index);
        parameter.bytes = bytes;
        parameter.isBinary = true;
    }

    Result<bool> step() override
    {
        if (!m_answer) {
            CHECK(run());
            m_row = -1;
        }
        return ++m_row < PQntuples(m_answer.get());
    }
    void reset() override { m_answer.reset(); }
    void clear() override { m_parameters.clear(); }

    bool isNull(int column) const override { return PQgetisnull(m_answer.get(), m_row, column) != 0; }
    std::int64_t integer(int column) const override
    {
        if (!m_isBinary)
            return numberIn<std::int64_t>(cell(column));
        return isReal(column) ? static_cast<std::int64_t>(real(column)) : integerIn(cell(column));
    }
    double real(int column) const override
    {
        if (!m_isBinary)
            return numberIn<double>(cell(column));
        const std::int64_t number = integerIn(cell(column));
        return isReal(column) ? std::bit_cast<double>(number) : static_cast<double>(number);
    }
    std::string_view view(int column) const override
    {
        if (!m_isBinary || isNull(column))
            return cell(column);
        switch (PQftype(m_answer.get(), column)) {
        case kBigInt:
        case kSmallInt:
        case kInteger: return writeNumber(integer(column), m_texts[static_cast<std::size_t>(column)]);
        case kDouble: return writeNumber(real(column), m_texts[static_cast<std::size_t>(column)]);
        default: return cell(column);
        }
    }

private:
    struct Parameter {
        std::string bytes;
        bool isNull = false;
        bool isBinary = false;
    };

    Parameter &place(int index)
    {
        const auto at = static_cast<std::size_t>(index - 1);
        if (m_parameters.size() <= at)
            m_parameters.resize(at + 1);
        m_parameters[at].isNull = false;
        m_parameters[at].isBinary = false;
        return m_parameters[at];
    }

    bool isReal(int column) const { return PQftype(m_answer.get(), column) == kDouble; }

    std::string_view cell(int column) const
    {
        return {PQgetvalue(m_answer.get(), m_row, column),
                static_cast<std::size_t>(PQgetlength(m_answer.get(), m_row, column))};
    }

    Result<void> run()
    {
        PGconn *handle = m_database.m_handle;
        if (!m_isPrepared)
            CHECK(prepare());
        std::vector<const char *> values;
        std::vector<int> lengths;
        std::vector<int> formats;
        for (const Parameter &parameter : m_parameters) {
            values.push_back(parameter.isNull ? nullptr : parameter.bytes.c_str());
            lengths.push_back(static_cast<int>(parameter.bytes.size()));
            formats.push_back(parameter.isBinary ? 1 : 0);
        }
        Answer answer(PQexecPrepared(handle, m_name.c_str(), static_cast<int>(values.size()), values.data(),
                                     lengths.data(), formats.data(), m_isBinary ? 1 : 0));
        if (!isGood(answer))
            return m_database.errorOf(answer.get());
        m_database.m_changes = changesOf(answer);
        m_answer = std::move(answer);
        m_texts.resize(static_cast<std::size_t>(PQnfields(m_answer.get())));
        return {};
    }

    Result<void> prepare()
    {
        PGconn *handle = m_database.m_handle;
        const Answer prepared(PQprepare(handle, m_name.c_str(), m_sql.c_str(), 0, nullptr));
        if (!isGood(prepared))
            return m_database.errorOf(prepared.get());
        const Answer described(PQdescribePrepared(handle, m_name.c_str()));
        if (!isGood(described))
            return m_database.errorOf(described.get());
        m_isBinary = true;
        for (int column = 0; column < PQnfields(described.get()); ++column)
            m_isBinary = m_isBinary && isReadInBinary(PQftype(described.get(), column));
        m_isPrepared = true;
        return {};
    }

    PostgresDatabase &m_database;
    const std::string m_sql;
    const std::string m_name;
    bool m_isPrepared = false;
    std::vector<Parameter> m_parameters;
    Answer m_answer;
    int m_row = -1;
    bool m_isBinary = false;                  ///< how the answer's columns come
    mutable std::vector<std::string> m_texts; ///< of the row's numbers that are looked at as text
};

Result<std::unique_ptr<Database>> PostgresDatabase::open(const std::string &url)
{
    // What libpq says of a URL it cannot read shows a part of it, which may be a password.
    PQconninfoOption *parts = PQconninfoParse(url.c_str(), nullptr);
    if (!parts)
        return Error{"database_gone", ErrorCategory::Busy, "PostgreSQL: the URL is malformed"};
    PQconninfoFree(parts);
    // Later ones count, so that the URL may say otherwise; the dead peer of a network that was cut is noticed.
    const std::array names{"connect_timeout", "tcp_user_timeout", "application_name",
                           "dbname",          "client_encoding",  static_cast<const char *>(nullptr)};
    const std::array values{"5", "30000", "tidemarkd", url.c_str(), "UTF8", static_cast<const char *>(nullptr)};
    PGconn *handle = PQconnectdbParams(names.data(), values.data(), 1);
    if (PQstatus(handle) != CONNECTION_OK) {
        const std::string message = handle ? PQerrorMessage(handle) : "out of memory";
        PQfinish(handle);
        return Error{"database_gone", ErrorCategory::Busy, "PostgreSQL: " + message.substr(0, message.find('\n'))};
    }
    PQsetNoticeProcessor(
        handle, [](void *, const char *) {}, nullptr);
    std::unique_ptr<PostgresDatabase> database(new PostgresDatabase(handle));
    CHECK(database->execute(kSessionSettings));
    return std::unique_ptr<Database>(std::move(database));
}

PostgresDatabase::~PostgresDatabase()
{
    forgetStatements();
    PQfinish(m_handle);
}

/// By SQLSTATE: the class, or the whole code where it matters (PostgreSQL manual, appendix A).
Error PostgresDatabase::errorOf(const PGresult *answer)
{
    const char *code = PQresultErrorField(answer, PG_DIAG_SQLSTATE);
    const std::string_view state = code ? code : "";
    std::string detail = "PostgreSQL " + std::string(state.empty() ? "-" : state) + ": ";
    // The first line alone: those that follow may show values.
    const char *message = PQresultErrorField(answer, PG_DIAG_MESSAGE_PRIMARY);
    detail += message ? message : PQerrorMessage(m_handle);
    if (state == "40001" || state == "40P01")
        return {"retry", ErrorCategory::Busy, std::move(detail)};
    if (state == "55P03" || state == "57014")
        return {"clock_busy", ErrorCategory::Busy, std::move(detail)};
    // What libpq says by itself has no state: it is about the connection.
    if (state.empty() || PQstatus(m_handle) != CONNECTION_OK || state.starts_with("08") || state.starts_with("57P")
        || state == "53300" || state == "25P03")
        return {"database_gone", ErrorCategory::Busy, std::move(detail)};
    if (state == "25006") {
        m_canWrite = false; // a standby, as after a failover: another connection may lead to the primary
        return {"database_gone", ErrorCategory::Busy, std::move(detail)};
    }
    if (state == "53200")
        return {"busy", ErrorCategory::Busy, std::move(detail)}; // out of memory
    if (state.starts_with("53"))
        return {"disk_full", ErrorCategory::Local, std::move(detail)};
    return {"database", ErrorCategory::Local, std::move(detail)};
}

Result<std::unique_ptr<PreparedStatement>> PostgresDatabase::compile(std::string_view sql)
{
    std::string name = "s" + std::to_string(++m_statements);
    return std::unique_ptr<PreparedStatement>(
        std::make_unique<PostgresStatement>(*this, numberedParameters(sql), std::move(name)));
}

Result<void> PostgresDatabase::execute(const std::string &sql)
{
    const Answer answer(PQexec(m_handle, sql.c_str()));
    if (!isGood(answer))
        return errorOf(answer.get());
    // A transaction in which something failed ends with a rollback, and calls that a success.
    if (sql == "COMMIT" && std::strcmp(PQcmdStatus(answer.get()), "COMMIT") != 0)
        return Error{"database", ErrorCategory::Local, "the transaction had failed"};
    return {};
}

bool PostgresDatabase::isIdle() const
{
    const PGTransactionStatusType status = PQtransactionStatus(m_handle);
    return status == PQTRANS_IDLE || status == PQTRANS_UNKNOWN;
}

bool PostgresDatabase::isAlive()
{
    // The farewell of a server that went comes first, the end of the stream second.
    return m_canWrite && PQconsumeInput(m_handle) == 1 && PQconsumeInput(m_handle) == 1
        && PQstatus(m_handle) == CONNECTION_OK;
}

std::string numberedParameters(std::string_view sql)
{
    std::string out;
    out.reserve(sql.size() + 16);
    char quote = 0;
    int count = 0;
    for (std::size_t i = 0; i < sql.size(); ++i) {
        const char c = sql[i];
        if (quote != 0)
            quote = c == quote ? '\0' : quote;
        else if (c == '\'' || c == '"')
            quote = c;
        if (c != '?' || quote != 0) {
            out += c;
            continue;
        }
        out += '$';
        const bool numbered = i + 1 < sql.size() && sql[i + 1] >= '0' && sql[i + 1] <= '9';
        if (!numbered)
            out += std::to_string(++count);
    }
    return out;
}

} // namespace tidemark::backend
