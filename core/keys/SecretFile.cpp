// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "keys/SecretFile.h"

#include "keys/Descriptor.h"

#include <QFile>

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstring>

namespace tidemark {

namespace {

Error keyError(const char *code, const QString &path, const char *why)
{
    return Error{code, ErrorCategory::Local, path.toStdString() + ": " + why};
}

/// Until the end or until the buffer is full. @return how many bytes, -1 for an error
ssize_t readAll(int descriptor, std::string &buffer)
{
    std::size_t size = 0;
    while (size < buffer.size()) {
        const ssize_t got = ::read(descriptor, buffer.data() + size, buffer.size() - size);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return -1;
        if (got == 0)
            break;
        size += static_cast<std::size_t>(got);
    }
    return static_cast<ssize_t>(size);
}

} // namespace

Result<std::string> readSecretFile(const QString &path, std::size_t most, SecretFile kind)
{
    const Descriptor file(::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC));
    if (!file)
        return errno == ENOENT ? keyError("key_missing", path, "no such file")
                               : keyError("key_invalid", path, std::strerror(errno));
    struct stat status {};
    if (::fstat(file.get(), &status) != 0)
        return keyError("key_invalid", path, std::strerror(errno));
    const bool pipe = kind == SecretFile::MayBePipe && S_ISFIFO(status.st_mode);
    if (!pipe && !S_ISREG(status.st_mode))
        return keyError("key_invalid", path, "not a file");
    if (!pipe && (status.st_mode & (S_IRWXG | S_IRWXO)) != 0)
        return keyError("key_invalid", path, "others may use it; mode 0600 is needed");
    std::string text(most + 1, '\0'); // one more, so that a longer file is seen to be too long
    const ssize_t size = readAll(file.get(), text);
    if (size < 0 || static_cast<std::size_t>(size) > most) {
        wipe(text);
        return keyError("key_invalid", path, size < 0 ? std::strerror(errno) : "too long for a secret");
    }
    std::string secret = text.substr(0, static_cast<std::size_t>(size));
    wipe(text);
    return secret;
}

void wipe(std::string &text)
{
    sodium_memzero(text.data(), text.size());
    text.clear();
}

} // namespace tidemark
