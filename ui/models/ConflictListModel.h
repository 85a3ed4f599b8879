// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/AdminMessages.h"
#include "schema/Schema.h"
#include "ui/models/Formats.h"
#include "ui/models/Look.h"

#include <QAbstractListModel>
#include <QHash>

#include <array>
#include <vector>

namespace tidemark::ui {

/// Who won a conflict, in one word for its tag.
enum class Verdict { ClientWon, ServerWon, Merged, DeleteWon, Overridden, Reverted, Reviewed };

Verdict verdictOf(const Schema &schema, const ConflictItem &item);
QString verdictText(Verdict verdict);

/// Conflicts, newest first, narrowed to a state. GUI thread.
class ConflictListModel : public QAbstractListModel {
    Q_OBJECT

public:
    enum State { Automatic, Overridden, Reverted, All, StateCount };
    enum Role { DetailRole = FirstModelRole, TimeRole, VerdictRole, IdRole };

    ConflictListModel(const Schema &schema, const Formats &formats, QObject *parent = nullptr);

    /// The newest page: known conflicts are updated, new ones go on top. An older page goes to the end.
    void mergePage(const std::vector<ConflictItem> &items, bool older);
    /// Takes the state of one conflict after it was decided.
    void update(const ConflictItem &item);
    void setState(State state);
    State state() const { return m_state; }
    std::array<int, StateCount> counts() const;
    /// What a record is called, once it was seen in a detail.
    void setLabel(const QString &conflictId, const QString &label);
    QString labelOf(const ConflictItem &item) const;
    void setNow(qint64 nowMs) { m_nowMs = nowMs; }
    void retranslate();

    const ConflictItem *item(const QModelIndex &index) const;
    QModelIndex indexOf(const std::string &conflictId) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    bool shows(const ConflictItem &item) const;
    void refilter();

    const Schema &m_schema;
    Formats m_formats;
    std::vector<ConflictItem> m_items;
    std::vector<std::size_t> m_rows; ///< shown, as indices into m_items
    QHash<QString, QString> m_labels;
    State m_state = Automatic;
    qint64 m_nowMs = 0;
};

} // namespace tidemark::ui
