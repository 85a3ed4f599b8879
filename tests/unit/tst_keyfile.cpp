// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "keys/KeyFile.h"

#include <QTemporaryDir>
#include <QtTest>

#include <sys/stat.h>

using namespace tidemark;

namespace {

template <typename T> QByteArray codeOf(const Result<T> &result)
{
    return result ? QByteArray() : QByteArray::fromStdString(result.error().code);
}

} // namespace

class TestKeyFile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void missingStaysMissing();
    void isMadeOnceAndPrivately();
    void refuses_data();
    void refuses();
    void refusesAFolder();
    void saysWhenItCannotBeMade();

private:
    QString path() const { return m_dir->filePath(QStringLiteral("replica.key")); }
    void write(const QByteArray &text, QFile::Permissions permissions);

    std::unique_ptr<QTemporaryDir> m_dir;
};

void TestKeyFile::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
}

void TestKeyFile::write(const QByteArray &text, QFile::Permissions permissions)
{
    QFile file(path());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
    file.close();
    QVERIFY(file.setPermissions(permissions));
}

void TestKeyFile::missingStaysMissing()
{
    const auto key = KeyFile(path()).wrappingKey({});
    QVERIFY(!key);
    QCOMPARE(key.error().code, std::string("key_missing"));
    QCOMPARE(key.error().category, ErrorCategory::Local);
    QVERIFY(QDir(m_dir->path()).isEmpty());
}

void TestKeyFile::isMadeOnceAndPrivately()
{
    const auto made = KeyFile(path()).makeWrappingKey();
    QVERIFY(made);
    struct stat status {};
    QCOMPARE(::stat(QFile::encodeName(path()).constData(), &status), 0);
    QCOMPARE(status.st_mode & 0777U, 0600U);
    QCOMPARE(QDir(m_dir->path()).entryList(QDir::Files | QDir::Hidden), QStringList{QStringLiteral("replica.key")});

    const auto again = KeyFile(path()).wrappingKey({});
    QVERIFY(again);
    QCOMPARE(again->toBase64(), made->key.toBase64());
    const auto taken = KeyFile(path()).makeWrappingKey();
    QVERIFY(taken);
    QCOMPARE(taken->key.toBase64(), made->key.toBase64());
    const QTemporaryDir elsewhere;
    const auto other = KeyFile(elsewhere.filePath(QStringLiteral("replica.key"))).makeWrappingKey();
    QVERIFY(other);
    QVERIFY(other->key.toBase64() != made->key.toBase64());
}

void TestKeyFile::refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("mode");
    const QByteArray good = QByteArray(32, 'k').toBase64();
    constexpr int owner = QFile::ReadOwner | QFile::WriteOwner;
    QTest::newRow("too short") << QByteArray(16, 'k').toBase64() << owner;
    QTest::newRow("too long") << QByteArray(64, 'k').toBase64() << owner;
    QTest::newRow("far too long") << QByteArray(10'000, 'k') << owner;
    QTest::newRow("empty") << QByteArray() << owner;
    QTest::newRow("raw bytes") << QByteArray(32, '\x7F') << owner;
    QTest::newRow("group may read") << good << (owner | QFile::ReadGroup);
    QTest::newRow("others may read") << good << (owner | QFile::ReadOther);
    QTest::newRow("others may write") << good << (owner | QFile::WriteOther);
}

void TestKeyFile::refuses()
{
    QFETCH(QByteArray, text);
    QFETCH(int, mode);
    write(text, QFile::Permissions(mode));
    const auto key = KeyFile(path()).wrappingKey({});
    QCOMPARE(codeOf(key), QByteArray("key_invalid"));
    QVERIFY(key.error().detail.find(text.toStdString()) == std::string::npos || text.isEmpty());
    QCOMPARE(codeOf(KeyFile(path()).makeWrappingKey()), QByteArray("key_invalid"));
    QFile file(path());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), text);
}

void TestKeyFile::refusesAFolder()
{
    QVERIFY(QDir().mkdir(path()));
    const auto key = KeyFile(path()).makeWrappingKey();
    QVERIFY(!key);
    QCOMPARE(key.error().code, std::string("key_invalid"));
}

void TestKeyFile::saysWhenItCannotBeMade()
{
    const auto key = KeyFile(m_dir->filePath(QStringLiteral("nowhere/replica.key"))).makeWrappingKey();
    QVERIFY(!key);
    QCOMPARE(key.error().code, std::string("key_missing"));
}

QTEST_GUILESS_MAIN(TestKeyFile)
#include "tst_keyfile.moc"
