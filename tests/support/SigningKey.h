// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <memory>

struct evp_pkey_st;

namespace tidemark::test {

/// Base64url without padding.
QByteArray base64Url(const QByteArray &bytes);

/// An issuer's key pair. Signs with OpenSSL alone, so that it cannot be wrong in the same way as the library that the
/// verifier uses.
class SigningKey {
public:
    static SigningKey rsa(int bits = 2048);
    /// `curve`: P-256, P-384, secp256k1 …
    static SigningKey ec(const char *curve = "P-256");

    /// The public key as a JWK; `more` are members to put in, with a comma in front.
    QByteArray jwk(const QByteArray &kid = {}, const QByteArray &more = {}) const;
    /// The same with its private part.
    QByteArray privateJwk(const QByteArray &kid) const;
    /// The public key in PEM, as an attacker finds it.
    QByteArray pem() const;

    /// The signature over `data` as JWS wants it: PKCS #1, or r and s side by side.
    QByteArray sign(const QByteArray &data) const;
    /// RSASSA-PSS with SHA-256 (PS256).
    QByteArray signPss(const QByteArray &data) const;
    /// ECDSA in DER, which JWS does not take.
    QByteArray signDer(const QByteArray &data) const;

    /// A whole token.
    QByteArray token(const QByteArray &header, const QByteArray &payload) const;

private:
    explicit SigningKey(evp_pkey_st *key) : m_key(key, release) {}
    static void release(evp_pkey_st *key);
    QByteArray signature(const QByteArray &data, bool pss) const;
    QByteArray number(const char *name, int size = 0) const;

    std::shared_ptr<evp_pkey_st> m_key;
};

/// A JWK set of these keys.
QByteArray jwkSet(const QList<QByteArray> &keys);

} // namespace tidemark::test
