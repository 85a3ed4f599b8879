// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/tidemarkd/Files.h"

#include <sodium.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>

namespace tidemark::daemon {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxSecretFile = 4096;
constexpr std::size_t kSecretWords = 4; // of 8 random bytes

Error failure(const std::string &path, int code)
{
    return {"file", ErrorCategory::Local, path + ": " + std::strerror(code)};
}

class Descriptor {
public:
    explicit Descriptor(int fd) : m_fd(fd) {}
    ~Descriptor()
    {
        if (m_fd >= 0)
            ::close(m_fd);
    }
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;
    int get() const { return m_fd; }

private:
    int m_fd;
};

/// Beside `path`, so that a rename or a link stays on one file system.
std::string temporaryNameFor(const std::string &path)
{
    return path + "." + std::to_string(::getpid()) + ".tmp";
}

/// A new file with this content, on disk when it returns.
Result<void> writeNew(const std::string &path, const std::string &content, mode_t mode)
{
    ::unlink(path.c_str()); // left behind by a process of the same id that is long gone
    const Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode));
    if (file.get() < 0)
        return failure(path, errno);
    errno = 0;
    const ssize_t written = ::write(file.get(), content.data(), content.size());
    if (written == static_cast<ssize_t>(content.size()) && ::fsync(file.get()) == 0)
        return {};
    const int code = errno != 0 ? errno : ENOSPC; // a short write sets none
    ::unlink(path.c_str());
    return failure(path, code);
}

std::string randomSecret(Random &random)
{
    std::array<std::uint64_t, kSecretWords> words = {};
    for (std::uint64_t &word : words)
        word = random.next();
    std::string text(sodium_base64_ENCODED_LEN(sizeof words, sodium_base64_VARIANT_ORIGINAL), '\0');
    sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char *>(words.data()), sizeof words,
                      sodium_base64_VARIANT_ORIGINAL);
    sodium_memzero(words.data(), sizeof words);
    text.pop_back(); // its terminator
    return text;
}

} // namespace

Result<std::string> dataFile(const std::string &name)
{
    const char *data = std::getenv("XDG_DATA_HOME");
    const char *home = std::getenv("HOME");
    fs::path folder;
    if (data && data[0] == '/')
        folder = data;
    else if (home && home[0] == '/')
        folder = fs::path(home) / ".local" / "share";
    else
        return Error{"no_home", ErrorCategory::Local, "neither HOME nor XDG_DATA_HOME names a directory"};
    folder /= "tidemark";
    std::error_code error;
    if (fs::create_directories(folder, error))
        fs::permissions(folder, fs::perms::owner_all, error);
    if (error)
        return failure(folder.string(), error.value());
    return (folder / name).string();
}

Result<Secret> readSecret(const std::string &path)
{
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    struct stat info = {};
    if (file.get() < 0 || ::fstat(file.get(), &info) != 0)
        return failure(path, errno);
    Secret secret;
    secret.bytes.resize(kMaxSecretFile);
    const ssize_t got = ::read(file.get(), secret.bytes.data(), secret.bytes.size());
    if (got < 0)
        return failure(path, errno);
    secret.bytes.resize(static_cast<std::size_t>(got));
    if (got == static_cast<ssize_t>(kMaxSecretFile))
        return Error{"file", ErrorCategory::Local, path + ": too long for a secret"};
    while (!secret.bytes.empty() && (secret.bytes.back() == '\n' || secret.bytes.back() == '\r'))
        secret.bytes.pop_back();
    secret.exposed = S_ISREG(info.st_mode) && (info.st_mode & (S_IRWXG | S_IRWXO)) != 0;
    return secret;
}

Result<Secret> readOrMakeSecret(const std::string &path, Random &random)
{
    if (::access(path.c_str(), F_OK) == 0)
        return readSecret(path);
    const std::string temporary = temporaryNameFor(path);
    CHECK(writeNew(temporary, randomSecret(random) + '\n', S_IRUSR | S_IWUSR));
    // A link, unlike a rename, leaves alone what another process has put there meanwhile.
    const int code = ::link(temporary.c_str(), path.c_str()) == 0 ? 0 : errno;
    ::unlink(temporary.c_str());
    if (code != 0 && code != EEXIST)
        return failure(path, code);
    return readSecret(path);
}

Result<std::string> readFile(const std::string &path, std::size_t limit)
{
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)); // a pipe shall not hold us up
    struct stat info = {};
    if (file.get() < 0 || ::fstat(file.get(), &info) != 0)
        return failure(path, errno);
    if (!S_ISREG(info.st_mode))
        return Error{"file", ErrorCategory::Local, path + ": not a file"};
    std::string content(limit + 1, '\0');
    std::size_t size = 0;
    ssize_t got = 1;
    while (got > 0 && size < content.size()) {
        got = ::read(file.get(), content.data() + size, content.size() - size);
        size += got > 0 ? static_cast<std::size_t>(got) : 0;
    }
    if (got < 0)
        return failure(path, errno);
    if (size > limit)
        return Error{"file", ErrorCategory::Local, path + ": larger than " + std::to_string(limit) + " bytes"};
    content.resize(size);
    return content;
}

bool isWritableByOthers(const std::string &path)
{
    struct stat info = {};
    return ::stat(path.c_str(), &info) == 0 && (info.st_mode & (S_IWGRP | S_IWOTH)) != 0;
}

Result<void> writeAtomically(const std::string &path, const std::string &content)
{
    const std::string temporary = temporaryNameFor(path);
    CHECK(writeNew(temporary, content, S_IRUSR | S_IWUSR | S_IRGRP | S_IROTH));
    if (::rename(temporary.c_str(), path.c_str()) == 0)
        return {};
    const int code = errno;
    ::unlink(temporary.c_str());
    return failure(path, code);
}

} // namespace tidemark::daemon
