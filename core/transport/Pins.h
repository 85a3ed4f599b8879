// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"

#include <string>
#include <vector>

class QSslCertificate;

namespace tidemark {

/// Public keys a server may have; empty accepts whatever the system trusts. A certificate must be valid all the same.
using Pins = std::vector<std::string>;

/// "sha256/" and the base64 of the SHA-256 of the certificate's public key (SPKI, DER).
std::string spkiFingerprint(const QSslCertificate &certificate);

/// Errors: "bad_pin" (Input) for what no fingerprint could equal.
Result<void> checkPins(const Pins &pins);

/// Nothing when the certificate has one of the pinned keys, else both fingerprints, for people to compare.
std::string pinMismatch(const Pins &pins, const QSslCertificate &certificate);

} // namespace tidemark
