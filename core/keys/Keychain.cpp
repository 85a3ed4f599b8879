// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "keys/Keychain.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusVariant>
#include <QSemaphore>
#include <QThread>

#include <qt6keychain/keychain.h>
#include <sodium.h>

#include <array>
#include <functional>
#include <memory>

namespace tidemark {

namespace {

constexpr int kPatienceMs = 30'000;
constexpr int kLockPatienceMs = 5'000;
constexpr std::size_t kNameBytes = 16;

const QString kService = QStringLiteral("tidemark");

Error keyError(const char *code, const std::string &detail)
{
    return Error{code, ErrorCategory::Local, detail};
}

Error unavailable(const std::string &why)
{
    return keyError("key_unavailable",
                    "no keychain (" + why
                        + "); name a key file with --key-file, or one with a passphrase with "
                          "--passphrase-file");
}

Error locked()
{
    return keyError("key_locked", "the keyring is locked; unlock it, and try again");
}

struct Outcome {
    QSemaphore done;
    QKeychain::Error error = QKeychain::OtherError;
    QString detail;
    QString secret;
};

/// QtKeychain works by signals, and all jobs of a program have to be in one thread, which outlives them.
class JobThread {
public:
    static JobThread &instance()
    {
        static JobThread thread;
        return thread;
    }

    JobThread() : m_home(new QObject)
    {
        m_thread.setObjectName(QStringLiteral("keychain"));
        m_home->moveToThread(&m_thread);
        m_thread.start();
    }
    ~JobThread()
    {
        m_home->deleteLater();
        m_thread.quit();
        m_thread.wait();
    }
    JobThread(const JobThread &) = delete;
    JobThread &operator=(const JobThread &) = delete;

    /// @param start  makes and starts a job, in the thread of the jobs
    std::shared_ptr<Outcome> run(const std::function<QKeychain::Job *()> &start) const
    {
        auto outcome = std::make_shared<Outcome>();
        QMetaObject::invokeMethod(m_home, [start, outcome] {
            QKeychain::Job *const job = start();
            QObject::connect(job, &QKeychain::Job::finished, job, [outcome](QKeychain::Job *finished) {
                outcome->error = finished->error();
                outcome->detail = finished->errorString();
                if (const auto *read = qobject_cast<QKeychain::ReadPasswordJob *>(finished))
                    outcome->secret = read->textData();
                outcome->done.release();
            });
            job->start();
        });
        return outcome;
    }

private:
    QThread m_thread;
    QObject *m_home;
};

/// For libsecret the entries of a locked keyring are not there. Where the Secret Service does not say, the job will.
bool isLocked()
{
    QDBusMessage ask = QDBusMessage::createMethodCall(
        QStringLiteral("org.freedesktop.secrets"), QStringLiteral("/org/freedesktop/secrets/aliases/default"),
        QStringLiteral("org.freedesktop.DBus.Properties"), QStringLiteral("Get"));
    ask << QStringLiteral("org.freedesktop.Secret.Collection") << QStringLiteral("Locked");
    const QDBusMessage answer = QDBusConnection::sessionBus().call(ask, QDBus::Block, kLockPatienceMs);
    return answer.type() == QDBusMessage::ReplyMessage && !answer.arguments().isEmpty()
        && qvariant_cast<QDBusVariant>(answer.arguments().constFirst()).variant().toBool();
}

Result<QString> answerOf(const std::function<QKeychain::Job *()> &start)
{
    if (isLocked())
        return locked();
    const auto outcome = JobThread::instance().run(start);
    if (!outcome->done.tryAcquire(1, kPatienceMs))
        return unavailable("it does not answer");
    switch (outcome->error) {
    case QKeychain::NoError: return outcome->secret;
    case QKeychain::EntryNotFound:
        return keyError("key_missing",
                        "the keychain no longer has this replica's key; bring its entry back from a backup of the "
                        "keyring, or sync into a new replica");
    case QKeychain::AccessDenied:
    case QKeychain::AccessDeniedByUser: return locked();
    case QKeychain::CouldNotDeleteEntry:
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
    case QKeychain::OtherError: break;
    }
    return unavailable(outcome->detail.toStdString());
}

std::string randomName()
{
    std::array<unsigned char, kNameBytes> bytes{};
    randombytes_buf(bytes.data(), bytes.size());
    std::string name(2 * kNameBytes + 1, '\0');
    sodium_bin2hex(name.data(), name.size(), bytes.data(), bytes.size());
    name.pop_back(); // the terminating NUL
    return "replica-" + name;
}

} // namespace

Result<SecretKey> Keychain::wrappingKey(const std::string &parameters)
{
    TRY(const QString secret, answerOf([name = QString::fromStdString(parameters)] {
            auto *job = new QKeychain::ReadPasswordJob(kService);
            job->setKey(name);
            return job;
        }));
    auto key = SecretKey::fromBase64(secret.toStdString());
    if (!key)
        return keyError("key_invalid", "the entry " + parameters + " of the keychain is no key");
    return key;
}

Result<KeyStore::Made> Keychain::makeWrappingKey()
{
    if (m_made.empty()) {
        const std::string name = randomName();
        CHECK(answerOf(
            [key = QString::fromStdString(name), secret = QString::fromStdString(SecretKey::random().toBase64())] {
                auto *job = new QKeychain::WritePasswordJob(kService);
                job->setKey(key);
                job->setTextData(secret);
                return job;
            }));
        m_made = name;
    }
    TRY(SecretKey key, wrappingKey(m_made)); // as it will be found later
    return Made{std::move(key), m_made};
}

} // namespace tidemark
