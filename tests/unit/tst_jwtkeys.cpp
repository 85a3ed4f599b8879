// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/auth/Jwt.h"
#include "tests/support/SigningKey.h"

#include <QMessageAuthenticationCode>
#include <QtTest>

#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/obj_mac.h>

#include <thread>

using namespace tidemark;
using namespace tidemark::backend;
using namespace tidemark::test;

namespace {

constexpr std::int64_t kNow = 1760000000000;
const QByteArray kPayload = R"({"sub":"0199c0de-0000-7000-8000-000000000001","exp":1760003600})";

/// The issuer's keys, and one of nobody. Made once, since that takes time.
struct Keys {
    SigningKey rsa = SigningKey::rsa();
    SigningKey ec = SigningKey::ec();
    SigningKey foreignRsa = SigningKey::rsa();
    SigningKey foreignEc = SigningKey::ec();
};

const Keys &keys()
{
    static const Keys made;
    return made;
}

std::shared_ptr<const KeySet> setOf(const QList<QByteArray> &jwks)
{
    auto set = readKeySet(jwkSet(jwks).toStdString());
    if (!set || set->keys.size() != static_cast<std::size_t>(jwks.size()))
        qFatal("not a good set");
    return std::make_shared<const KeySet>(std::move(*set));
}

/// What a source would do, told by the test.
class ScriptedKeys final : public KeySource {
public:
    explicit ScriptedKeys(std::shared_ptr<const KeySet> set) : current(std::move(set)) {}
    std::shared_ptr<const KeySet> keys() const override { return current; }
    bool renew() override
    {
        ++renewals;
        return onTheirWay;
    }

    std::shared_ptr<const KeySet> current;
    bool onTheirWay = false;
    int renewals = 0;
};

std::shared_ptr<ScriptedKeys> issuer()
{
    return std::make_shared<ScriptedKeys>(setOf({keys().rsa.jwk("r1"), keys().ec.jwk("e1")}));
}

QString verdict(const JwtVerifier &verifier, const QByteArray &token)
{
    const auto result = verifier.verify(token.toStdString(), kNow);
    return result ? QStringLiteral("ok") : QString::fromStdString(result.error().code);
}

QByteArray header(const QByteArray &alg, const QByteArray &kid = {}, const QByteArray &more = {})
{
    return "{\"alg\":\"" + alg + '"' + (kid.isEmpty() ? QByteArray() : ",\"kid\":\"" + kid + '"') + more + '}';
}

/// A token with this signature, whatever it is.
QByteArray withSignature(const QByteArray &head, const QByteArray &signature)
{
    return base64Url(head) + '.' + base64Url(kPayload) + '.' + base64Url(signature);
}

QByteArray signingInput(const QByteArray &head)
{
    return base64Url(head) + '.' + base64Url(kPayload);
}

QByteArray hmacWith(const QByteArray &secret)
{
    const QByteArray head = header("HS256");
    return withSignature(head,
                         QMessageAuthenticationCode::hash(signingInput(head), secret, QCryptographicHash::Sha256));
}

/// The order of P-256, plus `more`, in 32 bytes.
QByteArray order(int more = 0)
{
    EC_GROUP *group = EC_GROUP_new_by_curve_name(NID_X9_62_prime256v1);
    BIGNUM *n = BN_dup(EC_GROUP_get0_order(group));
    BN_add_word(n, static_cast<BN_ULONG>(more));
    QByteArray bytes(32, '\0');
    BN_bn2binpad(n, reinterpret_cast<unsigned char *>(bytes.data()), 32);
    BN_free(n);
    EC_GROUP_free(group);
    return bytes;
}

void addRow(const char *name, const QByteArray &token, const char *expected)
{
    QTest::newRow(name) << token << QString::fromLatin1(expected);
}

void addRefused(const char *name, const QByteArray &token, const char *expected = "token_bad_signature")
{
    addRow(name, token, expected);
}

} // namespace

