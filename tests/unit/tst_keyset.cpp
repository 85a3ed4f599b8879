// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/auth/KeySet.h"
#include "tests/support/SigningKey.h"

#include <QtTest>

#include <openssl/bn.h>

using namespace tidemark;
using namespace tidemark::backend;
using namespace tidemark::test;

namespace {

const SigningKey &rsa()
{
    static const SigningKey key = SigningKey::rsa();
    return key;
}

const SigningKey &ec()
{
    static const SigningKey key = SigningKey::ec();
    return key;
}

KeySet read(const QList<QByteArray> &keys)
{
    auto set = readKeySet(jwkSet(keys).toStdString());
    if (!set)
        qFatal("%s", set.error().detail.c_str());
    return std::move(*set);
}

QByteArray rsaWith(const QByteArray &n, const QByteArray &e)
{
    return "{\"kty\":\"RSA\",\"kid\":\"k\",\"n\":\"" + base64Url(n) + "\",\"e\":\"" + base64Url(e) + "\"}";
}

QByteArray modulus()
{
    const QByteArray jwk = rsa().jwk();
    const qsizetype from = jwk.indexOf("\"n\":\"") + 5;
    return QByteArray::fromBase64(jwk.mid(from, jwk.indexOf('"', from) - from), QByteArray::Base64UrlEncoding);
}

/// The prime of the 2048-bit group of RFC 3526, which as a modulus needs no factoring.
QByteArray prime()
{
    BIGNUM *p = BN_get_rfc3526_prime_2048(nullptr);
    QByteArray bytes(256, '\0');
    BN_bn2bin(p, reinterpret_cast<unsigned char *>(bytes.data()));
    BN_free(p);
    return bytes;
}

/// `jwk` with another value for one of its members.
QByteArray with(QByteArray jwk, const QByteArray &member, const QByteArray &value)
{
    const qsizetype from = jwk.indexOf('"' + member + "\":\"") + member.size() + 4;
    return jwk.replace(from, jwk.indexOf('"', from) - from, value);
}

} // namespace

