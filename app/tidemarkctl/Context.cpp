// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/tidemarkctl/Context.h"

#include <QFileInfo>
#include <QSysInfo>

namespace tidemark::ctl {

namespace {

std::string entityNames(const Schema &schema)
{
    std::string names;
    for (const EntitySchema &entity : schema.entities)
        names += (names.empty() ? "" : ", ") + entity.name;
    return names;
}

} // namespace

Error usage(std::string detail)
{
    return Error{"usage", ErrorCategory::Input, std::move(detail)};
}

Result<std::size_t> Context::entity() const
{
    if (const auto index = schema().entityIndex(argument(0)))
        return *index;
    return Error{"unknown_entity", ErrorCategory::Input,
                 "there is no entity \"" + argument(0) + "\", only " + entityNames(schema())};
}

Result<Replica *> Context::openReplica(Missing missing)
{
    const QString path = QString::fromStdString(m_options.get("replica"));
    if (path.isEmpty())
        return usage("--replica FILE says where the replica is");
    const bool fresh = !QFileInfo::exists(path);
    if (fresh && missing == Missing::Refuse) {
        return Error{"replica_missing", ErrorCategory::Local,
                     path.toStdString() + ": no such replica; put and sync make one"};
    }
    TRY(m_keys,
        makeKeyStore({QString::fromStdString(m_options.get("key-file")),
                      QString::fromStdString(m_options.get("passphrase-file"))}));
    Replica::Config config;
    config.path = path;
    config.schema = &schema();
    config.clock = &m_clock;
    config.ids = &m_ids;
    config.keys = m_keys.get();
    config.deviceName = m_options.get("device");
    if (fresh && config.deviceName.empty())
        config.deviceName = QSysInfo::machineHostName().toStdString();
    TRY(m_replica, Replica::open(config));
    return m_replica.get();
}

Result<std::shared_ptr<TokenProvider>> Context::deviceTokens() const
{
    if (m_options.has("token-file"))
        return std::shared_ptr<TokenProvider>(
            std::make_shared<TokenFile>(QString::fromStdString(m_options.get("token-file"))));
    if (m_options.has("token"))
        return std::shared_ptr<TokenProvider>(std::make_shared<StaticToken>(m_options.get("token")));
    return usage("a token is needed: --token-file FILE or TIDEMARK_TOKEN");
}

Result<std::shared_ptr<TokenProvider>> Context::consoleTokens() const
{
    if (!m_options.has("console-token-file"))
        return deviceTokens();
    return std::shared_ptr<TokenProvider>(
        std::make_shared<TokenFile>(QString::fromStdString(m_options.get("console-token-file"))));
}

Result<AdminClient> Context::console()
{
    TRY(auto tokens, consoleTokens());
    TRY(HttpTransport *const transport, connect(std::move(tokens)));
    return AdminClient(*transport);
}

Result<HttpTransport *> Context::connect(std::shared_ptr<TokenProvider> tokens)
{
    if (!m_options.has("url"))
        return usage("--url URL says where the backend is");
    HttpTransport::Config config;
    config.url = QUrl(QString::fromStdString(m_options.get("url")), QUrl::StrictMode);
    config.pins = m_options.getAll("pin");
    config.tokens = std::move(tokens);
    TRY(m_transport, HttpTransport::create(std::move(config)));
    return m_transport.get();
}

} // namespace tidemark::ctl
