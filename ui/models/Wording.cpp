// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/Wording.h"

#include <QCoreApplication>

#include <array>
#include <optional>
#include <string_view>

namespace tidemark::ui::wording {

namespace {

struct Wording {
    Q_DECLARE_TR_FUNCTIONS(Wording)
};

bool refusedForSize(const SyncLogEntry &entry)
{
    return entry.status == 413;
}

QString networkWord(const std::string &failure)
{
    if (failure == "refused")
        return Wording::tr("Network refused");
    if (failure == "host_not_found")
        return Wording::tr("Host not found");
    if (failure == "reset")
        return Wording::tr("Network reset");
    if (failure == "tls")
        return Wording::tr("TLS failed");
    if (failure == "pin_mismatch")
        return Wording::tr("Pin mismatch");
    return Wording::tr("Network error");
}

/// What failed, for the end of "Push failed, …".
QString cause(const SyncLogEntry &entry)
{
    switch (entry.result) {
    case SyncResult::NetworkError:
        if (entry.errorCode == "pin_mismatch")
            return Wording::tr("the server's certificate is not the pinned one");
        if (entry.errorCode == "refused")
            return Wording::tr("the server does not accept connections");
        if (entry.errorCode == "host_not_found")
            return Wording::tr("the server's name is not known");
        if (entry.errorCode == "tls")
            return Wording::tr("no secure connection");
        return Wording::tr("the connection was lost");
    case SyncResult::AuthError:
        return entry.status == 403 ? Wording::tr("not permitted (403)")
                                   : Wording::tr("token refused (%1)").arg(entry.status == 0 ? 401 : entry.status);
    case SyncResult::Conflict:
        if (entry.status == 410)
            return Wording::tr("the cursor is no longer usable (410)");
        return Wording::tr("records were refused");
    case SyncResult::Timeout: return Wording::tr("no answer in time");
    case SyncResult::ServerError:
        if (entry.status == 503 || entry.status == 429)
            return Wording::tr("server busy (%1)").arg(entry.status);
        if (refusedForSize(entry))
            return Wording::tr("too much at once (413)");
        if (entry.status >= 500)
            return Wording::tr("server fault (%1)").arg(entry.status);
        if (entry.status > 0)
            return Wording::tr("request not understood (%1)").arg(entry.status);
        return Wording::tr("server fault");
    case SyncResult::LocalFault: return Wording::tr("a fault on the device");
    case SyncResult::Success:
    case SyncResult::Cancelled: break;
    }
    return {};
}

/// Of the replica's key and what it seals.
std::optional<Trouble> keyTrouble(const Error &error)
{
    if (error.code == "key_locked")
        return Trouble{Wording::tr("The keyring is locked."), Wording::tr("Unlock it, then retry.")};
    if (error.code == "key_missing")
        return Trouble{Wording::tr("The key of this replica is gone."),
                       Wording::tr("Bring it back from a backup, or begin with a new replica.")};
    if (error.code == "key_unavailable")
        return Trouble{Wording::tr("There is no keychain to keep the key in."),
                       Wording::tr("Name a key file or a passphrase file in the profile, then start again.")};
    if (error.code == "key_elsewhere" || error.code == "key_wrong" || error.code == "key_invalid")
        return Trouble{
            Wording::tr("This key does not open the replica."),
            Wording::tr("Name the right key in the profile, then start again: %1").arg(text(error.detail))};
    if (error.code == "tampered")
        return Trouble{Wording::tr("Values of this row were changed outside of Tidemark."),
                       Wording::tr("They are neither shown nor sent. A full sync brings the server's.")};
    return std::nullopt;
}

} // namespace

QString text(const std::string &utf8)
{
    return QString::fromStdString(utf8);
}

ResultWords result(SyncResult result)
{
    switch (result) {
    case SyncResult::Success: return {Wording::tr("Success"), QStringLiteral("tick"), Tone::Plain};
    case SyncResult::NetworkError: return {Wording::tr("Network error"), QStringLiteral("offline"), Tone::Lost};
    case SyncResult::AuthError: return {Wording::tr("Sign-in error"), QStringLiteral("key"), Tone::Lost};
    case SyncResult::Conflict: return {Wording::tr("Conflict"), QStringLiteral("conflicts"), Tone::Warning};
    case SyncResult::ServerError: return {Wording::tr("Server error"), QStringLiteral("cross-circle"), Tone::Lost};
    case SyncResult::Timeout: return {Wording::tr("Timeout"), QStringLiteral("clock"), Tone::Lost};
    case SyncResult::LocalFault: return {Wording::tr("Device fault"), QStringLiteral("device"), Tone::Lost};
    case SyncResult::Cancelled: return {Wording::tr("Cancelled"), QStringLiteral("minus"), Tone::Muted};
    }
    return {};
}

ResultWords outcome(const SyncLogEntry &entry)
{
    ResultWords words = result(entry.result);
    if (entry.result == SyncResult::ServerError && entry.status > 0)
        words.word = Wording::tr("Server %1", "HTTP status").arg(entry.status);
    else if (entry.result == SyncResult::AuthError && entry.status > 0)
        words.word = Wording::tr("Auth %1", "HTTP status").arg(entry.status);
    else if (entry.result == SyncResult::Conflict && entry.status >= 400)
        words.word = Wording::tr("Conflict %1", "HTTP status").arg(entry.status);
    else if (entry.result == SyncResult::NetworkError)
        words.word = networkWord(entry.errorCode);
    return words;
}

QString sentence(const SyncLogEntry &entry)
{
    const bool pull = entry.type == "pull";
    const bool push = entry.type == "push";
    if (entry.result == SyncResult::Success)
        return pull ? Wording::tr("Pull succeeded")
            : push  ? Wording::tr("Push succeeded")
                    : Wording::tr("Sync succeeded");
    if (entry.result == SyncResult::Cancelled)
        return pull ? Wording::tr("Pull cancelled")
            : push  ? Wording::tr("Push cancelled")
                    : Wording::tr("Sync cancelled");
    const QString sentence = pull ? Wording::tr("Pull failed, %1")
        : push                    ? Wording::tr("Push failed, %1")
                                  : Wording::tr("Sync failed, %1");
    return sentence.arg(cause(entry));
}

QString nextAction(const SyncLogEntry &entry)
{
    switch (entry.result) {
    case SyncResult::Success:
    case SyncResult::Cancelled: return {};
    case SyncResult::NetworkError:
        if (entry.errorCode == "pin_mismatch")
            return Wording::tr("The device does not retry. Check the certificate, then its pin.");
        return Wording::tr("The device tries again by itself; nothing is lost.");
    case SyncResult::AuthError:
        return entry.status == 403 ? Wording::tr("Ask an admin for the permission.")
                                   : Wording::tr("Ask them to sign in again.");
    case SyncResult::Conflict:
        return entry.status == 410 ? Wording::tr("The device pulls everything again by itself; unsent edits stay.")
                                   : Wording::tr("Look at the refused records; the others were taken.");
    case SyncResult::Timeout:
        return Wording::tr("The device tries again with the same request; nothing is written twice.");
    case SyncResult::ServerError:
        if (entry.status >= 500 || entry.status == 429)
            return Wording::tr("The device tries again by itself; if it lasts, look at the server.");
        return Wording::tr("A fault of the program: report it with the request id.");
    case SyncResult::LocalFault: return Wording::tr("Look at the device: its disk, its key or its account.");
    }
    return {};
}

Trouble trouble(const Error &error)
{
    const QString detail = text(error.detail);
    switch (error.category) {
    case ErrorCategory::Network:
        return {Wording::tr("The server cannot be reached."),
                Wording::tr("What is shown may be old. Check the connection, then retry.")};
    case ErrorCategory::Timeout:
        return {Wording::tr("The server did not answer in time."),
                Wording::tr("What is shown may be old. Retry in a moment.")};
    case ErrorCategory::Auth:
        if (error.code == "forbidden" || error.code == "missing_permission")
            return {Wording::tr("This account may not do that."), Wording::tr("Sign in with a role that may.")};
        return {Wording::tr("The console's token was refused."), Wording::tr("Sign in again, then retry.")};
    case ErrorCategory::Conflict:
        return {Wording::tr("The record has moved."),
                Wording::tr("Nothing was written. Look at the newer values, then decide again.")};
    case ErrorCategory::Busy: return {Wording::tr("The server is busy."), Wording::tr("Retry in a moment.")};
    case ErrorCategory::Server:
        return {Wording::tr("The server failed."), Wording::tr("Retry; if it stays, report this: %1").arg(detail)};
    case ErrorCategory::Input:
        return {Wording::tr("A value was refused."), Wording::tr("Correct it and try again: %1").arg(detail)};
    case ErrorCategory::Local:
        if (const auto known = keyTrouble(error))
            return *known;
        return {Wording::tr("Something on this computer failed."),
                Wording::tr("Check disk and key, then retry: %1").arg(detail)};
    }
    return {};
}

QString syncType(const std::string &type)
{
    if (type == "pull")
        return Wording::tr("Pull");
    if (type == "push")
        return Wording::tr("Push");
    if (type == "sync")
        return Wording::tr("Sync");
    return text(type);
}

QString phase(const std::string &name)
{
    struct Named {
        std::string_view name;
        const char *word;
    };
    static constexpr std::array names{
        Named{"queue", QT_TRANSLATE_NOOP("Wording", "Queue")},
        Named{"connect", QT_TRANSLATE_NOOP("Wording", "Connect")},
        Named{"tls", QT_TRANSLATE_NOOP("Wording", "TLS")},
        Named{"wait", QT_TRANSLATE_NOOP("Wording", "Wait")},
        Named{"receive", QT_TRANSLATE_NOOP("Wording", "Receive")},
        Named{"parse", QT_TRANSLATE_NOOP("Wording", "Parse")},
        Named{"apply", QT_TRANSLATE_NOOP("Wording", "Apply")},
        Named{"auth", QT_TRANSLATE_NOOP("Wording", "Token check")},
        Named{"database", QT_TRANSLATE_NOOP("Wording", "Database")},
        Named{"serialise", QT_TRANSLATE_NOOP("Wording", "Write answer")},
        Named{"send", QT_TRANSLATE_NOOP("Wording", "Send")},
    };
    for (const Named &named : names) {
        if (named.name == name)
            return QCoreApplication::translate("Wording", named.word);
    }
    return text(name);
}

Tone phaseTone(const std::string &name)
{
    if (name == "connect" || name == "tls" || name == "receive" || name == "send")
        return Tone::Muted;
    if (name == "wait" || name == "auth" || name == "database" || name == "serialise")
        return Tone::Server;
    return Tone::Client;
}

QString conflictType(const std::string &type)
{
    if (type == "edit_edit")
        return Wording::tr("Edited on both sides");
    if (type == "edit_delete")
        return Wording::tr("Edited on the device, deleted on the server");
    if (type == "delete_edit")
        return Wording::tr("Deleted on the device, edited on the server");
    if (type == "create_create")
        return Wording::tr("Created on both sides");
    return text(type);
}

QString entityTitle(const std::string &entity)
{
    QString title = text(entity);
    title.replace(QLatin1Char('_'), QLatin1Char(' '));
    if (!title.isEmpty())
        title[0] = title[0].toUpper();
    return title;
}

} // namespace tidemark::ui::wording
