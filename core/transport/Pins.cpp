// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/Pins.h"

#include <QByteArray>
#include <QCryptographicHash>
#include <QSslCertificate>
#include <QSslKey>

#include <algorithm>
#include <string_view>

namespace tidemark {

namespace {

constexpr std::string_view kPrefix = "sha256/";

bool isFingerprint(std::string_view pin)
{
    if (!pin.starts_with(kPrefix))
        return false;
    pin.remove_prefix(kPrefix.size());
    const auto decoded = QByteArray::fromBase64Encoding(QByteArray(pin.data(), static_cast<qsizetype>(pin.size())),
                                                        QByteArray::AbortOnBase64DecodingErrors);
    // The spelling must be ours too, since fingerprints are compared as text.
    return decoded && decoded.decoded.size() == QCryptographicHash::hashLength(QCryptographicHash::Sha256)
        && decoded.decoded.toBase64().toStdString() == pin;
}

} // namespace

std::string spkiFingerprint(const QSslCertificate &certificate)
{
    const QByteArray key = certificate.publicKey().toDer();
    return std::string(kPrefix) + QCryptographicHash::hash(key, QCryptographicHash::Sha256).toBase64().toStdString();
}

Result<void> checkPins(const Pins &pins)
{
    for (const std::string &pin : pins) {
        if (!isFingerprint(pin)) {
            return Error{"bad_pin", ErrorCategory::Input,
                         "a pin is sha256/ and the base64 of a public key's SHA-256, not \"" + pin + "\""};
        }
    }
    return {};
}

std::string pinMismatch(const Pins &pins, const QSslCertificate &certificate)
{
    const std::string met = certificate.isNull() ? "no certificate" : spkiFingerprint(certificate);
    if (pins.empty() || std::find(pins.begin(), pins.end(), met) != pins.end())
        return {};
    std::string expected;
    for (const std::string &pin : pins)
        expected += (expected.empty() ? "" : " or ") + pin;
    return "expected " + expected + ", got " + met;
}

} // namespace tidemark