/// Tokens against a set with an RSA key "r1" and an EC key "e1". Sections are those of RFC 8725.
class TestJwtKeys final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void attacks_data()
    {
        QTest::addColumn<QByteArray>("token");
        QTest::addColumn<QString>("expected");
        const auto &[rsa, ec, foreignRsa, foreignEc] = keys();
        addRow("RS256", rsa.token(header("RS256", "r1"), kPayload), "ok");
        addRow("RS256 without kid", rsa.token(header("RS256"), kPayload), "ok");
        addRow("ES256", ec.token(header("ES256", "e1"), kPayload), "ok");
        addRow("ES256 without kid", ec.token(header("ES256"), kPayload), "ok");
        algorithms();
        sources();
        signatures();
        forms();
    }

    void attacks()
    {
        QFETCH(QByteArray, token);
        QFETCH(QString, expected);
        const JwtVerifier verifier({}, issuer());
        QCOMPARE(verdict(verifier, token), expected);
        QCOMPARE(verdict(verifier, token), expected); // from what it remembers
    }

    void eitherOfTwoKeysWithoutNames()
    {
        const JwtVerifier verifier(
            {}, std::make_shared<ScriptedKeys>(setOf({keys().ec.jwk(), keys().foreignEc.jwk(), keys().rsa.jwk()})));
        QCOMPARE(verdict(verifier, keys().ec.token(header("ES256"), kPayload)), QStringLiteral("ok"));
        QCOMPARE(verdict(verifier, keys().foreignEc.token(header("ES256"), kPayload)), QStringLiteral("ok"));
        // A name nobody has is not the same as no name.
        QCOMPARE(verdict(verifier, keys().ec.token(header("ES256", "e1"), kPayload)),
                 QStringLiteral("token_bad_signature"));
    }

    void aNameIsForOneKeyOfEachAlgorithm()
    {
        const auto source = std::make_shared<ScriptedKeys>(setOf({keys().rsa.jwk("k"), keys().ec.jwk("k")}));
        const JwtVerifier verifier({}, source);
        QCOMPARE(verdict(verifier, keys().rsa.token(header("RS256", "k"), kPayload)), QStringLiteral("ok"));
        QCOMPARE(verdict(verifier, keys().ec.token(header("ES256", "k"), kPayload)), QStringLiteral("ok"));
        QCOMPARE(verdict(verifier, keys().foreignEc.token(header("ES256", "k"), kPayload)),
                 QStringLiteral("token_bad_signature"));
        QCOMPARE(source->renewals, 0);
    }

    void anUnknownKeyIsAskedFor()
    {
        const auto source = issuer();
        const JwtVerifier verifier({}, source);
        const QByteArray token = keys().foreignEc.token(header("ES256", "e2"), kPayload);
        source->onTheirWay = true;
        const auto soon = verifier.verify(token.toStdString(), kNow);
        QVERIFY(!soon);
        QCOMPARE(soon.error().code, std::string("keys_renewing"));
        QCOMPARE(soon.error().category, ErrorCategory::Busy);
        source->onTheirWay = false; // the keys came, and this one was not among them
        QCOMPARE(verdict(verifier, token), QStringLiteral("token_bad_signature"));
        source->current = setOf({keys().ec.jwk("e1"), keys().foreignEc.jwk("e2")});
        QCOMPARE(verdict(verifier, token), QStringLiteral("ok"));
        QCOMPARE(source->renewals, 2);
    }

    void whatCannotBeOursAsksForNoKeys()
    {
        const auto source = issuer();
        source->onTheirWay = true;
        const JwtVerifier verifier({}, source);
        for (const char *alg : {"none", "HS256", "RS512", "ES384", "PS256", "EdDSA"})
            QCOMPARE(verdict(verifier, keys().rsa.token(header(alg, "new"), kPayload)),
                     QStringLiteral("token_bad_signature"));
        QCOMPARE(verdict(verifier, keys().rsa.token(header("RS256", "new", R"(,"crit":["exp"])"), kPayload)),
                 QStringLiteral("token_bad_signature"));
        QCOMPARE(source->renewals, 0);
    }

    void aKeyThatIsGoneTakesItsTokensAlong()
    {
        const auto source = issuer();
        const JwtVerifier verifier({}, source);
        const QByteArray old = keys().ec.token(header("ES256", "e1"), kPayload);
        const QByteArray oldUnnamed = keys().rsa.token(header("RS256"), kPayload);
        QCOMPARE(verdict(verifier, old), QStringLiteral("ok"));
        QCOMPARE(verdict(verifier, oldUnnamed), QStringLiteral("ok"));
        source->current = setOf({keys().foreignEc.jwk("e2")});
        QCOMPARE(verdict(verifier, old), QStringLiteral("token_bad_signature"));
        QCOMPARE(verdict(verifier, oldUnnamed), QStringLiteral("token_bad_signature"));
        QCOMPARE(verdict(verifier, keys().foreignEc.token(header("ES256", "e2"), kPayload)), QStringLiteral("ok"));
    }

    /// A name that changes hands does not vouch for the tokens of before.
    void aNameGivenToAnotherKey()
    {
        const auto source = issuer();
        const JwtVerifier verifier({}, source);
        const QByteArray old = keys().ec.token(header("ES256", "e1"), kPayload);
        QCOMPARE(verdict(verifier, old), QStringLiteral("ok"));
        source->current = setOf({keys().foreignEc.jwk("e1")});
        QCOMPARE(verdict(verifier, old), QStringLiteral("token_bad_signature"));
    }

    void anEmptySetTrustsNobody()
    {
        const auto source = std::make_shared<ScriptedKeys>(setOf({}));
        const JwtVerifier verifier({}, source);
        QCOMPARE(verdict(verifier, keys().ec.token(header("ES256"), kPayload)),
                 QStringLiteral("token_bad_signature"));
        QCOMPARE(verdict(verifier, hmacWith("")), QStringLiteral("token_bad_signature"));
    }

    void manyThreadsWhileKeysChange();

