// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "PagesData.h"
#include "PagesFixture.h"

#include "admin/AdminClient.h"
#include "base/Uuid.h"
#include "keys/KeyFile.h"
#include "replica/Replica.h"
#include "ui/models/ReplicaTableModel.h"
#include "ui/pages/ConflictsPage.h"
#include "ui/pages/LatencyPage.h"
#include "ui/pages/LogsPage.h"
#include "ui/pages/PageParts.h"
#include "ui/pages/ReplicaPage.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QCheckBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabBar>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

#include <sqlite3.h>

using namespace tidemark;
using namespace tidemark::ui;
using namespace tidemark::pagesdata;

class TestReplicaPage : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    FixedClock m_clock;
    SeededRandom m_random{7};
    UuidSource m_ids{m_clock, m_random};

    std::unique_ptr<Replica> openReplica(const QString &name)
    {
        static std::vector<std::unique_ptr<KeyFile>> keys;
        keys.push_back(std::make_unique<KeyFile>(m_dir.filePath(name + QStringLiteral(".key"))));
        Replica::Config config;
        config.path = m_dir.filePath(name + QStringLiteral(".db"));
        config.schema = &pensieveSchema();
        config.clock = &m_clock;
        config.ids = &m_ids;
        config.keys = keys.back().get();
        config.deviceName = "Tidemark on WS-114";
        auto replica = Replica::open(config);
        if (!replica)
            qFatal("replica: %s %s", replica.error().code.c_str(), replica.error().detail.c_str());
        return std::move(replica).value();
    }

    /// Rows as pulled from a server.
    void fill(Replica &replica, int rows)
    {
        const EntitySchema &captures = pensieveSchema().entities[0];
        static const std::array<const char *, 8> titles{
            "Marché bio, liste définitive", "Why tides lag the moon",   "Réunion du 9 mars",
            "Whiteboard, sprint goals",     "Idée : carnet étanche",    "Quote from the podcast",
            "Brouillon sans titre",         "Mémo, rappeler le notaire"};
        static const std::array<const char *, 4> types{"text", "audio", "image", "url"};
        static const std::array<const char *, 3> tags{R"(["voyage"])", R"(["maison","famille"])", R"(["travail"])"};
        QVERIFY(replica.bind(people[0].first, "0190feed-0000-7000-8000-000000000001",
                             "7f3a0000-0000-7000-8000-000000000019"));
        ChangeSet changes(pensieveSchema().entities.size());
        for (int i = 0; i < rows; ++i) {
            const auto at = static_cast<std::size_t>(i);
            changes[0].updated.push_back(
                row(captures, m_ids.next(),
                    {{"type", std::string(types[at % 4])},
                     {"state", std::string("ready")},
                     {"title", std::string(titles[at % 8])},
                     {"raw_content", std::string("Papier pierre, format A6, reliure cousue")},
                     {"tags", std::string(tags[at % 3])},
                     {"digest_status", std::string("done")}},
                    nowMs - i * 9 * minuteMs));
        }
        auto pull = replica.beginPull();
        QVERIFY(pull);
        const auto written = (*pull)->apply(changes, nowMs, merge::Resolver::Server);
        QVERIFY2(written, written ? "" : written.error().detail.c_str());
        QVERIFY((*pull)->finish(nowMs));
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_dir.isValid());
        Theme::instance().apply(Theme::Mode::Light);
        Language::instance().set(QStringLiteral("en"));
    }

    void tamperedRowsAreMarkedAndShowNothing()
    {
        auto replica = openReplica(QStringLiteral("tampered"));
        fill(*replica, 3);
        replica.reset();
        sqlite3 *database = nullptr;
        sqlite3_open(m_dir.filePath(QStringLiteral("tampered.db")).toUtf8().constData(), &database);
        QCOMPARE(sqlite3_exec(database, "UPDATE captures SET raw_content = 'planted' WHERE rowid = 2", nullptr,
                              nullptr, nullptr),
                 SQLITE_OK);
        sqlite3_close(database);
        replica = openReplica(QStringLiteral("tampered"));
        ReplicaTableModel model(pensieveSchema(), windowFormats());
        model.setReplica(replica.get());
        model.setEntity(0);
        QCOMPARE(model.rowCount(), 3);
        const auto shown = [&](int row, int column) {
            return model.data(model.index(row, column), Qt::DisplayRole).toString();
        };
        int content = 1;
        while (model.column(content)->name != "raw_content")
            ++content;
        model.reveal(model.idOf(1));
        QCOMPARE(shown(1, model.stateColumn()), QStringLiteral("tampered"));
        QCOMPARE(shown(1, content), QString());
        QVERIFY(shown(0, model.stateColumn()) != QStringLiteral("tampered"));
        model.reveal(model.idOf(0));
        QVERIFY(!shown(0, content).isEmpty());
    }

    void replicaRowsAreEditedInPlace()
    {
        const auto replica = openReplica(QStringLiteral("edit"));
        fill(*replica, 600);
        ReplicaPage page(pensieveSchema(), m_clock, m_ids);
        connect(&page, &ReplicaPage::insertRequested, &page, [&](int entity, const Record &record) {
            QVERIFY(replica->insert(static_cast<std::size_t>(entity), record));
            page.rowsChanged();
        });
        connect(&page, &ReplicaPage::updateRequested, &page, [&](int entity, const Record &edit) {
            QVERIFY(replica->update(static_cast<std::size_t>(entity), edit));
            page.rowsChanged();
        });
        connect(&page, &ReplicaPage::removeRequested, &page, [&](int entity, const QString &id) {
            QVERIFY(replica->remove(static_cast<std::size_t>(entity), id.toStdString()));
            page.rowsChanged();
        });
        connect(&page, &ReplicaPage::restoreRequested, &page, [&](int entity, const QString &id) {
            QVERIFY(replica->restore(static_cast<std::size_t>(entity), id.toStdString()));
            page.rowsChanged();
        });
        show(page);
        page.setReplica(replica.get(), QStringLiteral("ada.tester@example.org on Tidemark, WS-114"));
        auto *table = find<QTableView>(page, "replica.table");
        auto *model = qobject_cast<ReplicaTableModel *>(table->model());
        QAbstractItemModelTester tester(model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(model->rowCount(), 600);
        const int title = 3;
        const int raw = 4;
        const auto rowOf = [&](const std::string &id) {
            for (int i = 0; i < model->rowCount(); ++i) {
                if (model->idOf(i) == id)
                    return i;
            }
            return -1;
        };
        const std::string id = model->idOf(4);
        const QString before = model->index(4, title).data().toString();
        table->setCurrentIndex(model->index(4, title));
        table->edit(model->index(4, title));
        auto *editor = find<QLineEdit>(page, "replica.editor");
        editor->setText(QStringLiteral("Idée : carnet étanche, A6"));
        QTest::keyClick(editor, Qt::Key_Return);
        QTRY_COMPARE(model->index(rowOf(id), title).data().toString(), QStringLiteral("Idée : carnet étanche, A6"));
        QCOMPARE(model->index(rowOf(id), 0).data().toString(), QStringLiteral("edited"));
        QCOMPARE(model->index(rowOf(id), title).data(TintRole).value<Tone>(), Tone::Client);
        QCOMPARE(model->index(rowOf(id), raw).data(TintRole).value<Tone>(), Tone::Plain);
        const QString outbox = find<QPlainTextEdit>(page, "replica.outbox.text")->toPlainText();
        QVERIFY(outbox.contains(QStringLiteral("carnet étanche, A6")));
        QTest::keyClick(&page, Qt::Key_Z, Qt::ControlModifier);
        QTest::keyRelease(&page, Qt::Key_Control);
        QTRY_COMPARE(model->index(rowOf(id), title).data().toString(), before);

        // Sensitive cells are masked until their row is revealed, for 30 s.
        table->setCurrentIndex(model->index(rowOf(id), raw));
        QVERIFY(!model->index(rowOf(id), raw).data().toString().contains(QLatin1String("Papier")));
        QVERIFY(!(model->flags(model->index(rowOf(id), raw)) & Qt::ItemIsEditable));
        find<QPushButton>(page, "replica.reveal")->click();
        QVERIFY(model->index(rowOf(id), raw).data().toString().contains(QLatin1String("Papier")));
        m_clock.m_now += 31'000;
        QTRY_VERIFY_WITH_TIMEOUT(!model->index(rowOf(id), raw).data().toString().contains(QLatin1String("Papier")),
                                 5000);
        m_clock.m_now = nowMs;

        find<QPushButton>(page, "replica.add")->click();
        QTRY_COMPARE(model->rowCount(), 601);
        QCOMPARE(model->index(table->currentIndex().row(), 0).data().toString(), QStringLiteral("new"));
        find<QCheckBox>(page, "replica.showDeleted")->setChecked(true);
        const std::string gone = model->idOf(7);
        table->setCurrentIndex(model->index(7, title));
        find<QPushButton>(page, "replica.delete")->click();
        QTRY_COMPARE(model->index(rowOf(gone), 0).data().toString(), QStringLiteral("deleted"));
        for (const int at : {9, 11}) {
            table->setCurrentIndex(model->index(at, title));
            QVERIFY(
                model->setData(model->index(at, title), QStringLiteral("Recette, tarte aux poireaux"), Qt::EditRole));
        }
        QVERIFY(model->setData(model->index(9, 6), QStringLiteral("maison, famille"), Qt::EditRole));
        table->scrollToTop();
        shoot(page, QStringLiteral("replica"));
        table->setCurrentIndex(model->index(0, title));
        table->setCurrentIndex(model->index(rowOf(gone), title));
        QVERIFY(find<QPushButton>(page, "replica.restore")->isEnabled());
        find<QPushButton>(page, "replica.restore")->click();
        QTRY_VERIFY(model->index(rowOf(gone), 0).data().toString() != QLatin1String("deleted"));

        auto *search = find<QLineEdit>(page, "replica.find");
        search->setText(QStringLiteral("poireaux"));
        QTRY_COMPARE(model->rowCount(), 2);
        search->setText(QStringLiteral("nothing like it"));
        QTRY_VERIFY(find<QWidget>(page, "replica.empty")->isVisible());
    }

    void everyControlHasANameAndIsTranslated()
    {
        CannedTransport transport;
        AdminClient admin(transport);
        const auto replica = openReplica(QStringLiteral("names"));
        fill(*replica, 3);
        LogsPage logs(admin, m_clock);
        ConflictsPage conflicts(admin, pensieveSchema(), m_clock);
        LatencyPage latency(admin, m_clock);
        ReplicaPage replicaPage(pensieveSchema(), m_clock, m_ids);
        replicaPage.setReplica(replica.get());
        conflicts.setAccessReason(QStringLiteral("test"));
        for (ui::Page *page : {static_cast<ui::Page *>(&logs), static_cast<ui::Page *>(&conflicts),
                               static_cast<ui::Page *>(&latency), static_cast<ui::Page *>(&replicaPage)}) {
            page->refresh();
            show(*page);
            const QString english = page->title() + page->accessibleName();
            for (QAbstractButton *button : page->findChildren<QAbstractButton *>()) {
                // Qt's own parts, such as the arrows of a tab bar, are not ours to name.
                if (!button->isVisible() || button->objectName().startsWith(QLatin1String("qt_"))
                    || qobject_cast<QTabBar *>(button->parent()) || qobject_cast<QLineEdit *>(button->parent())
                    || qobject_cast<QTableView *>(button->parent()))
                    continue;
                QVERIFY2(!button->objectName().isEmpty(), qPrintable(page->title() + button->text()));
                QVERIFY2(!button->accessibleName().isEmpty() || !button->text().isEmpty(),
                         qPrintable(button->objectName()));
            }
            for (QAbstractItemView *view : page->findChildren<QAbstractItemView *>()) {
                if (view->isVisible() && view->parentWidget()->isVisible())
                    QVERIFY2(!view->accessibleName().isEmpty() || view->objectName().isEmpty(),
                             qPrintable(view->objectName()));
            }
            for (QWidget *pane : page->panes())
                QVERIFY2(pane && (pane->focusPolicy() != Qt::NoFocus || pane->focusProxy() || !pane->isVisible()),
                         qPrintable(page->title()));
            Language::instance().set(QStringLiteral("fr"));
            QCoreApplication::processEvents();
            page->refresh();
            Language::instance().set(QStringLiteral("en"));
            QCoreApplication::processEvents();
            QCOMPARE(page->title() + page->accessibleName(), english);
            page->hide();
        }
    }
};

QTEST_MAIN(TestReplicaPage)
#include "tst_pages_replica.moc"
