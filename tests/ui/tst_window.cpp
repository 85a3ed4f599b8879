// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/tidemark/Console.h"
#include "ui/pages/ReplicaPage.h"
#include "ui/widgets/Language.h"
#include "ui/widgets/Theme.h"

#include <QApplication>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace tidemark;

/// The real window on the real backend, driven by object names: what a person does, seen from another device.
class tst_window : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void editOnTheReplicaPageReachesAnotherDevice();
    void logsAreFiltered();
    void overrideReachesAnotherDeviceAndIsReverted();
    void conflictOfThisDeviceIsNotified();
    void offlineIsTold();

private:
    template <typename T> T *find(const char *name)
    {
        auto *found = m_console->window().findChild<T *>(QLatin1String(name));
        if (!found)
            qWarning("no %s", name);
        return found;
    }
    void openPage(const char *name);
    void insertHere(const QString &title);
    void syncHere();
    void syncThere();
    QString titleThere(const std::string &id);
    std::string onlyIdThere();
    void editThere(const std::string &id, const QString &title);
    void editHere(const std::string &id, const QString &title);
    std::string makeConflict();

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<demo::DemoBackend> m_backend;
    std::unique_ptr<window::SyncThread> m_sync;
    std::unique_ptr<window::Console> m_console;
    std::unique_ptr<KeyFile> m_keys;
    std::unique_ptr<Device> m_other;
    SystemClock m_clock;
    SystemRandom m_random;
};

namespace {

const std::size_t kTodos = *pensieveSchema().entityIndex("todos");
const std::size_t kTitle = *pensieveSchema().entities[kTodos].columnIndex("title");

Record titled(std::string id, const QString &title)
{
    Record record = makeRecord(pensieveSchema().entities[kTodos], std::move(id));
    setColumnValue(record, kTitle, title.toStdString());
    return record;
}

} // namespace

void tst_window::init()
{
    ui::Theme::instance().apply(ui::Theme::Mode::Light);
    ui::Language::instance().set(QStringLiteral("en"));
    m_directory = std::make_unique<QTemporaryDir>();
    auto backend = demo::DemoBackend::start(m_directory->path().toStdString());
    QVERIFY(backend);
    m_backend = std::move(backend).value();
    const demo::DemoUser &camille = demo::DemoWorld::camille();

    window::Environment environment;
    environment.profile = {QStringLiteral("test"), QStringLiteral("Test"), {}, ui::Role::ProfileDemo, false};
    environment.role = ui::UserRole::Admin;
    environment.url = QUrl(QString::fromStdString(m_backend->url()));
    environment.deviceTokens = std::make_shared<StaticToken>(m_backend->token(camille.id, "user", camille.email));
    environment.consoleTokens =
        std::make_shared<StaticToken>(m_backend->token("c0ffee00-0000-4000-8000-0000000000aa", "admin", {}));
    environment.userId = camille.id;
    environment.replicaPath = m_directory->filePath(QStringLiteral("here.sqlite"));
    environment.keys.keyFile = m_directory->filePath(QStringLiteral("key"));
    environment.deviceName = "Window";
    environment.settingsPath = m_directory->filePath(QStringLiteral("window.ini"));
    environment.accessReason = QStringLiteral("test");
    m_sync = std::make_unique<window::SyncThread>();
    QVERIFY(m_sync->startDevice(environment));
    auto console = window::Console::open(environment, *m_sync);
    QVERIFY(console);
    m_console = std::move(console).value();
    m_console->window().resize(1440, 900);
    m_console->window().show();

    m_keys = std::make_unique<KeyFile>(environment.keys.keyFile);
    auto clock = std::make_unique<QtClock>();
    auto ids = std::make_unique<UuidSource>(m_clock, m_random);
    auto replica = Replica::open({m_directory->filePath(QStringLiteral("there.sqlite")), &pensieveSchema(),
                                  clock.get(), ids.get(), m_keys.get(), "Phone", false});
    QVERIFY(replica);
    auto transport = HttpTransport::create({environment.url, {}, environment.deviceTokens, {}});
    QVERIFY(transport);
    m_other = std::make_unique<Device>(
        Device::Parts{std::move(*replica), std::move(*transport), std::move(clock), std::move(ids)}, camille.id);
}

void tst_window::cleanup()
{
    m_other.reset();
    m_console.reset();
    m_sync.reset();
    m_backend.reset();
}

void tst_window::openPage(const char *name)
{
    QTest::mouseClick(find<QWidget>((QByteArray("nav.") + name).constData()), Qt::LeftButton);
    QCOMPARE(m_console->window().currentPage()->objectName(), QLatin1String(name));
}

void tst_window::syncHere()
{
    auto *button = find<QPushButton>("syncNow");
    QTRY_VERIFY(button->isVisible()); // it is not while a sync is under way
    QSignalSpy synced(m_sync->device(), &Device::synced);
    button->click();
    QTRY_VERIFY(!synced.isEmpty());
}

void tst_window::syncThere()
{
    QSignalSpy synced(m_other.get(), &Device::synced);
    m_other->syncNow();
    QTRY_VERIFY(!synced.isEmpty());
}

void tst_window::insertHere(const QString &title)
{
    QSignalSpy changed(m_sync->device(), &Device::rowsChanged);
    const Record record = titled({}, title);
    Device *device = m_sync->device();
    QMetaObject::invokeMethod(device, [device, record] { device->insert(static_cast<int>(kTodos), record); });
    QTRY_VERIFY(!changed.isEmpty());
}