private:
    static void algorithms();
    static void sources();
    static void signatures();
    static void forms();
};

/// 2.1 and 3.1: the algorithm is the key's.
void TestJwtKeys::algorithms()
{
    const auto &[rsa, ec, foreignRsa, foreignEc] = keys();
    for (const char *alg : {"none", "None", "NONE", "nOnE"}) {
        addRefused(alg, rsa.token(header(alg), kPayload));
        addRow((QByteArray(alg) + ", no signature").constData(),
               base64Url(header(alg)) + '.' + base64Url(kPayload) + '.', "token_malformed");
    }
    addRefused("HS256 with the PEM of the public key", hmacWith(rsa.pem()));
    addRefused("HS256 with the PEM, no line end", hmacWith(rsa.pem().trimmed()));
    addRefused("HS256 with the JWK", hmacWith(rsa.jwk("r1")));
    addRefused("HS256 with the EC key's PEM", hmacWith(ec.pem()));
    addRefused("HS256 with an empty secret", hmacWith(""));
    addRefused("rs256", rsa.token(header("rs256", "r1"), kPayload));
    addRefused("no alg", rsa.token(R"({"kid":"r1"})", kPayload));
    addRefused("alg null", rsa.token(R"({"alg":null,"kid":"r1"})", kPayload));
    addRefused("alg a list", rsa.token(R"({"alg":["RS256"],"kid":"r1"})", kPayload));
    for (const char *alg : {"RS1", "RS384", "RS512", "PS256", "RSA-OAEP", "RSA1_5", "dir", "EdDSA"})
        addRefused(alg, rsa.token(header(alg, "r1"), kPayload));
    for (const char *alg : {"ES256K", "ES384", "ES512"})
        addRefused(alg, ec.token(header(alg, "e1"), kPayload));
    addRefused("ES256 and the RSA key's name", ec.token(header("ES256", "r1"), kPayload));
    addRefused("RS256 and the EC key's name", rsa.token(header("RS256", "e1"), kPayload));
    addRefused("RS256 said, ES256 signed", ec.token(header("RS256", "r1"), kPayload));
    addRefused("ES256 said, RS256 signed", rsa.token(header("ES256", "e1"), kPayload));
    addRefused("RS256 said, PS256 signed",
               withSignature(header("RS256", "r1"), rsa.signPss(signingInput(header("RS256", "r1")))));
}

