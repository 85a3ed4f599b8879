// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/Argon2id.h"
#include "keys/Passphrase.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include <fcntl.h>
#include <unistd.h>

using namespace tidemark;

namespace {

template <typename T> QByteArray codeOf(const Result<T> &result)
{
    return result ? QByteArray() : QByteArray::fromStdString(result.error().code);
}

} // namespace

class TestPassphrase : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void makesTheSameKeyAgain();
    void everyReplicaHasAnother();
    void takesTheFirstLine_data();
    void takesTheFirstLine();
    void readsAPipe();
    void refusesFiles_data();
    void refusesFiles();
    void missingFile();
    void refusesParameters_data();
    void refusesParameters();

private:
    QString write(const QByteArray &text, QFile::Permissions permissions = QFile::ReadOwner | QFile::WriteOwner) const
    {
        const QString path = m_dir.filePath(QStringLiteral("passphrase"));
        QFile::remove(path);
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.setPermissions(permissions))
            qFatal("%s", qPrintable(file.errorString()));
        return path;
    }

    QTemporaryDir m_dir;
};

void TestPassphrase::makesTheSameKeyAgain()
{
    Passphrase passphrase(write("correct horse\n"));
    const auto made = passphrase.makeWrappingKey();
    QVERIFY(made);
    QCOMPARE(passphrase.wrappingKey(made->parameters)->toBase64(), made->key.toBase64());
    QVERIFY2(made->parameters.starts_with("argon2id 3 65536 "), made->parameters.c_str());
    QVERIFY(made->parameters.find("horse") == std::string::npos);

    Passphrase other(write("correct horsf\n"));
    QVERIFY(other.wrappingKey(made->parameters)->toBase64() != made->key.toBase64());
}

void TestPassphrase::everyReplicaHasAnother()
{
    Passphrase passphrase(write("correct horse\n"));
    const auto one = passphrase.makeWrappingKey();
    const auto two = passphrase.makeWrappingKey();
    QVERIFY(one->parameters != two->parameters);
    QVERIFY(one->key.toBase64() != two->key.toBase64());
}

void TestPassphrase::takesTheFirstLine_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("no newline") << QByteArray("correct horse");
    QTest::newRow("as Windows ends lines") << QByteArray("correct horse\r\n");
    QTest::newRow("more lines") << QByteArray("correct horse\nbattery staple\n");
}

void TestPassphrase::takesTheFirstLine()
{
    QFETCH(QByteArray, text);
    const auto made = Passphrase(write("correct horse\n")).makeWrappingKey();
    QCOMPARE(Passphrase(write(text)).wrappingKey(made->parameters)->toBase64(), made->key.toBase64());
}

void TestPassphrase::readsAPipe()
{
    const auto made = Passphrase(write("correct horse\n")).makeWrappingKey();
    int ends[2];
    QCOMPARE(::pipe(ends), 0);
    QCOMPARE(::write(ends[1], "correct horse\n", 14), ssize_t(14));
    ::close(ends[1]);
    const auto key = Passphrase(QStringLiteral("/dev/fd/%1").arg(ends[0])).wrappingKey(made->parameters);
    ::close(ends[0]);
    QVERIFY2(key, key ? "" : key.error().detail.c_str());
    QCOMPARE(key->toBase64(), made->key.toBase64());
}

void TestPassphrase::refusesFiles_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("mode");
    constexpr int owner = QFile::ReadOwner | QFile::WriteOwner;
    QTest::newRow("empty") << QByteArray() << owner;
    QTest::newRow("empty first line") << QByteArray("\ncorrect horse\n") << owner;
    QTest::newRow("far too long") << QByteArray(10'000, 'x') << owner;
    QTest::newRow("group may read") << QByteArray("correct horse") << (owner | QFile::ReadGroup);
    QTest::newRow("others may read") << QByteArray("correct horse") << (owner | QFile::ReadOther);
}

void TestPassphrase::refusesFiles()
{
    QFETCH(QByteArray, text);
    QFETCH(int, mode);
    QCOMPARE(codeOf(Passphrase(write(text, QFile::Permissions(mode))).makeWrappingKey()), QByteArray("key_invalid"));
}

void TestPassphrase::missingFile()
{
    QCOMPARE(codeOf(Passphrase(m_dir.filePath(QStringLiteral("nowhere"))).makeWrappingKey()),
             QByteArray("key_missing"));
}

void TestPassphrase::refusesParameters_data()
{
    QTest::addColumn<QByteArray>("text");
    const QByteArray salt = QByteArray(16, 's').toBase64();
    QTest::newRow("none") << QByteArray();
    QTest::newRow("another function") << "scrypt 3 65536 " + salt;
    QTest::newRow("no salt") << QByteArray("argon2id 3 65536 ");
    QTest::newRow("a short salt") << "argon2id 3 65536 " + QByteArray(15, 's').toBase64();
    QTest::newRow("a long salt") << "argon2id 3 65536 " + QByteArray(17, 's').toBase64();
    QTest::newRow("no passes") << "argon2id 0 65536 " + salt;
    QTest::newRow("passes for hours") << "argon2id 17 65536 " + salt;
    QTest::newRow("negative") << "argon2id -1 65536 " + salt;
    QTest::newRow("too little memory") << "argon2id 3 7 " + salt;
    QTest::newRow("all memory") << "argon2id 3 1048577 " + salt;
    QTest::newRow("more after it") << "argon2id 3 65536 " + salt + " x";
}

void TestPassphrase::refusesParameters()
{
    QFETCH(QByteArray, text);
    QCOMPARE(codeOf(Argon2id::fromText(text.toStdString())), QByteArray("key_invalid"));
    QCOMPARE(codeOf(Passphrase(write("correct horse")).wrappingKey(text.toStdString())), QByteArray("key_invalid"));
}

QTEST_GUILESS_MAIN(TestPassphrase)
#include "tst_passphrase.moc"
