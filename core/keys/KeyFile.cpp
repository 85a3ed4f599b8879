// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "keys/KeyFile.h"

#include <QFile>
#include <QFileInfo>

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <string_view>

namespace tidemark {

namespace {

/// More than any key file has, so that a wrong file is seen to be too long.
constexpr std::size_t kMaxFileSize = 256;

Error keyError(const char *code, const QString &path, const char *why)
{
    return Error{code, ErrorCategory::Local, path.toStdString() + ": " + why};
}

class Descriptor {
public:
    explicit Descriptor(int descriptor) : m_descriptor(descriptor) {}
    ~Descriptor()
    {
        if (m_descriptor >= 0)
            ::close(m_descriptor);
    }
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;
    int get() const { return m_descriptor; }
    explicit operator bool() const { return m_descriptor >= 0; }

private:
    int m_descriptor;
};

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

Result<SecretKey> KeyFile::wrappingKey(bool mayCreate)
{
    auto key = read();
    if (key || key.error().code != "key_missing" || !mayCreate)
        return key;
    return create();
}

Result<SecretKey> KeyFile::read() const
{
    const Descriptor file(::open(QFile::encodeName(m_path).constData(), O_RDONLY | O_CLOEXEC));
    if (!file)
        return errno == ENOENT ? keyError("key_missing", m_path, "no such file")
                               : keyError("key_invalid", m_path, std::strerror(errno));
    struct stat status {};
    if (::fstat(file.get(), &status) != 0 || !S_ISREG(status.st_mode))
        return keyError("key_invalid", m_path, "not a file");
    if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0)
        return keyError("key_invalid", m_path, "others may use it; mode 0600 is needed");
    std::array<char, kMaxFileSize> text{};
    const ssize_t size = ::read(file.get(), text.data(), text.size());
    if (size < 0)
        return keyError("key_invalid", m_path, std::strerror(errno));
    auto key = SecretKey::fromBase64({text.data(), static_cast<std::size_t>(size)});
    sodium_memzero(text.data(), text.size());
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
        sodium_memzero(text.data(), text.size());
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