/// 2.9 and 3.10: keys and places of keys in a token are not looked at.
void TestJwtKeys::sources()
{
    const auto &[rsa, ec, foreignRsa, foreignEc] = keys();
    addRefused("another RSA key, our name", foreignRsa.token(header("RS256", "r1"), kPayload));
    addRefused("another RSA key, no name", foreignRsa.token(header("RS256"), kPayload));
    addRefused("another EC key, our name", foreignEc.token(header("ES256", "e1"), kPayload));
    addRefused("another EC key, no name", foreignEc.token(header("ES256"), kPayload));
    for (const QByteArray &kid : {QByteArray("unknown"), QByteArray("../../../dev/null"), QByteArray("' OR '1'='1"),
                                  QByteArray("http://127.0.0.1/"), QByteArray("r1\\u0020"), QByteArray("R1"),
                                  QByteArray("*"), QByteArray(3000, 'k')})
        addRefused(("kid " + kid.left(20)).constData(), rsa.token(header("RS256", kid), kPayload));
    addRefused("kid empty", rsa.token(R"({"alg":"RS256","kid":""})", kPayload));
    addRefused("kid a number", rsa.token(R"({"alg":"RS256","kid":1})", kPayload));
    addRefused("kid null", rsa.token(R"({"alg":"RS256","kid":null})", kPayload));
    addRefused("kid an object", rsa.token(R"({"alg":"RS256","kid":{"r1":1}})", kPayload));
    addRow("kid with NUL", rsa.token(R"({"alg":"RS256","kid":"r1\u0000"})", kPayload), "token_malformed");
    addRow("kid twice", rsa.token(R"({"alg":"RS256","kid":"x","kid":"r1"})", kPayload), "token_malformed");
    const QByteArray foreignJwk = R"(,"jwk":)" + foreignEc.jwk();
    addRefused("its own jwk", foreignEc.token(header("ES256", {}, foreignJwk), kPayload));
    addRefused("its own jwk and our name", foreignEc.token(header("ES256", "e1", foreignJwk), kPayload));
    for (const char *member : {"jku", "x5u"})
        addRefused(member,
                   foreignEc.token(
                       header("ES256", {}, QByteArray(",\"") + member + "\":\"https:\\/\\/attacker.example/keys\""),
                       kPayload));
    addRefused("x5c", foreignEc.token(header("ES256", {}, R"(,"x5c":["MIIB"])"), kPayload));
    addRow("all of these, and our signature",
           ec.token(header("ES256", "e1",
                           foreignJwk + ",\"jku\":\"https:\\/\\/a.example\",\"x5c\":[\"MIIB\"],\"x5t\":\"x\""),
                    kPayload),
           "ok");
}

/// 3.2 to 3.4: what the signature itself is made of.
void TestJwtKeys::signatures()
{
    const auto &[rsa, ec, foreignRsa, foreignEc] = keys();
    const QByteArray es = header("ES256", "e1");
    const QByteArray rs = header("RS256", "r1");
    const QByteArray good = ec.sign(signingInput(es));
    const QByteArray zero(32, '\0');
    const QByteArray one = QByteArray(31, '\0') + '\1';
    addRefused("r = s = 0", withSignature(es, zero + zero));
    addRefused("r = 0", withSignature(es, zero + good.right(32)));
    addRefused("s = 0", withSignature(es, good.left(32) + zero));
    addRefused("r = s = 1", withSignature(es, one + one));
    addRefused("r = n, s = n", withSignature(es, order() + order()));
    addRefused("r = n + 1, s = n + 1", withSignature(es, order(1) + order(1)));
    addRefused("r = s = 2^256 - 1", withSignature(es, QByteArray(64, '\xff')));
    addRefused("r and s exchanged", withSignature(es, good.right(32) + good.left(32)));
    addRefused("ES256 in DER", withSignature(es, ec.signDer(signingInput(es))));
    addRefused("ES256 a byte short", withSignature(es, good.chopped(1)));
    addRefused("ES256 a byte long", withSignature(es, good + '\0'));
    addRefused("ES256 with a zero in front", withSignature(es, '\0' + good));
    addRefused("ES256 in 48-byte halves",
               withSignature(es, QByteArray(16, '\0') + good.left(32) + QByteArray(16, '\0') + good.right(32)));
    const QByteArray signature = rsa.sign(signingInput(rs));
    addRefused("RS256 all zero", withSignature(rs, QByteArray(256, '\0')));
    addRefused("RS256 one", withSignature(rs, QByteArray(255, '\0') + '\1'));
    addRefused("RS256 all ones", withSignature(rs, QByteArray(256, '\xff')));
    addRefused("RS256 a byte short", withSignature(rs, signature.chopped(1)));
    addRefused("RS256 with a zero in front", withSignature(rs, '\0' + signature));
    addRefused("RS256 with a zero behind", withSignature(rs, signature + '\0'));
    addRefused("a byte only", withSignature(rs, "s"));
    for (const QByteArray &head : {es, rs}) {
        addRow(("no signature, " + head).constData(), signingInput(head) + '.', "token_malformed");
        addRow(("no dot for it, " + head).constData(), signingInput(head), "token_malformed");
    }
    const QByteArray other = R"({"sub":"0199c0de-0000-7000-8000-000000000002","exp":1760003600})";
    addRefused("the payload exchanged", base64Url(es) + '.' + base64Url(other) + '.' + base64Url(good));
    addRefused("the header exchanged",
               base64Url(header("ES256", "e1", R"(,"x":1)")) + '.' + base64Url(kPayload) + '.' + base64Url(good));
}

