// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/api/DigestHandler.h"

#include "backend/api/Parameters.h"
#include "protocol/Digest.h"

namespace tidemark::backend {

Attempt<Response> handleDigest(Services &services, Call &call)
{
    const Schema &schema = services.context.schema;
    TRY(const std::string name, entityParameter(schema, call.request));
    const auto entity = schema.entityIndex(name);
    if (!entity)
        return badParameter("entity", "must be an entity of the schema");
    TRY(std::string prefix, textParameter(call.request, "prefix", kMostDigestPrefix));
    if (!isDigestPrefix(prefix))
        return badParameter("prefix", "must be lowercase hexadecimal digits");
    DigestBuilder builder(schema.entities[*entity], std::move(prefix));
    TRY(const Snapshot snapshot,
        services.context.store.scan(call.session.claims.sub, *entity,
                                    [&](const Record &record) { builder.add(record); }));
    Digest digest = builder.finish();
    digest.timestamp = snapshot.clock;
    digest.serverId = snapshot.meta.serverId;
    digest.epoch = snapshot.meta.epoch;
    std::string text;
    JsonWriter json(text);
    writeDigest(json, digest);
    return jsonResponse(std::move(text));
}

} // namespace tidemark::backend
