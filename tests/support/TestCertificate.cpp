// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/TestCertificate.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <cstdio>

namespace tidemark::test {

void TestCertificate::renew()
{
    EVP_PKEY *key = EVP_EC_gen("P-256");
    X509 *cert = X509_new();
    ASN1_INTEGER_set(X509_get_serialNumber(cert), 1);
    X509_gmtime_adj(X509_getm_notBefore(cert), 0);
    X509_gmtime_adj(X509_getm_notAfter(cert), 3600);
    X509_set_pubkey(cert, key);
    X509_sign(cert, key, EVP_sha256());
    FILE *file = std::fopen(certFile().toLocal8Bit().constData(), "w");
    PEM_write_X509(file, cert);
    std::fclose(file);
    file = std::fopen(keyFile().toLocal8Bit().constData(), "w");
    PEM_write_PrivateKey(file, key, nullptr, nullptr, 0, nullptr, nullptr);
    std::fclose(file);
    X509_free(cert);
    EVP_PKEY_free(key);
}

backend::HttpServerConfig TestCertificate::config() const
{
    backend::HttpServerConfig config;
    config.tlsCertFile = certFile().toStdString();
    config.tlsKeyFile = keyFile().toStdString();
    return config;
}

} // namespace tidemark::test