/// 2.3, 2.6, 2.8 and 3.11: other things than a signed token in the compact form, and other spellings of one.
void TestJwtKeys::forms()
{
    const auto &[rsa, ec, foreignRsa, foreignEc] = keys();
    const QByteArray es = header("ES256", "e1");
    const QByteArray good = ec.token(es, kPayload);
    const QList<QByteArray> parts = good.split('.');
    addRow("padded", parts[0] + "==." + parts[1] + '.' + parts[2], "token_malformed");
    // 64 bytes take 86 characters, of which the last has four bits to spare.
    static const QByteArray map = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    for (const int bit : {1, 2, 4, 8}) {
        QByteArray respelled = good;
        respelled.back() = map.at(map.indexOf(respelled.back()) | bit);
        QTest::addRow("spare bit %d set", bit) << respelled << QStringLiteral("token_malformed");
    }
    addRow("a line end behind it", good + '\n', "token_malformed");
    addRow("five segments, as a JWE has", base64Url(R"({"alg":"RSA-OAEP","enc":"A256GCM"})") + ".YQ.YQ.YQ.YQ",
           "token_malformed");
    addRow("in JSON",
           "{\"payload\":\"" + parts[1] + "\",\"protected\":\"" + parts[0] + "\",\"signature\":\"" + parts[2] + "\"}",
           "token_malformed");
    addRow("a token in a token", ec.token(header("ES256", "e1", ",\"cty\":\"JWT\""), good), "token_malformed");
    addRow("too large", ec.token(es, kPayload.chopped(1) + ",\"x\":\"" + QByteArray(8192, 'x') + "\"}"),
           "token_malformed");
    addRefused("crit", ec.token(header("ES256", "e1", R"(,"crit":["exp"],"exp":1)"), kPayload));
    addRefused("an unencoded payload", ec.token(header("ES256", "e1", R"(,"crit":["b64"],"b64":false)"), kPayload));
    addRow("an access token", ec.token(header("ES256", "e1", ",\"typ\":\"at+jwt\""), kPayload), "ok");
    addRefused("a proof of possession", ec.token(header("ES256", "e1", ",\"typ\":\"dpop+jwt\""), kPayload));
    addRefused("a security event", ec.token(header("ES256", "e1", ",\"typ\":\"secevent+jwt\""), kPayload));
    addRow("no sub", ec.token(es, R"({"exp":1760003600})"), "token_bad_claims");
    addRow("sub no UUID", ec.token(es, R"({"sub":"auth0|1","exp":1760003600})"), "token_bad_claims");
    addRow("expired", ec.token(es, R"({"sub":"0199c0de-0000-7000-8000-000000000001","exp":1759999999})"),
           "token_expired");
}

void TestJwtKeys::manyThreadsWhileKeysChange()
{
    class Changing final : public KeySource {
    public:
        std::shared_ptr<const KeySet> keys() const override { return m_sets[m_at.load() % 2]; }
        bool renew() override { return false; }
        void change() { ++m_at; }

    private:
        std::shared_ptr<const KeySet> m_sets[2] = {setOf({::keys().ec.jwk("e1")}),
                                                   setOf({::keys().ec.jwk("e1"), ::keys().foreignEc.jwk("e2")})};
        std::atomic<unsigned> m_at = 0;
    };
    const auto source = std::make_shared<Changing>();
    const JwtVerifier verifier({}, source);
    const std::string always = keys().ec.token(header("ES256", "e1"), kPayload).toStdString();
    const std::string sometimes = keys().foreignEc.token(header("ES256", "e2"), kPayload).toStdString();
    const std::string never = keys().foreignEc.token(header("ES256", "e1"), kPayload).toStdString();
    std::atomic<int> wrong = 0;
    std::vector<std::jthread> threads;
    for (int t = 0; t < 4; ++t) {
        threads.emplace_back([&] {
            for (int i = 0; i < 200; ++i) {
                source->change();
                static_cast<void>(verifier.verify(sometimes, kNow));
                wrong += verifier.verify(always, kNow) && !verifier.verify(never, kNow) ? 0 : 1;
            }
        });
    }
    threads.clear();
    QCOMPARE(wrong.load(), 0);
}

QTEST_GUILESS_MAIN(TestJwtKeys)
#include "tst_jwtkeys.moc"
