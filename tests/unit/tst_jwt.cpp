// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/auth/Jwt.h"

#include <QMessageAuthenticationCode>
#include <QtTest>

#include <thread>

using namespace tidemark;
using namespace tidemark::backend;

namespace {

constexpr std::int64_t kNow = 1760000000000;
constexpr std::int64_t kNowS = kNow / 1000;
const std::string kUser = "0199c0de-0000-7000-8000-000000000001";
const QByteArray kSecret = "a secret of at least thirty-two bytes!";
const QByteArray kHeader = R"({"alg":"HS256","typ":"JWT"})";

QByteArray encoded(const QByteArray &bytes)
{
    return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

/// Signed without the library under test, so that both sides cannot be wrong alike.
QByteArray signedToken(const QByteArray &header, const QByteArray &payload, const QByteArray &key = kSecret,
                       QCryptographicHash::Algorithm hash = QCryptographicHash::Sha256)
{
    const QByteArray signing = encoded(header) + '.' + encoded(payload);
    return signing + '.' + encoded(QMessageAuthenticationCode::hash(signing, key, hash));
}

/// A payload that is good but for what `more` adds.
QByteArray payloadWith(const QByteArray &more = {}, std::int64_t exp = kNowS + 3600)
{
    return "{\"sub\":\"" + QByteArray::fromStdString(kUser) + "\",\"exp\":" + QByteArray::number(qint64(exp)) + more
        + "}";
}

/// The same bytes with a bit set that no byte takes.
QByteArray respelled(QByteArray token)
{
    static const QByteArray map = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    token.back() = map.at(map.indexOf(token.back()) | 1);
    return token;
}

QByteArray utf16(const QByteArray &text)
{
    const QString wide = QString::fromUtf8(text);
    return QByteArray(reinterpret_cast<const char *>(wide.utf16()), wide.size() * 2);
}

JwtConfig plainConfig()
{
    JwtConfig config;
    config.secret = kSecret.toStdString();
    return config;
}

JwtConfig strictConfig()
{
    JwtConfig config = plainConfig();
    config.rules.issuer = "issuer.example";
    config.rules.audience = "tidemark";
    return config;
}

std::unique_ptr<JwtVerifier> verifierFor(const JwtConfig &config)
{
    auto made = JwtVerifier::create(config);
    return made ? std::move(made).value() : nullptr;
}

/// "ok", or the code of the error.
QString verdict(const JwtVerifier &verifier, const QByteArray &token, std::int64_t nowMs = kNow)
{
    const auto result = verifier.verify(token.toStdString(), nowMs);
    if (result)
        return QStringLiteral("ok");
    return result.error().category == ErrorCategory::Auth ? QString::fromStdString(result.error().code)
                                                          : QStringLiteral("wrong category");
}

} // namespace

class TestJwt final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void attacks_data()
    {
        QTest::addColumn<QByteArray>("token");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, const QByteArray &token, const char *expected) {
            QTest::newRow(name) << token << QString::fromLatin1(expected);
        };
        const QByteArray good = signedToken(kHeader, payloadWith());
        const QList<QByteArray> parts = good.split('.');

        row("good", good, "ok");
        row("empty", "", "token_missing");
        row("not a token", "hello", "token_malformed");
        row("two parts", parts[0] + '.' + parts[1], "token_malformed");
        row("four parts", good + '.' + parts[2], "token_malformed");
        row("all parts twice", good + '.' + good, "token_malformed");
        row("empty signature", parts[0] + '.' + parts[1] + '.', "token_malformed");
        row("empty payload", parts[0] + ".." + parts[2], "token_malformed");
        row("only dots", "..", "token_malformed");
        row("padding", parts[0] + '.' + parts[1] + '.' + parts[2] + '=', "token_malformed");
        row("blank inside", parts[0] + ". " + parts[1] + '.' + parts[2], "token_malformed");
        row("newline at the end", good + '\n', "token_malformed");
        row("standard base64", parts[0] + '.' + parts[1] + ".ab+/", "token_malformed");
        row("NUL inside", parts[0] + '.' + QByteArray(1, '\0') + parts[1] + '.' + parts[2], "token_malformed");
        row("longer than 8 KiB", signedToken(kHeader, payloadWith(",\"x\":\"" + QByteArray(8192, 'x') + '"')),
            "token_malformed");
        row("header is no JSON", signedToken("alg=HS256", payloadWith()), "token_malformed");
        row("header is an array", signedToken("[\"HS256\"]", payloadWith()), "token_malformed");
        row("alg named twice", signedToken(R"({"alg":"none","alg":"HS256"})", payloadWith()), "token_malformed");
        row("payload is no JSON", signedToken(kHeader, "sub"), "token_malformed");
        row("payload in UTF-16", signedToken(kHeader, utf16(payloadWith())), "token_malformed");
        row("payload with a byte order mark", signedToken(kHeader, "\xef\xbb\xbf" + payloadWith()),
            "token_malformed");
        row("payload with NUL behind it", signedToken(kHeader, payloadWith() + '\0'), "token_malformed");
        row("payload nested too deep",
            signedToken(kHeader, payloadWith(",\"x\":" + QByteArray(2500, '[') + QByteArray(2500, ']'))),
            "token_malformed");
        row("payload is a token", signedToken(R"({"alg":"HS256","cty":"JWT"})", good), "token_malformed");
        row("role named twice",
            signedToken(kHeader, payloadWith(R"(,"app_metadata":{"role":"user","role":"admin"})")),
            "token_malformed");
        row("exp named twice", signedToken(kHeader, payloadWith(",\"exp\":1")), "token_malformed");
        row("payload is not UTF-8", signedToken(kHeader, "{\"sub\":\"\xff\"}"), "token_malformed");
        row("sub named twice", signedToken(kHeader, payloadWith(",\"sub\":\"x\"")), "token_malformed");

