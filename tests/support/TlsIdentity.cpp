// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/TlsIdentity.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

namespace tidemark::test {

namespace {

constexpr long kDay = 86400;

QByteArray contentOf(BIO *bio)
{
    char *data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    return QByteArray(data, static_cast<qsizetype>(size));
}

} // namespace

TlsIdentity makeTlsIdentity(const char *names, long seconds)
{
    EVP_PKEY *key = EVP_EC_gen("P-256");
    X509 *cert = X509_new();
    X509_set_version(cert, 2);
    ASN1_INTEGER_set(X509_get_serialNumber(cert), 1);
    X509_gmtime_adj(X509_getm_notBefore(cert), -kDay);
    X509_gmtime_adj(X509_getm_notAfter(cert), seconds);
    X509_set_pubkey(cert, key);
    X509_NAME *name = X509_get_subject_name(cert);
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char *>("127.0.0.1"), -1, -1,
                               0);
    X509_set_issuer_name(cert, name);
    X509_EXTENSION *alternatives = X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, names);
    X509_add_ext(cert, alternatives, -1);
    X509_EXTENSION_free(alternatives);
    X509_sign(cert, key, EVP_sha256());
    BIO *certPem = BIO_new(BIO_s_mem());
    PEM_write_bio_X509(certPem, cert);
    BIO *keyPem = BIO_new(BIO_s_mem());
    PEM_write_bio_PrivateKey(keyPem, key, nullptr, nullptr, 0, nullptr, nullptr);
    TlsIdentity identity{QSslCertificate(contentOf(certPem)), QSslKey(contentOf(keyPem), QSsl::Ec)};
    BIO_free(certPem);
    BIO_free(keyPem);
    X509_free(cert);
    EVP_PKEY_free(key);
    return identity;
}

} // namespace tidemark::test
