// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Clock.h"
#include "base/Uuid.h"
#include "replica/Replica.h"
#include "ui/widgets/Page.h"

#include <QTimer>

#include <vector>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSplitter;
class QStackedWidget;
class QTabBar;
class QTableView;
class QToolButton;

namespace tidemark::ui {

class CursorModel;
class EmptyState;
class OutboxPanel;
class PageHeader;
class Panel;
class ReplicaTableModel;
class TroubleLine;

/// The second client: rows of this device, edited in place, its outbox and its cursors. It reads through a read-only
/// replica and asks for writes by signals. GUI thread; schema, clock, ids and replica outlive it.
class ReplicaPage : public Page {
    Q_OBJECT

public:
    ReplicaPage(const Schema &schema, Clock &clock, IdSource &ids, QWidget *parent = nullptr);

    QString title() const override;
    QString iconName() const override { return QStringLiteral("replica"); }
    void refresh() override { rowsChanged(); }
    QList<QWidget *> panes() const override;
    QList<QPair<QString, QString>> shortcuts() const override;
    QVariantMap saveLayout() const override;
    void restoreLayout(const QVariantMap &layout) override;

    /// The window's own read-only replica; null: none is open. \a owner names account and device for the title row.
    void setReplica(Replica *replica, const QString &owner = {});
    /// Selects a row, once it is known.
    void openRecord(const QString &entity, const QString &id);

public Q_SLOTS:
    /// The device's rows changed: reads them again, keeping selection and scroll position.
    void rowsChanged();
    /// The device refused an edit.
    void editRefused(const tidemark::Error &error);

Q_SIGNALS:
    void insertRequested(int entity, const tidemark::Record &record);
    void updateRequested(int entity, const tidemark::Record &edit);
    void removeRequested(int entity, const QString &id);
    void restoreRequested(int entity, const QString &id);
    void syncRequested();

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    /// The opposite of something a person did here.
    struct Undo {
        enum class Kind { Update, Remove, Restore } kind;
        std::size_t entity;
        Record record;
    };

    void build();
    QWidget *buildTablePanel();
    QWidget *buildSide();
    void connectParts();
    void retranslate();
    void setEntity(int entity);
    void applyQuery();
    void addRow();
    void deleteRows();
    void restoreRows();
    void remember(Undo step);
    void undo();
    void toggleReveal();
    void hideRevealed();
    void readMeta();
    void nameActions();
    void showButtons();
    void showHint();
    void showBody();
    std::vector<int> selectedRows() const;
    bool select(const std::string &id);

    const Schema &m_schema;
    Clock &m_clock;
    IdSource &m_ids;
    Replica *m_replica = nullptr;
    QString m_owner;
    ReplicaTableModel *m_model;
    CursorModel *m_cursors;
    PageHeader *m_header;
    TroubleLine *m_trouble;
    QSplitter *m_splitter;
    QTabBar *m_tabs;
    QPushButton *m_add;
    QPushButton *m_delete;
    QPushButton *m_restore;
    QToolButton *m_undoButton;
    QLineEdit *m_find;
    QCheckBox *m_onlyChanged;
    QCheckBox *m_showDeleted;
    QPushButton *m_reveal;
    QStackedWidget *m_stack;
    QTableView *m_table;
    EmptyState *m_empty;
    QLabel *m_hint;
    QLabel *m_revealHint;
    OutboxPanel *m_outbox;
    Panel *m_cursorPanel;
    QTableView *m_cursorTable;
    std::vector<EntityMeta> m_meta;
    std::vector<Undo> m_undo;
    std::string m_wanted; ///< a row to select when it appears
    QTimer m_findDelay;
    QTimer m_hideTicker;
    qint64 m_hideAt = 0;
    QString m_refusal;
};

} // namespace tidemark::ui