std::string tst_window::onlyIdThere()
{
    const auto rows = m_other->replica().list(kTodos, {});
    return rows && rows->size() == 1 ? rows->front().record.id : std::string();
}

QString tst_window::titleThere(const std::string &id)
{
    const auto row = m_other->replica().find(kTodos, id);
    const auto *title = row && *row ? std::get_if<std::string>(&(*row)->record.values[kTitle]) : nullptr;
    return title ? QString::fromStdString(*title) : QString();
}

void tst_window::editThere(const std::string &id, const QString &title)
{
    QVERIFY(m_other->replica().update(kTodos, titled(id, title)));
}

void tst_window::editHere(const std::string &id, const QString &title)
{
    QSignalSpy changed(m_sync->device(), &Device::rowsChanged);
    Device *device = m_sync->device();
    const Record edit = titled(id, title);
    QMetaObject::invokeMethod(device, [device, edit] { device->update(static_cast<int>(kTodos), edit); });
    QTRY_VERIFY(!changed.isEmpty());
}

/// Both devices change the title of one row; the window's device comes second and wins.
std::string tst_window::makeConflict()
{
    insertHere(QStringLiteral("base"));
    syncHere();
    syncThere();
    const std::string id = onlyIdThere();
    editThere(id, QStringLiteral("from the phone"));
    syncThere();
    editHere(id, QStringLiteral("from the window"));
    syncHere();
    syncThere();
    return id;
}

void tst_window::editOnTheReplicaPageReachesAnotherDevice()
{
    insertHere(QStringLiteral("before"));
    openPage("replica");
    syncHere();
    syncThere();
    const std::string id = onlyIdThere();
    QVERIFY(!id.empty());
    auto *page = find<ui::Page>("replica");
    Q_EMIT static_cast<ui::ReplicaPage *>(page)->updateRequested(static_cast<int>(kTodos),
                                                                 titled(id, QStringLiteral("after")));
    // Nobody asks for this sync: the edit does.
    QTRY_COMPARE_WITH_TIMEOUT((syncThere(), titleThere(id)), QStringLiteral("after"), 10'000);
}

void tst_window::logsAreFiltered()
{
    insertHere(QStringLiteral("one"));
    syncHere();
    syncThere();
    openPage("logs");
    auto *table = find<QTableView>("logs.table");
    QTRY_VERIFY(table->model()->rowCount() >= 3);
    auto *filter = find<QLineEdit>("filter.edit");
    QTest::keyClicks(filter, QStringLiteral("type:push"));
    QTest::keyClick(filter, Qt::Key_Return);
    QTRY_COMPARE(table->model()->rowCount(), 1);
    QTest::keyClicks(filter, QStringLiteral("status:error"));
    QTest::keyClick(filter, Qt::Key_Return);
    QTRY_COMPARE(table->model()->rowCount(), 0);
}

void tst_window::overrideReachesAnotherDeviceAndIsReverted()
{
    const std::string id = makeConflict();
    QCOMPARE(titleThere(id), QStringLiteral("from the window"));
    openPage("conflicts");
    auto *list = find<QListView>("conflicts.list");
    QTRY_COMPARE(list->model()->rowCount(), 1);
    list->setCurrentIndex(list->model()->index(0, 0));
    auto *grid = find<QTableView>("conflicts.grid");
    QTRY_VERIFY(grid->model()->rowCount() > 0);
    auto *override = find<QPushButton>("conflicts.override");
    QVERIFY(!override->isEnabled());
    grid->setFocus();
    grid->setCurrentIndex(grid->model()->index(0, grid->model()->columnCount() - 1));
    QTest::keyClick(grid, Qt::Key_2); // take the server's value
    QVERIFY(!override->isEnabled());  // not without a note
    find<QPlainTextEdit>("conflicts.note")->setPlainText(QStringLiteral("Confirmed by phone"));
    QVERIFY(override->isEnabled());
    override->click();
    QTRY_COMPARE_WITH_TIMEOUT((syncThere(), titleThere(id)), QStringLiteral("from the phone"), 10'000);
    auto *revert = find<QPushButton>("conflicts.revert");
    find<QPlainTextEdit>("conflicts.note")->setPlainText(QStringLiteral("Wrong record"));
    QTRY_VERIFY(revert->isEnabled());
    revert->click();
    QTRY_COMPARE_WITH_TIMEOUT((syncThere(), titleThere(id)), QStringLiteral("from the window"), 10'000);
}

void tst_window::conflictOfThisDeviceIsNotified()
{
    makeConflict();
    QTRY_VERIFY(!m_console->window().notifications()->log().isEmpty());
    QCOMPARE(m_console->window().notifications()->log().front().page, QStringLiteral("conflicts"));
}

void tst_window::offlineIsTold()
{
    syncHere();
    QTRY_COMPARE(m_console->window().state().connection.state, ui::Connection::Online);
    m_backend.reset();
    insertHere(QStringLiteral("safe"));
    QTRY_COMPARE_WITH_TIMEOUT(m_console->window().state().connection.state, ui::Connection::Offline, 10'000);
    QCOMPARE(m_console->window().state().pendingChanges, 1);
    QTRY_VERIFY(m_console->window().state().next.attempt >= 2);
    QVERIFY(find<QWidget>("retryNow")->isVisible());
}

QTEST_MAIN(tst_window)
#include "tst_window.moc"
