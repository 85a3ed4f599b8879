// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "keys/KeyStore.h"

#include <QString>

namespace tidemark {

/// The wrapping key as an entry of the system's keychain, under a random name that the replica keeps. A locked
/// keyring is not asked to open, because nobody may be there to answer. Blocks while the keychain answers, half a
/// minute at most; jobs run in one thread of their own for the whole program, so any thread may call.
/// Errors (category Local): "key_locked"; "key_missing", the entry is gone; "key_invalid", it is no key;
/// "key_unavailable", there is no keychain, or it does not answer.
class Keychain final : public KeyStore {
public:
    std::string_view source() const override { return "keychain"; }
    Result<SecretKey> wrappingKey(const std::string &parameters) override;
    Result<Made> makeWrappingKey() override;

private:
    std::string m_made; ///< an entry of ours that no replica has kept yet
};

} // namespace tidemark
