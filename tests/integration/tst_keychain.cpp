// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "keys/Keychain.h"
#include "tests/integration/CtlProgram.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusMetaType>
#include <QDBusObjectPath>
#include <QDBusVariant>

#include <future>

using namespace tidemark;

namespace {

using Attributes = QMap<QString, QString>;

const QString kDefault = QStringLiteral("/org/freedesktop/secrets/aliases/default");

template <typename T> QByteArray codeOf(const Result<T> &result)
{
    return result ? QByteArray() : QByteArray::fromStdString(result.error().code);
}

QDBusMessage ask(const QString &path, const char *interface, const char *method, const QVariantList &arguments)
{
    QDBusMessage call = QDBusMessage::createMethodCall(QStringLiteral("org.freedesktop.secrets"), path,
                                                       QLatin1String(interface), QLatin1String(method));
    call.setArguments(arguments);
    const QDBusMessage answer = QDBusConnection::sessionBus().call(call);
    if (answer.type() != QDBusMessage::ReplyMessage)
        qFatal("%s: %s", method, qPrintable(answer.errorMessage()));
    return answer;
}

QDBusMessage askService(const char *method, const QVariantList &arguments)
{
    return ask(QStringLiteral("/org/freedesktop/secrets"), "org.freedesktop.Secret.Service", method, arguments);
}

void lock()
{
    askService("Lock", {QVariant::fromValue(QList<QDBusObjectPath>{QDBusObjectPath(kDefault)})});
}

/// In a session of the Secret Service that encrypts nothing.
QVariant secret(const QByteArray &text)
{
    const QVariantList plain{QStringLiteral("plain"), QVariant::fromValue(QDBusVariant(QString()))};
    const auto session = askService("OpenSession", plain).arguments().at(1).value<QDBusObjectPath>();
    QDBusArgument parts;
    parts.beginStructure();
    parts << session << QByteArray() << text << QStringLiteral("text/plain");
    parts.endStructure();
    return QVariant::fromValue(parts);
}

/// As a log-in does it, without asking anybody.
void unlock()
{
    ask(QStringLiteral("/org/freedesktop/secrets"), "org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface",
        "UnlockWithMasterPassword", {QVariant::fromValue(QDBusObjectPath(kDefault)), secret("pw")});
}

QList<QDBusObjectPath> entries()
{
    const QDBusMessage found = askService(
        "SearchItems", {QVariant::fromValue(Attributes{{QStringLiteral("server"), QStringLiteral("tidemark")}})});
    return qdbus_cast<QList<QDBusObjectPath>>(found.arguments().at(0));
}

void removeEntries()
{
    for (const QDBusObjectPath &entry : entries())
        ask(entry.path(), "org.freedesktop.Secret.Item", "Delete", {});
}

} // namespace

/// In a session with a real gnome-keyring, which CTest starts.
class TestKeychain : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void keepsKeys();
    void offersAKeyThatNobodyTookAgain();
    void anyThreadMayAsk();
    void aLockedKeyringIsNotTakenForAnEmptyOne();
    void aLostEntry();
    void anEntryThatIsNoKey();
    void theProgramUsesIt();
    void theProgramWithALockedKeyring();
    void theProgramWithALostKey();
    void movesThereAndBack();

private:
    Run run(const QStringList &args) const { return m->withKey({}, args); }
    void put(const char *content) const
    {
        EXIT(run({QStringLiteral("put"), QStringLiteral("captures"),
                  QStringLiteral(R"({"id":"%1","raw_content":"%2"})").arg(kId, QLatin1String(content))}),
             0);
    }
    QString content() const
    {
        return field(run({QStringLiteral("get"), QStringLiteral("captures"), kId}).json(), "raw_content").toString();
    }

    std::unique_ptr<CtlProgram> m;
};

void TestKeychain::initTestCase()
{
    qDBusRegisterMetaType<Attributes>();
    QVERIFY2(QDBusConnection::sessionBus().isConnected(), "run it with tests/support/with-keyring");
}

void TestKeychain::init()
{
    unlock();
    removeEntries();
    m = std::make_unique<CtlProgram>();
}

void TestKeychain::keepsKeys()
{
    const auto made = Keychain().makeWrappingKey();
    QVERIFY2(made, made ? "" : made.error().detail.c_str());
    QCOMPARE(Keychain().wrappingKey(made->parameters)->toBase64(), made->key.toBase64());
    const auto other = Keychain().makeWrappingKey();
    QVERIFY(other->parameters != made->parameters);
    QVERIFY(other->key.toBase64() != made->key.toBase64());
    QCOMPARE(entries().size(), qsizetype(2));
}

void TestKeychain::offersAKeyThatNobodyTookAgain()
{
    Keychain keychain;
    const auto made = keychain.makeWrappingKey();
    QCOMPARE(keychain.makeWrappingKey()->parameters, made->parameters);
    QCOMPARE(entries().size(), qsizetype(1));
}

void TestKeychain::anyThreadMayAsk()
{
    const auto made = Keychain().makeWrappingKey();
    std::vector<std::future<std::string>> asked;
    for (int i = 0; i < 4; ++i) {
        asked.push_back(std::async(std::launch::async, [&] {
            const auto key = Keychain().wrappingKey(made->parameters);
            return key ? key->toBase64() : key.error().code;
        }));
    }
    for (auto &answer : asked)
        QCOMPARE(answer.get(), made->key.toBase64());
}

