// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSslCertificate>
#include <QSslKey>

namespace tidemark::test {

struct TlsIdentity {
    QSslCertificate certificate;
    QSslKey key;
};

/// A self-signed certificate with these names ("IP:127.0.0.1"), valid for `seconds` from now; negative ones have
/// passed already.
TlsIdentity makeTlsIdentity(const char *names = "IP:127.0.0.1", long seconds = 3600);

} // namespace tidemark::test