class TestKeySet final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keys_data()
    {
        QTest::addColumn<QByteArray>("jwk");
        QTest::addColumn<QString>("expected"); // the key in words, or a part of why it was left out
        const auto row = [](const char *name, const QByteArray &jwk, const char *expected) {
            QTest::newRow(name) << jwk << QString::fromLatin1(expected);
        };
        row("RSA", rsa().jwk("k"), "k (RS256, 2048 bits)");
        row("EC", ec().jwk("k"), "k (ES256, 256 bits)");
        row("no name", ec().jwk(), "no name (ES256, 256 bits)");
        row("said to be for signatures", ec().jwk("k", ",\"use\":\"sig\",\"key_ops\":[\"verify\"],\"alg\":\"ES256\""),
            "k (ES256, 256 bits)");
        row("with a certificate", rsa().jwk("k", ",\"x5c\":[\"MIIB\"],\"x5u\":\"https:\\/\\/a.example\""),
            "k (RS256, 2048 bits)");
        row("a name for a terminal", ec().jwk("\\u001b[31mred\\n"), "?[31mred? (ES256, 256 bits)");

        row("weak", SigningKey::rsa(1024).jwk("k"), "weak: 1024 bits");
        row("nearly 2048 bits", SigningKey::rsa(2040).jwk("k"), "weak: 2040 bits");
        row("far too large", rsaWith(QByteArray(2048, '\xff'), QByteArray("\1\0\1", 3)),
            "16384 bits, 8192 are the most");
        row("large", rsaWith(QByteArray(1025, '\xff'), QByteArray("\1\0\1", 3)), "8200 bits, 8192 are the most");
        row("exponent 1", rsaWith(modulus(), "\1"), "no sound public key");
        row("exponent even", rsaWith(modulus(), "\2"), "no sound public key");
        row("modulus even", rsaWith(modulus().chopped(1) + '\2', QByteArray("\1\0\1", 3)), "no sound public key");
        row("modulus prime", rsaWith(prime(), QByteArray("\1\0\1", 3)), "no sound public key");
        row("modulus missing", R"({"kty":"RSA","e":"AQAB"})", "its member n");
        row("modulus a number", R"({"kty":"RSA","e":"AQAB","n":5})", "its member n");
        row("modulus padded", with(rsa().jwk("k"), "n", "AQAB=="), "its member n");
        row("modulus in standard base64", with(rsa().jwk("k"), "n", "ab+/"), "its member n");

        row("another curve", SigningKey::ec("P-384").jwk("k"), "a curve other than P-256");
        row("a curve of the same size", SigningKey::ec("secp256k1").jwk("k"), "a curve other than P-256");
        row("another curve under the name of ours", with(SigningKey::ec("secp256k1").jwk("k"), "crv", "P-256"),
            "not on its curve");
        row("a point beside the curve", with(ec().jwk("k"), "y", base64Url(QByteArray(32, '\x11'))),
            "not on its curve");
        row("the point 0, 0",
            "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"" + base64Url(QByteArray(32, '\0')) + "\",\"y\":\""
                + base64Url(QByteArray(32, '\0')) + "\"}",
            "not on its curve");
        row("a short coordinate", with(ec().jwk("k"), "x", base64Url(QByteArray(31, '\x11'))), "has not 32 bytes");
        row("a coordinate missing", R"({"kty":"EC","crv":"P-256","x":"AQAB"})", "its member y");

        row("a shared secret", R"({"kty":"oct","kid":"k","k":"c2VjcmV0"})", "is a shared secret");
        row("an Edwards key", R"({"kty":"OKP","crv":"Ed25519","x":"AQAB"})", "neither an RSA nor an EC key");
        row("no type", R"({"kid":"k"})", "neither an RSA nor an EC key");
        row("a private RSA key", rsa().privateJwk("k"), "holds its private part");
        row("a private EC key", ec().privateJwk("k"), "holds its private part");
        row("for encryption", rsa().jwk("k", ",\"use\":\"enc\""), "not for signatures");
        row("for signing only", ec().jwk("k", R"(,"key_ops":["sign"])"), "not for verifying");
        row("for nothing", ec().jwk("k", ",\"key_ops\":\"verify\""), "not for verifying");
        row("for RS512", rsa().jwk("k", ",\"alg\":\"RS512\""), "an algorithm other than RS256");
        row("for PS256", rsa().jwk("k", ",\"alg\":\"PS256\""), "an algorithm other than RS256");
        row("for none", ec().jwk("k", ",\"alg\":\"none\""), "an algorithm other than ES256");
        row("for HS256", rsa().jwk("k", ",\"alg\":\"HS256\""), "an algorithm other than RS256");
        row("a number for a name", ec().jwk({}, R"(,"kid":5)"), "its kid is no name");
        row("no object", "5", "neither an RSA nor an EC key");
    }

    void keys()
    {
        QFETCH(QByteArray, jwk);
        QFETCH(QString, expected);
        // A bad key beside a good one harms only itself.
        const KeySet set = read({SigningKey::ec().jwk("good"), jwk});
        QVERIFY(!set.keys.empty());
        QCOMPARE(set.keys[0].kid, std::string("good"));
        QCOMPARE(set.keys.size() + set.refused.size(), std::size_t{2});
        if (set.refused.empty()) {
            QCOMPARE(QString::fromStdString(describe(set.keys[1])), expected);
            return;
        }
        const QString why = QString::fromStdString(set.refused[0]);
        QVERIFY2(why.startsWith(QLatin1String("key 2 (")) && why.contains(expected), qPrintable(why));
    }

    void sets_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("detail");
        const QString no = QStringLiteral("no JWK set");
        QTest::newRow("nothing") << QByteArray() << no;
        QTest::newRow("a page") << QByteArray("<html></html>") << no;
        QTest::newRow("a key alone") << ec().jwk("k") << no;
        QTest::newRow("a list") << ("[" + ec().jwk("k") + "]") << no;
        QTest::newRow("keys an object") << QByteArray(R"({"keys":{}})") << no;
        QTest::newRow("cut off") << jwkSet({ec().jwk("k")}).chopped(1) << no;
        QTest::newRow("two sets") << (jwkSet({}) + jwkSet({})) << no;
        QTest::newRow("keys twice") << QByteArray(R"({"keys":[],"keys":[]})") << no;
        QTest::newRow("a member of a key twice") << jwkSet({ec().jwk("k", ",\"kid\":\"other\"")}) << no;
        QTest::newRow("not UTF-8") << QByteArray("{\"keys\":[],\"x\":\"\xff\"}") << no;
        QTest::newRow("too many") << jwkSet(QList<QByteArray>(33, "{}")) << QStringLiteral("more than 32 keys");
        QTest::newRow("too large") << (jwkSet({}) + QByteArray(kMaxKeySetBytes, ' '))
                                   << QStringLiteral("larger than 256 KiB");
    }

    void sets()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, detail);
        const auto set = readKeySet(text.toStdString());
        QVERIFY(!set);
        QCOMPARE(set.error().code, std::string("bad_key_set"));
        QVERIFY2(QString::fromStdString(set.error().detail).contains(detail), set.error().detail.c_str());
    }

    void anEmptySetIsOne() { QVERIFY(read({}).keys.empty()); }

    void oneNameForTwoKeys()
    {
        const KeySet set =
            read({ec().jwk("k"), rsa().jwk("k"), SigningKey::ec().jwk("k"), SigningKey::ec().jwk("l")});
        QCOMPARE(set.keys.size(), std::size_t{2}); // an RSA key may have the name as well
        QCOMPARE(describe(set.keys[0]), std::string("k (RS256, 2048 bits)"));
        QCOMPARE(describe(set.keys[1]), std::string("l (ES256, 256 bits)"));
        QCOMPARE(set.refused.size(), std::size_t{2});
    }

    void oneKeyTwice()
    {
        const KeySet set = read({ec().jwk("k"), ec().jwk("k", ",\"use\":\"sig\"")});
        QCOMPARE(set.keys.size(), std::size_t{1});
        QCOMPARE(set.refused, std::vector<std::string>{"key 2 (k): is there twice"});
    }

    void nothingOfAKeyIsKeptThatIsNotNeeded()
    {
        const KeySet set = read({ec().jwk("k", R"(,"x5c":["MIIB"],"jku":"https:\/\/a.example","oth":1)")});
        QCOMPARE(json_object_size(set.keys.at(0).jwk.get()), std::size_t{5}); // kty, alg, crv, x, y
    }
};

QTEST_GUILESS_MAIN(TestKeySet)
#include "tst_keyset.moc"
