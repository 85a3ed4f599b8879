// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "keys/KeyFile.h"

#include "keys/Descriptor.h"
#include "keys/SecretFile.h"

#include <QFile>
#include <QFileInfo>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string_view>

namespace tidemark {

namespace {

/// More than any key file has.
constexpr std::size_t kMaxFileSize = 255;

Error keyError(const char *code, const QString &path, const char *why)
{
    return Error{code, ErrorCategory::Local, path.toStdString() + ": " + why};
}

bool writeAll(int descriptor, std::string_view text)
{
    while (!text.empty()) {
        const ssize_t written = ::write(descriptor, text.data(), text.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    return ::fsync(descriptor) == 0;
}

void syncFolder(const QString &path)
{
    const Descriptor folder(
        ::open(QFile::encodeName(QFileInfo(path).absolutePath()).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (folder)
        ::fsync(folder.get());
}

} // namespace

KeyFile::KeyFile(QString path) : m_path(std::move(path)) {}

Result<SecretKey> KeyFile::wrappingKey(const std::string & /*parameters*/)
{
    return read();
}

Result<KeyStore::Made> KeyFile::makeWrappingKey()
{
    auto key = read();
    if (!key && key.error().code == "key_missing")
        key = create();
    if (!key)
        return key.error();
    return Made{std::move(key).value(), {}};
}

Result<SecretKey> KeyFile::read() const
{
    TRY(std::string text, readSecretFile(m_path, kMaxFileSize, SecretFile::Regular));
    auto key = SecretKey::fromBase64(text);
    wipe(text);
    if (!key)
        return keyError("key_invalid", m_path, "not base64 of 32 bytes");
    return key;
}

Result<SecretKey> KeyFile::create() const
{
    // Written under a name of its own and then linked, so that the key's name never stands for half a key.
    const QByteArray name = QFile::encodeName(m_path);
    const QByteArray draft = name + ".new-" + QByteArray::number(::getpid());
    ::unlink(draft.constData()); // of a process that had our number and died
    {
        const Descriptor file(::open(draft.constData(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR));
        if (!file)
            return keyError("key_missing", m_path, std::strerror(errno));
        std::string text = SecretKey::random().toBase64() + '\n';
        const bool written = writeAll(file.get(), text);
        wipe(text);
        if (!written) {
            ::unlink(draft.constData());
            return keyError("key_missing", m_path, "cannot be written");
        }
    }
    // When another process was first, its key stands.
    const bool linked = ::link(draft.constData(), name.constData()) == 0 || errno == EEXIST;
    const int reason = errno;
    ::unlink(draft.constData());
    if (!linked)
        return keyError("key_missing", m_path, std::strerror(reason));
    syncFolder(m_path);
    return read();
}

} // namespace tidemark
