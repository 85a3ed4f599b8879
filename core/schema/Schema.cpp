// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/Schema.h"

#include "resources/Resources.h"

#include <simdjson.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <cstdlib>

namespace tidemark {

namespace {

using simdjson::dom::element;
using simdjson::dom::object;

struct TypeName {
    std::string_view name;
    ColumnType type;
};

constexpr std::array kTypes{
    TypeName{"text", ColumnType::Text},
    TypeName{"enum", ColumnType::Enum},
    TypeName{"uuid", ColumnType::Uuid},
    TypeName{"integer", ColumnType::Integer},
    TypeName{"real", ColumnType::Real},
    TypeName{"time", ColumnType::Time},
    TypeName{"json_array", ColumnType::JsonArray},
};

constexpr std::size_t kMaxColumns = 62;
constexpr std::size_t kDefaultMaxLength = 100'000;

Error bad(std::string detail)
{
    return Error{"bad_schema", ErrorCategory::Input, std::move(detail)};
}

bool isName(std::string_view name)
{
    const auto allowed = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
    return !name.empty() && name.size() <= 60 && name[0] >= 'a' && name[0] <= 'z'
        && std::all_of(name.begin(), name.end(), allowed);
}

bool isReserved(std::string_view name)
{
    return name == "id" || name == "user_id" || name == "created_at" || name == "last_modified_at"
        || name == "encrypted" || name == "rowid" || name == "oid";
}

Result<std::string> readString(const object &from, const char *key, const std::string &place)
{
    std::string_view text;
    if (from[key].get_string().get(text) != simdjson::SUCCESS)
        return bad(place + ": \"" + key + "\" must be a string");
    return std::string(text);
}

Result<void> refuseUnknownKeys(const object &from, std::initializer_list<std::string_view> known,
                               const std::string &place)
{
    for (const auto field : from) {
        if (std::find(known.begin(), known.end(), field.key) == known.end())
            return bad(place + ": unknown key \"" + std::string(field.key) + "\"");
    }
    return {};
}

Result<std::vector<std::string>> readValues(const object &from, const std::string &place)
{
    simdjson::dom::array list;
    std::vector<std::string> values;
    if (from["values"].get_array().get(list) == simdjson::SUCCESS) {
        for (const element item : list) {
            std::string_view text;
            if (item.get_string().get(text) != simdjson::SUCCESS || text.empty())
                return bad(place + ": \"values\" must hold strings");
            values.emplace_back(text);
        }
    }
    if (values.empty())
        return bad(place + ": an enum needs \"values\"");
    return values;
}

Result<Column> readColumn(const object &from, const std::string &entity)
{
    Column column;
    TRY(column.name, readString(from, "name", entity + " column"));
    const std::string place = entity + "." + column.name;
    if (!isName(column.name) || isReserved(column.name))
        return bad(place + ": not a usable column name");
    CHECK(refuseUnknownKeys(from, {"name", "type", "values", "winner", "sensitive", "max_length", "unit"}, place));
    TRY(const std::string type, readString(from, "type", place));
    const auto known = std::find_if(kTypes.begin(), kTypes.end(), [&](const TypeName &t) { return t.name == type; });
    if (known == kTypes.end())
        return bad(place + ": unknown type \"" + type + "\"");
    column.type = known->type;
    if (column.type == ColumnType::Enum) {
        TRY(column.values, readValues(from, place));
    }
    if (const auto winner = from["winner"]; winner.error() == simdjson::SUCCESS) {
        TRY(const std::string name, readString(from, "winner", place));
        if (name != "client" && name != "server")
            return bad(place + ": \"winner\" is client or server");
        column.winner = name == "server" ? Winner::Server : Winner::Client;
    }
    if (from["sensitive"].error() == simdjson::SUCCESS
        && from["sensitive"].get_bool().get(column.sensitive) != simdjson::SUCCESS)
        return bad(place + ": \"sensitive\" is true or false");
    column.maxLength = kDefaultMaxLength;
    if (from["max_length"].error() == simdjson::SUCCESS) {
        std::uint64_t length = 0;
        if (from["max_length"].get_uint64().get(length) != simdjson::SUCCESS || length == 0)
            return bad(place + ": \"max_length\" is a positive number of bytes");
        column.maxLength = length;
    }
    if (from["unit"].error() == simdjson::SUCCESS) {
        TRY(column.unit, readString(from, "unit", place));
    }
    return column;
}

Result<EntitySchema> readEntity(const object &from)
{
    EntitySchema entity;
    TRY(entity.name, readString(from, "name", "entity"));
    if (!isName(entity.name))
        return bad(entity.name + ": not a usable entity name");
    CHECK(refuseUnknownKeys(from, {"name", "policy", "label", "columns"}, entity.name));
    TRY(entity.policy, readString(from, "policy", entity.name));
    if (entity.policy != "per_column_merge" && entity.policy != "client_wins")
        return bad(entity.name + ": \"policy\" is per_column_merge or client_wins");
    simdjson::dom::array columns;
    if (from["columns"].get_array().get(columns) != simdjson::SUCCESS)
        return bad(entity.name + ": \"columns\" must be a list");
    for (const element item : columns) {
        object description;
        if (item.get_object().get(description) != simdjson::SUCCESS)
            return bad(entity.name + ": a column must be an object");
        TRY(Column column, readColumn(description, entity.name));
        if (entity.columnIndex(column.name))
            return bad(entity.name + "." + column.name + ": named twice");
        if (entity.policy == "client_wins" && column.winner == Winner::Server)
            return bad(entity.name + "." + column.name + ": client_wins has no column the server wins");
        entity.columns.push_back(std::move(column));
    }
    if (entity.columns.empty() || entity.columns.size() > kMaxColumns)
        return bad(entity.name + ": needs 1 to 62 columns");
    TRY(const std::string label, readString(from, "label", entity.name));
    const auto index = entity.columnIndex(label);
    if (!index)
        return bad(entity.name + ": \"label\" names no column");
    entity.label = *index;
    return entity;
}

std::string digestOf(std::string_view text)
{
    unsigned char hash[32];
    crypto_generichash(hash, sizeof hash, reinterpret_cast<const unsigned char *>(text.data()), text.size(), nullptr,
                       0);
    char hex[sizeof hash * 2 + 1];
    sodium_bin2hex(hex, sizeof hex, hash, sizeof hash);
    return hex;
}

} // namespace

std::optional<std::size_t> EntitySchema::columnIndex(std::string_view column) const
{
    const auto found =
        std::find_if(columns.begin(), columns.end(), [&](const Column &c) { return c.name == column; });
    if (found == columns.end())
        return std::nullopt;
    return static_cast<std::size_t>(found - columns.begin());
}

bool EntitySchema::hasSensitive() const
{
    return std::any_of(columns.begin(), columns.end(), [](const Column &c) { return c.sensitive; });
}

std::optional<std::size_t> Schema::entityIndex(std::string_view entity) const
{
    const auto found =
        std::find_if(entities.begin(), entities.end(), [&](const EntitySchema &e) { return e.name == entity; });
    if (found == entities.end())
        return std::nullopt;
    return static_cast<std::size_t>(found - entities.begin());
}

Result<Schema> loadSchema(std::string_view json)
{
    simdjson::dom::parser parser;
    object root;
    if (const auto error = parser.parse(json.data(), json.size()).get_object().get(root))
        return bad(std::string("not a JSON object: ") + simdjson::error_message(error));
    CHECK(refuseUnknownKeys(root, {"name", "version", "entities"}, "schema"));
    Schema schema;
    schema.digest = digestOf(json);
    TRY(schema.name, readString(root, "name", "schema"));
    std::int64_t version = 0;
    if (root["version"].get_int64().get(version) != simdjson::SUCCESS || version < 1 || version > 1'000'000)
        return bad("schema: \"version\" is a positive number");
    schema.version = static_cast<int>(version);
    simdjson::dom::array entities;
    if (root["entities"].get_array().get(entities) != simdjson::SUCCESS)
        return bad("schema: \"entities\" must be a list");
    for (const element item : entities) {
        object description;
        if (item.get_object().get(description) != simdjson::SUCCESS)
            return bad("schema: an entity must be an object");
        TRY(EntitySchema entity, readEntity(description));
        if (schema.entityIndex(entity.name))
            return bad(entity.name + ": named twice");
        schema.entities.push_back(std::move(entity));
    }
    if (schema.entities.empty())
        return bad("schema: needs an entity");
    return schema;
}

const Schema &pensieveSchema()
{
    static const Schema schema = [] {
        auto loaded = loadSchema(resources::text("schema/pensieve.json"));
        // An embedded file that does not load is a broken build, not a condition to handle.
        if (!loaded)
            std::abort();
        return std::move(loaded).value();
    }();
    return schema;
}

std::string_view columnTypeName(ColumnType type)
{
    return std::find_if(kTypes.begin(), kTypes.end(), [&](const TypeName &t) { return t.type == type; })->name;
}

} // namespace tidemark
