// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/ColumnCipher.h"

#include <QtTest>

using namespace tidemark;

namespace {

SecretKey keyOf(char fill)
{
    return SecretKey::fromBytes(std::string(SecretKey::kSize, fill)).value();
}

QByteArray codeOf(const Result<std::string> &result)
{
    return result ? QByteArray() : QByteArray::fromStdString(result.error().code);
}

} // namespace

class TestCipher : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void opensWhatItSealed_data();
    void opensWhatItSealed();
    void hidesThePlaintext();
    void noticesEveryChangedByte();
    void opensInNoOtherPlace_data();
    void opensInNoOtherPlace();
    void opensWithNoOtherKey();
    void wrapsKeys();
    void readsKeys_data();
    void readsKeys();
    void movedKeysAreWiped();
};

void TestCipher::opensWhatItSealed_data()
{
    QTest::addColumn<QByteArray>("plaintext");
    QTest::newRow("empty") << QByteArray("");
    QTest::newRow("short") << QByteArray("milk");
    QTest::newRow("unicode") << QByteArray("caf\xC3\xA9 \xF0\x9F\x8C\x8A");
    QTest::newRow("NUL") << QByteArray("a\0b", 3);
    QTest::newRow("long") << QByteArray(1'000'000, 'x');
}

void TestCipher::opensWhatItSealed()
{
    QFETCH(QByteArray, plaintext);
    const ColumnCipher cipher(keyOf('k'));
    const std::string sealed = cipher.seal("captures", "raw_content", "id-1", plaintext.toStdString());
    QCOMPARE(sealed.front(), ColumnCipher::kVersion);
    QCOMPARE(sealed.size(), static_cast<std::size_t>(plaintext.size()) + 1 + 24 + 16);
    const auto opened = cipher.open("captures", "raw_content", "id-1", sealed);
    QVERIFY(opened);
    QCOMPARE(QByteArray::fromStdString(*opened), plaintext);
}

void TestCipher::hidesThePlaintext()
{
    const ColumnCipher cipher(keyOf('k'));
    const std::string first = cipher.seal("captures", "raw_content", "id-1", "a secret thought");
    const std::string second = cipher.seal("captures", "raw_content", "id-1", "a secret thought");
    QVERIFY(first != second);
    QCOMPARE(first.find("secret"), std::string::npos);
}

void TestCipher::noticesEveryChangedByte()
{
    const ColumnCipher cipher(keyOf('k'));
    const std::string sealed = cipher.seal("captures", "raw_content", "id-1", "milk");
    for (std::size_t i = 0; i < sealed.size(); ++i) {
        std::string changed = sealed;
        changed[i] = static_cast<char>(changed[i] ^ 0x20);
        QCOMPARE(codeOf(cipher.open("captures", "raw_content", "id-1", changed)), QByteArray("tampered"));
        QCOMPARE(codeOf(cipher.open("captures", "raw_content", "id-1", sealed.substr(0, i))), QByteArray("tampered"));
    }
    QCOMPARE(codeOf(cipher.open("captures", "raw_content", "id-1", sealed + 'x')), QByteArray("tampered"));
    QCOMPARE(codeOf(cipher.open("captures", "raw_content", "id-1", "plain text, as long as a sealed cell would be")),
             QByteArray("tampered"));
}

void TestCipher::opensInNoOtherPlace_data()
{
    QTest::addColumn<QByteArray>("entity");
    QTest::addColumn<QByteArray>("column");
    QTest::addColumn<QByteArray>("row");
    QTest::newRow("other row") << QByteArray("captures") << QByteArray("raw_content") << QByteArray("id-2");
    QTest::newRow("other column") << QByteArray("captures") << QByteArray("normalized_text") << QByteArray("id-1");
    QTest::newRow("other entity") << QByteArray("todos") << QByteArray("raw_content") << QByteArray("id-1");
    QTest::newRow("same letters, cut elsewhere")
        << QByteArray("capturesraw_") << QByteArray("content") << QByteArray("id-1");
    QTest::newRow("letters of the row in the column")
        << QByteArray("captures") << QByteArray("raw_contentid") << QByteArray("-1");
}

void TestCipher::opensInNoOtherPlace()
{
    QFETCH(QByteArray, entity);
    QFETCH(QByteArray, column);
    QFETCH(QByteArray, row);
    const ColumnCipher cipher(keyOf('k'));
    const std::string sealed = cipher.seal("captures", "raw_content", "id-1", "milk");
    QCOMPARE(codeOf(cipher.open(entity.toStdString(), column.toStdString(), row.toStdString(), sealed)),
             QByteArray("tampered"));
}

void TestCipher::opensWithNoOtherKey()
{
    const std::string sealed = ColumnCipher(keyOf('k')).seal("captures", "raw_content", "id-1", "milk");
    QCOMPARE(codeOf(ColumnCipher(keyOf('l')).open("captures", "raw_content", "id-1", sealed)),
             QByteArray("tampered"));
}

void TestCipher::wrapsKeys()
{
    const SecretKey key = SecretKey::random();
    const std::string wrapped = wrapKey(key, keyOf('w'));
    QCOMPARE(wrapped.find(std::string(reinterpret_cast<const char *>(key.data()), SecretKey::kSize)),
             std::string::npos);
    const auto opened = unwrapKey(wrapped, keyOf('w'));
    QVERIFY(opened);
    QCOMPARE(opened->toBase64(), key.toBase64());

    const auto wrong = unwrapKey(wrapped, keyOf('x'));
    QVERIFY(!wrong);
    QCOMPARE(wrong.error().code, std::string("key_wrong"));
    QVERIFY(!unwrapKey(wrapped.substr(1), keyOf('w')));
}

void TestCipher::readsKeys_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("valid");
    const QByteArray good = QByteArray(32, 'k').toBase64();
    QTest::newRow("32 bytes") << good << true;
    QTest::newRow("with a newline") << good + '\n' << true;
    QTest::newRow("31 bytes") << QByteArray(31, 'k').toBase64() << false;
    QTest::newRow("33 bytes") << QByteArray(33, 'k').toBase64() << false;
    QTest::newRow("empty") << QByteArray("") << false;
    QTest::newRow("not base64") << QByteArray("not a key at all, only words") << false;
    QTest::newRow("rubbish after it") << good + "!!" << false;
}

void TestCipher::readsKeys()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, valid);
    const auto key = SecretKey::fromBase64(text.toStdString());
    QCOMPARE(static_cast<bool>(key), valid);
    if (valid)
        QCOMPARE(key->toBase64(), QByteArray(32, 'k').toBase64().toStdString());
    else
        QCOMPARE(key.error().code, std::string("key_invalid"));
}

void TestCipher::movedKeysAreWiped()
{
    static_assert(!std::is_copy_constructible_v<SecretKey> && !std::is_copy_assignable_v<SecretKey>);
    SecretKey key = keyOf('k');
    const SecretKey other = std::move(key);
    QCOMPARE(other.toBase64(), keyOf('k').toBase64());
    QCOMPARE(key.toBase64(), keyOf('\0').toBase64()); // NOLINT(bugprone-use-after-move): what is left is the point
}

QTEST_GUILESS_MAIN(TestCipher)
#include "tst_cipher.moc"
