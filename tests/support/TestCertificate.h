// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/http/HttpServer.h"

#include <QString>
#include <QTemporaryDir>

namespace tidemark::test {

/// A self-signed certificate with its key in files, for one run only.
class TestCertificate {
public:
    TestCertificate() { renew(); }
    /// Writes another one, with another key, into the same files.
    void renew();
    QString certFile() const { return m_folder.filePath(QStringLiteral("cert.pem")); }
    QString keyFile() const { return m_folder.filePath(QStringLiteral("key.pem")); }
    /// For a server with it.
    backend::HttpServerConfig config() const;

private:
    QTemporaryDir m_folder;
};

} // namespace tidemark::test