void TestKeychain::aLockedKeyringIsNotTakenForAnEmptyOne()
{
    const auto made = Keychain().makeWrappingKey();
    lock();
    QCOMPARE(codeOf(Keychain().wrappingKey(made->parameters)), QByteArray("key_locked"));
    QCOMPARE(codeOf(Keychain().makeWrappingKey()), QByteArray("key_locked"));
    unlock();
    QCOMPARE(Keychain().wrappingKey(made->parameters)->toBase64(), made->key.toBase64());
}

void TestKeychain::aLostEntry()
{
    const auto made = Keychain().makeWrappingKey();
    removeEntries();
    QCOMPARE(codeOf(Keychain().wrappingKey(made->parameters)), QByteArray("key_missing"));
}

void TestKeychain::anEntryThatIsNoKey()
{
    const auto made = Keychain().makeWrappingKey();
    ask(entries().at(0).path(), "org.freedesktop.Secret.Item", "SetSecret", {secret("not a key")});
    QCOMPARE(codeOf(Keychain().wrappingKey(made->parameters)), QByteArray("key_invalid"));
}

void TestKeychain::theProgramUsesIt()
{
    EXIT(run({QStringLiteral("put"), QStringLiteral("todos"), QStringLiteral("{}")}), 0);
    QCOMPARE(entries().size(), qsizetype(0)); // nothing is sealed
    put("walrus");
    QCOMPARE(entries().size(), qsizetype(1));
    QCOMPARE(content(), QStringLiteral("walrus"));
    QCOMPARE(field(run({QStringLiteral("status")}).json(), "key_source").toString(), QStringLiteral("keychain"));
    EXIT(run({QStringLiteral("key"), QStringLiteral("rotate")}), 0);
    QCOMPARE(content(), QStringLiteral("walrus"));
    QCOMPARE(entries().size(), qsizetype(1));
}

void TestKeychain::theProgramWithALockedKeyring()
{
    put("walrus");
    lock();
    const Run refused = run({QStringLiteral("get"), QStringLiteral("captures"), kId});
    EXIT(refused, kLocalFault);
    QCOMPARE(refused.out, QByteArray());
    QVERIFY2(refused.err.contains("key_locked") && refused.err.contains("unlock it"), refused.err.constData());
    EXIT(run({QStringLiteral("put"), QStringLiteral("captures"), QStringLiteral(R"({"raw_content":"x"})")}),
         kLocalFault);
    EXIT(run({QStringLiteral("key"), QStringLiteral("rotate")}), kLocalFault);
    EXIT(run({QStringLiteral("put"), QStringLiteral("todos"), QStringLiteral(R"({"title":"milk"})")}), 0);
    const QJsonObject state = run({QStringLiteral("status")}).json();
    QCOMPARE(field(state, "state").toString(), QStringLiteral("stuck"));
    QVERIFY(field(state, "reason").toString().contains(QStringLiteral("key_locked")));
    unlock();
    QCOMPARE(content(), QStringLiteral("walrus"));
    QCOMPARE(m->withKey({}, {QStringLiteral("list"), QStringLiteral("captures")}).lines().size(), qsizetype(1));
}

void TestKeychain::theProgramWithALostKey()
{
    put("walrus");
    removeEntries();
    const Run refused = run({QStringLiteral("get"), QStringLiteral("captures"), kId});
    EXIT(refused, kLocalFault);
    QVERIFY2(refused.err.contains("key_missing") && refused.err.contains("backup"), refused.err.constData());
    EXIT(run({QStringLiteral("put"), QStringLiteral("captures"), QStringLiteral(R"({"raw_content":"x"})")}),
         kLocalFault);
    QCOMPARE(entries().size(), qsizetype(0)); // another key would be of no use
}

void TestKeychain::movesThereAndBack()
{
    const QStringList withFile{QStringLiteral("--key-file"), m->path("key")};
    put("walrus");
    EXIT(run({QStringLiteral("key"), QStringLiteral("move"), QStringLiteral("--to-key-file"), m->path("key")}), 0);
    const Run refused = run({QStringLiteral("get"), QStringLiteral("captures"), kId});
    EXIT(refused, kLocalFault);
    QVERIFY2(refused.err.contains("key_elsewhere") && refused.err.contains("--key-file"), refused.err.constData());
    EXIT(m->withKey(withFile, {QStringLiteral("get"), QStringLiteral("captures"), kId}), 0);
    lock();
    EXIT(m->withKey(withFile, {QStringLiteral("key"), QStringLiteral("move")}), kLocalFault);
    EXIT(m->withKey(withFile, {QStringLiteral("get"), QStringLiteral("captures"), kId}), 0);
    unlock();
    EXIT(m->withKey(withFile, {QStringLiteral("key"), QStringLiteral("move")}), 0);
    QCOMPARE(content(), QStringLiteral("walrus"));
}

QTEST_GUILESS_MAIN(TestKeychain)
#include "tst_keychain.moc"