        row("alg none", encoded(R"({"alg":"none"})") + '.' + parts[1] + '.' + parts[2], "token_bad_signature");
        row("alg none without a signature", encoded(R"({"alg":"none"})") + '.' + parts[1] + '.', "token_malformed");
        row("alg None", signedToken(R"({"alg":"None"})", payloadWith()), "token_bad_signature");
        row("alg hs256", signedToken(R"({"alg":"hs256"})", payloadWith()), "token_bad_signature");
        row("alg missing", signedToken(R"({"typ":"JWT"})", payloadWith()), "token_bad_signature");
        row("alg a number", signedToken(R"({"alg":256})", payloadWith()), "token_bad_signature");
        row("alg HS512", signedToken(R"({"alg":"HS512"})", payloadWith(), kSecret, QCryptographicHash::Sha512),
            "token_bad_signature");
        row("alg RS256 with our HMAC", signedToken(R"({"alg":"RS256"})", payloadWith()), "token_bad_signature");
        row("alg ES256 with our HMAC", signedToken(R"({"alg":"ES256"})", payloadWith()), "token_bad_signature");
        row("crit", signedToken(R"({"alg":"HS256","crit":["b64"],"b64":false})", payloadWith()),
            "token_bad_signature");
        row("its own jwk",
            signedToken(R"({"alg":"HS256","jwk":{"kty":"oct","k":"YXR0YWNrZXI"}})", payloadWith(), "attacker"),
            "token_bad_signature");
        row("a jku, our key", signedToken(R"({"alg":"HS256","jku":"evil.example/k"})", payloadWith()), "ok");
        row("a jwk, our key", signedToken(R"({"alg":"HS256","jwk":{"kty":"oct","k":"YQ"}})", payloadWith()), "ok");
        row("a kid, our key", signedToken(R"({"alg":"HS256","kid":"any"})", payloadWith()), "ok");
        row("a kid that is no text", signedToken(R"({"alg":"HS256","kid":["any"]})", payloadWith()),
            "token_bad_signature");
        row("crit that is empty", signedToken(R"({"alg":"HS256","crit":[]})", payloadWith()), "token_bad_signature");
        for (const char *type : {"JWT", "jwt", "at+jwt", "application/at+JWT"})
            row(type, signedToken(QByteArray("{\"alg\":\"HS256\",\"typ\":\"") + type + "\"}", payloadWith()), "ok");
        for (const char *type :
             {"", "JOSE", "JOSE+JSON", "dpop+jwt", "secevent+jwt", "logout+jwt", "application/json"})
            row(type, signedToken(QByteArray("{\"alg\":\"HS256\",\"typ\":\"") + type + "\"}", payloadWith()),
                "token_bad_signature");
        row("typ a number", signedToken(R"({"alg":"HS256","typ":1})", payloadWith()), "token_bad_signature");
        row("a kid that is a path",
            signedToken(R"({"alg":"HS256","kid":"../../dev/null"})", payloadWith(), QByteArray()),
            "token_bad_signature");
        row("another key", signedToken(kHeader, payloadWith(), QByteArray(32, 'k')), "token_bad_signature");
        row("tampered payload", parts[0] + '.' + encoded(payloadWith(",\"admin\":true")) + '.' + parts[2],
            "token_bad_signature");
        row("cut signature", good.chopped(3), "token_bad_signature");
        row("signature cut within a byte", good.chopped(2), "token_malformed");
        row("another spelling of the signature", respelled(good), "token_malformed");
        row("signature twice", good + parts[2], "token_bad_signature");
        row("signature of another token",
            parts[0] + '.' + parts[1] + '.' + signedToken(kHeader, payloadWith({}, kNowS + 1)).split('.')[2],
            "token_bad_signature");
        // The example of RFC 7515, A.1, has a right signature by another key and no sub.
        row("another issuer's token",
            "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9"
            "leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk",
            "token_bad_signature");
    }

    void attacks()
    {
        QFETCH(QByteArray, token);
        QFETCH(QString, expected);
        const auto verifier = verifierFor(plainConfig());
        QVERIFY(verifier);
        QCOMPARE(verdict(*verifier, token), expected);
        // The second look may come from the cache and must say the same.
        QCOMPARE(verdict(*verifier, token), expected);
    }

    void claims_data()
    {
        QTest::addColumn<QByteArray>("payload");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, const QByteArray &payload, const char *expected) {
            QTest::newRow(name) << payload << QString::fromLatin1(expected);
        };
        const QByteArray ours = ",\"iss\":\"issuer.example\",\"aud\":\"tidemark\"";
        const QByteArray sub = "{\"sub\":\"" + QByteArray::fromStdString(kUser) + '"';
        row("good", payloadWith(ours), "ok");
        row("aud in a list", payloadWith(R"(,"iss":"issuer.example","aud":["a","tidemark"])"), "ok");
        row("aud of others", payloadWith(R"(,"iss":"issuer.example","aud":["a","b"])"), "token_bad_claims");
        row("aud an object", payloadWith(R"(,"iss":"issuer.example","aud":{"tidemark":1})"), "token_bad_claims");
        row("aud missing", payloadWith(",\"iss\":\"issuer.example\""), "token_bad_claims");
        row("iss another", payloadWith(",\"iss\":\"evil.example\",\"aud\":\"tidemark\""), "token_bad_claims");
        row("iss missing", payloadWith(",\"aud\":\"tidemark\""), "token_bad_claims");
        row("exp missing", sub + ours + '}', "token_bad_claims");
        row("exp a string", sub + ",\"exp\":\"1900000000\"" + ours + '}', "token_bad_claims");
        row("exp negative", payloadWith(ours, -5), "token_bad_claims");
        row("exp true", sub + R"(,"exp":true)" + ours + '}', "token_bad_claims");
        row("exp null", sub + R"(,"exp":null)" + ours + '}', "token_bad_claims");
        row("exp a list", sub + R"(,"exp":[1900000000])" + ours + '}', "token_bad_claims");
        row("exp larger than 64 bits", sub + R"(,"exp":18446744073709551617)" + ours + '}', "token_malformed");
        row("exp the largest in 64 bits", sub + R"(,"exp":9223372036854775807)" + ours + '}', "token_bad_claims");
        row("exp larger than any double", sub + R"(,"exp":1e999)" + ours + '}', "token_malformed");
        row("exp NaN", sub + R"(,"exp":NaN)" + ours + '}', "token_malformed");
        row("exp in milliseconds", payloadWith(ours, kNow + 1000), "token_bad_claims");
        row("exp beyond all years", sub + R"(,"exp":1e300)" + ours + '}', "token_bad_claims");
        row("exp with a fraction", sub + R"(,"exp":1760003600.5)" + ours + '}', "ok");
        row("expires this very second", payloadWith(ours, kNowS), "token_expired");
        row("expires in a second", payloadWith(ours, kNowS + 1), "ok");
        row("expired", payloadWith(ours, kNowS - 1), "token_expired");
        row("expired, for another audience", payloadWith(",\"iss\":\"issuer.example\",\"aud\":\"other\"", kNowS - 1),
            "token_bad_claims");
        row("nbf now", payloadWith(ours + ",\"nbf\":1760000000"), "ok");
        row("nbf in a second", payloadWith(ours + ",\"nbf\":1760000001"), "token_not_yet_valid");
        row("nbf negative", payloadWith(ours + ",\"nbf\":-1"), "token_bad_claims");
        row("nbf null", payloadWith(ours + ",\"nbf\":null"), "token_bad_claims");
        row("nbf larger than 64 bits", payloadWith(ours + ",\"nbf\":18446744073709551617"), "token_malformed");
        row("iss in a list", payloadWith(",\"iss\":[\"issuer.example\"],\"aud\":\"tidemark\""), "token_bad_claims");
        row("aud a part of ours", payloadWith(",\"iss\":\"issuer.example\",\"aud\":\"tide\""), "token_bad_claims");
        row("aud in a list in a list", payloadWith(R"(,"iss":"issuer.example","aud":[["tidemark"]])"),
            "token_bad_claims");
        row("nbf no date", payloadWith(ours + ",\"nbf\":\"later\""), "token_bad_claims");
        row("no sub", R"({"exp":1760003600)" + ours + '}', "token_bad_claims");
        row("sub no UUID", R"({"sub":"alice","exp":1760003600)" + ours + '}', "token_bad_claims");
        row("sub in capitals", R"({"sub":"0199C0DE-0000-7000-8000-000000000001","exp":1760003600)" + ours + '}',
            "token_bad_claims");
        row("sub a number", R"({"sub":1,"exp":1760003600)" + ours + '}', "token_bad_claims");
    }

    void claims()
    {
        QFETCH(QByteArray, payload);
        QFETCH(QString, expected);
        const auto verifier = verifierFor(strictConfig());
        QVERIFY(verifier);
        QCOMPARE(verdict(*verifier, signedToken(kHeader, payload)), expected);
    }

    void roles_data()
    {
        QTest::addColumn<QByteArray>("more");
        QTest::addColumn<QString>("role");
        QTest::newRow("none") << QByteArray() << QStringLiteral("user");
        QTest::newRow("admin") << QByteArray(R"(,"app_metadata":{"role":"admin"})") << QStringLiteral("admin");
        QTest::newRow("support") << QByteArray(R"(,"app_metadata":{"role":"support"})") << QStringLiteral("support");
        QTest::newRow("unknown") << QByteArray(R"(,"app_metadata":{"role":"root"})") << QStringLiteral("user");
        QTest::newRow("capitals") << QByteArray(R"(,"app_metadata":{"role":"ADMIN"})") << QStringLiteral("user");
        QTest::newRow("a list") << QByteArray(R"(,"app_metadata":{"role":["admin"]})") << QStringLiteral("user");
        QTest::newRow("not in its place") << QByteArray(",\"role\":\"admin\"") << QStringLiteral("user");
        QTest::newRow("what users may write themselves")
            << QByteArray(R"(,"user_metadata":{"role":"admin"})") << QStringLiteral("user");
    }

    void roles()
    {
        QFETCH(QByteArray, more);
        QFETCH(QString, role);
        const auto verifier = verifierFor(plainConfig());
        const auto result = verifier->verify(signedToken(kHeader, payloadWith(more)).toStdString(), kNow);
        QVERIFY(result);
        QCOMPARE(QString::fromStdString(result->role), role);
    }

    void anExpiredTokenNamesItsUser()
    {
        const auto verifier = verifierFor(plainConfig());
        const std::string token = signedToken(kHeader, payloadWith({}, kNowS + 10)).toStdString();
        QVERIFY(verifier->verify(token, kNow));
        // Also when it had been verified, and remembered, while it was good.
        const auto later = verifier->verify(token, kNow + 10000);
        QVERIFY(!later);
        QCOMPARE(later.error().code, std::string("token_expired"));
        QCOMPARE(later.error().detail, kUser);
    }

    void leewayBendsBothEnds()
    {
        JwtConfig config = plainConfig();
        config.rules.leewaySeconds = 30;
        const auto verifier = verifierFor(config);
        QCOMPARE(verdict(*verifier, signedToken(kHeader, payloadWith({}, kNowS - 29))), QStringLiteral("ok"));
        QCOMPARE(verdict(*verifier, signedToken(kHeader, payloadWith({}, kNowS - 30))),
                 QStringLiteral("token_expired"));
        QCOMPARE(verdict(*verifier, signedToken(kHeader, payloadWith(",\"nbf\":1760000030"))), QStringLiteral("ok"));
    }

    void aMintedTokenIsGood()
    {
        const JwtConfig config = strictConfig();
        const std::string token = mintToken(config, kUser, "support", "ada@example.org", 60, kNow);
        const auto result = verifierFor(config)->verify(token, kNow + 59999);
        QVERIFY(result);
        QCOMPARE(*result, (Claims{kUser, "support", "ada@example.org", {}, kNowS + 60}));

        // And is what another implementation would make of the same bytes.
        const QList<QByteArray> parts = QByteArray::fromStdString(token).split('.');
        QCOMPARE(parts.size(), 3);
        const QByteArray signing = parts[0] + '.' + parts[1];
        QCOMPARE(parts[2], encoded(QMessageAuthenticationCode::hash(signing, kSecret, QCryptographicHash::Sha256)));
    }

    void emailAndNameComeFromConfiguredClaims()
    {
        JwtConfig config = plainConfig();
        config.rules.emailPath = "mail";
        config.rules.namePath = "full_name";
        const QByteArray payload =
            payloadWith(",\"mail\":\"a@b.c\",\"full_name\":\"Zoé\",\"email\":\"no\",\"name\":\"no\"");
        const auto result = verifierFor(config)->verify(signedToken(kHeader, payload).toStdString(), kNow);
        QVERIFY(result);
        QCOMPARE(result->email, std::string("a@b.c"));
        QCOMPARE(result->name, std::string("Zoé"));
    }

    /// What the identity providers in use write: nested objects, and names that are URIs.
    void places_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QByteArray>("more");
        QTest::addColumn<QString>("role");
        QTest::newRow("top") << QStringLiteral("role") << QByteArray(",\"role\":\"admin\"")
                             << QStringLiteral("admin");
        QTest::newRow("three deep") << QStringLiteral("a.b.c") << QByteArray(R"(,"a":{"b":{"c":"support"}})")
                                    << QStringLiteral("support");
        QTest::newRow("a URI") << QStringLiteral("https://example.org/role")
                               << QByteArray(",\"https:\\/\\/example.org/role\":\"admin\"")
                               << QStringLiteral("admin");
        QTest::newRow("through a text") << QStringLiteral("a.b") << QByteArray(",\"a\":\"admin\"")
                                        << QStringLiteral("user");
        QTest::newRow("an object at the end")
            << QStringLiteral("a") << QByteArray(R"(,"a":{"b":"admin"})") << QStringLiteral("user");
    }

    void places()
    {
        QFETCH(QString, path);
        QFETCH(QByteArray, more);
        QFETCH(QString, role);
        JwtConfig config = plainConfig();
        config.rules.rolePath = path.toStdString();
        const auto result = verifierFor(config)->verify(signedToken(kHeader, payloadWith(more)).toStdString(), kNow);
        QVERIFY(result);
        QCOMPARE(QString::fromStdString(result->role), role);
        // And it is put where it is looked for.
        const auto minted = verifierFor(config)->verify(mintToken(config, kUser, "support", "a@b.c", 60, kNow), kNow);
        QVERIFY(minted);
        QCOMPARE(minted->role, std::string("support"));
        QCOMPARE(minted->email, std::string("a@b.c"));
    }

    void aLongSecretIsRefused()
    {
        JwtConfig config;
        config.secret = std::string(kMaxSecretBytes, 's');
        QCOMPARE(
            verdict(*verifierFor(config), QByteArray::fromStdString(mintToken(config, kUser, "user", {}, 60, kNow))),
            QStringLiteral("ok"));
        config.secret += 's';
        const auto made = JwtVerifier::create(config);
        QVERIFY(!made);
        QCOMPARE(made.error().code, std::string("secret_too_long"));
    }

    void aShortSecretIsRefused()
    {
        JwtConfig config;
        config.secret = std::string(kMinSecretBytes - 1, 's');
        const auto made = JwtVerifier::create(config);
        QVERIFY(!made);
        QCOMPARE(made.error().code, std::string("secret_too_short"));
        QVERIFY(mintToken(config, kUser, "user", {}, 60, kNow).empty());
    }

    void manyTokensFromManyThreads()
    {
        const JwtConfig config = plainConfig();
        const auto verifier = verifierFor(config);
        std::atomic<int> wrong = 0;
        std::vector<std::thread> threads;
        for (int t = 0; t < 4; ++t) {
            threads.emplace_back([&, t] {
                for (int i = 0; i < 1500; ++i) { // together more than the cache holds
                    const std::string token = mintToken(config, kUser, "user", {}, t * 1500 + i + 1, kNow);
                    const bool good = verifier->verify(token, kNow) && verifier->verify(token, kNow);
                    wrong += good && !verifier->verify(token + "A", kNow) ? 0 : 1;
                }
            });
        }
        for (std::thread &thread : threads)
            thread.join();
        QCOMPARE(wrong.load(), 0);
    }
};

QTEST_GUILESS_MAIN(TestJwt)
#include "tst_jwt.moc"
