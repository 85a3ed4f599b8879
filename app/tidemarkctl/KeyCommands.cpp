// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/tidemarkctl/Commands.h"
#include "app/tidemarkctl/Output.h"
#include "protocol/JsonWriter.h"

namespace tidemark::ctl {

namespace {

/// Rows a transaction: others wait no longer than it takes to seal these.
constexpr std::size_t kRowsAtOnce = 500;

void printKey(const Context &context, const KeyState &key, std::int64_t sealed)
{
    if (!context.json()) {
        printLine(key.source.empty() ? "nothing is sealed yet, so there is no key"
                      : sealed < 0   ? "the key is now in: " + key.source
                                     : std::to_string(sealed) + " rows are sealed with a new key");
        return;
    }
    std::string line;
    JsonWriter json(line);
    json.beginObject().field("source", key.source);
    if (sealed >= 0)
        json.field("sealed", sealed);
    json.endObject();
    printLine(line);
}

} // namespace

Result<void> keyRotate(Context &context)
{
    TRY(Replica *const replica, context.openReplica(Context::Missing::Refuse));
    std::int64_t sealed = 0;
    for (bool finished = false; !finished;) {
        TRY(const Replica::RotationStep step, replica->rotateKey(kRowsAtOnce));
        sealed += static_cast<std::int64_t>(step.sealed);
        finished = step.finished;
    }
    TRY(const KeyState key, replica->keyState());
    printKey(context, key, sealed);
    return {};
}

Result<void> keyMove(Context &context)
{
    TRY(const auto to,
        makeKeyStore({QString::fromStdString(context.options().get("to-key-file")),
                      QString::fromStdString(context.options().get("to-passphrase-file"))}));
    TRY(Replica *const replica, context.openReplica(Context::Missing::Refuse));
    CHECK(replica->rewrapKey(*to));
    TRY(const KeyState key, replica->keyState());
    printKey(context, key, -1);
    return {};
}

} // namespace tidemark::ctl
