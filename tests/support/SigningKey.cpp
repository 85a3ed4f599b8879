// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/SigningKey.h"

#include <QtGlobal>

#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

namespace tidemark::test {

namespace {

constexpr int kCoordinate = 32;

template <typename T, void (*Release)(T *)> struct Releaser {
    void operator()(T *object) const { Release(object); }
};
using Number = std::unique_ptr<BIGNUM, Releaser<BIGNUM, BN_free>>;

} // namespace

QByteArray base64Url(const QByteArray &bytes)
{
    return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

void SigningKey::release(evp_pkey_st *key)
{
    EVP_PKEY_free(key);
}

SigningKey SigningKey::rsa(int bits)
{
    EVP_PKEY *key = EVP_RSA_gen(static_cast<unsigned>(bits));
    if (!key)
        qFatal("no RSA key of %d bits", bits);
    return SigningKey(key);
}

SigningKey SigningKey::ec(const char *curve)
{
    EVP_PKEY *key = EVP_EC_gen(curve);
    if (!key)
        qFatal("no key on %s", curve);
    return SigningKey(key);
}

QByteArray SigningKey::number(const char *name, int size) const
{
    BIGNUM *raw = nullptr;
    if (EVP_PKEY_get_bn_param(m_key.get(), name, &raw) != 1)
        qFatal("the key has no %s", name);
    const Number value(raw);
    QByteArray bytes(std::max(size, BN_num_bytes(value.get())), '\0');
    BN_bn2binpad(value.get(), reinterpret_cast<unsigned char *>(bytes.data()), static_cast<int>(bytes.size()));
    return bytes;
}

QByteArray SigningKey::jwk(const QByteArray &kid, const QByteArray &more) const
{
    QByteArray text;
    if (EVP_PKEY_base_id(m_key.get()) == EVP_PKEY_RSA) {
        text = R"({"kty":"RSA","n":")" + base64Url(number(OSSL_PKEY_PARAM_RSA_N)) + R"(","e":")"
            + base64Url(number(OSSL_PKEY_PARAM_RSA_E)) + '"';
    } else {
        const int size = (EVP_PKEY_bits(m_key.get()) + 7) / 8;
        char group[32] = {};
        EVP_PKEY_get_group_name(m_key.get(), group, sizeof group, nullptr);
        const QByteArray curve = qstrcmp(group, "prime256v1") == 0 ? "P-256"
            : qstrcmp(group, "secp384r1") == 0                     ? "P-384"
                                                                   : group;
        text = R"({"kty":"EC","crv":")" + curve + R"(","x":")" + base64Url(number(OSSL_PKEY_PARAM_EC_PUB_X, size))
            + R"(","y":")" + base64Url(number(OSSL_PKEY_PARAM_EC_PUB_Y, size)) + '"';
    }
    if (!kid.isEmpty())
        text += R"(,"kid":")" + kid + '"';
    return text + more + '}';
}

QByteArray SigningKey::privateJwk(const QByteArray &kid) const
{
    const bool isRsa = EVP_PKEY_base_id(m_key.get()) == EVP_PKEY_RSA;
    const QByteArray secret = isRsa ? number(OSSL_PKEY_PARAM_RSA_D) : number(OSSL_PKEY_PARAM_PRIV_KEY, kCoordinate);
    return jwk(kid, R"(,"d":")" + base64Url(secret) + '"');
}

QByteArray SigningKey::pem() const
{
    BIO *out = BIO_new(BIO_s_mem());
    PEM_write_bio_PUBKEY(out, m_key.get());
    char *data = nullptr;
    const long size = BIO_get_mem_data(out, &data);
    QByteArray text(data, static_cast<qsizetype>(size));
    BIO_free(out);
    return text;
}

QByteArray SigningKey::signature(const QByteArray &data, bool pss) const
{
    const std::unique_ptr<EVP_MD_CTX, Releaser<EVP_MD_CTX, EVP_MD_CTX_free>> context(EVP_MD_CTX_new());
    EVP_PKEY_CTX *details = nullptr;
    EVP_DigestSignInit(context.get(), &details, EVP_sha256(), nullptr, m_key.get());
    if (pss)
        EVP_PKEY_CTX_set_rsa_padding(details, RSA_PKCS1_PSS_PADDING);
    std::size_t size = static_cast<std::size_t>(EVP_PKEY_size(m_key.get()));
    QByteArray bytes(static_cast<qsizetype>(size), '\0');
    if (EVP_DigestSign(context.get(), reinterpret_cast<unsigned char *>(bytes.data()), &size,
                       reinterpret_cast<const unsigned char *>(data.constData()),
                       static_cast<std::size_t>(data.size()))
        != 1)
        qFatal("cannot sign");
    return bytes.first(static_cast<qsizetype>(size));
}

QByteArray SigningKey::sign(const QByteArray &data) const
{
    const QByteArray bytes = signature(data, false);
    if (EVP_PKEY_base_id(m_key.get()) == EVP_PKEY_RSA)
        return bytes;
    const auto *at = reinterpret_cast<const unsigned char *>(bytes.constData());
    ECDSA_SIG *pair = d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(bytes.size()));
    const int size = (EVP_PKEY_bits(m_key.get()) + 7) / 8;
    QByteArray joined(2 * size, '\0');
    auto *out = reinterpret_cast<unsigned char *>(joined.data());
    BN_bn2binpad(ECDSA_SIG_get0_r(pair), out, size);
    BN_bn2binpad(ECDSA_SIG_get0_s(pair), out + size, size);
    ECDSA_SIG_free(pair);
    return joined;
}

QByteArray SigningKey::signPss(const QByteArray &data) const
{
    return signature(data, true);
}

QByteArray SigningKey::signDer(const QByteArray &data) const
{
    return signature(data, false);
}

QByteArray SigningKey::token(const QByteArray &header, const QByteArray &payload) const
{
    const QByteArray signing = base64Url(header) + '.' + base64Url(payload);
    return signing + '.' + base64Url(sign(signing));
}

QByteArray jwkSet(const QList<QByteArray> &keys)
{
    return "{\"keys\":[" + keys.join(',') + "]}";
}

} // namespace tidemark::test
