// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QStringList>

#include <functional>

class QHBoxLayout;
class QLabel;
class QLineEdit;

namespace tidemark::ui {

class Chip;

/// How a filter term is shown on its chip: "not  device  iPad".
struct ChipText {
    bool negated = false;
    QString key; ///< muted, may be empty
    QString value;
};

/// A line that holds filter terms as chips. Enter turns what was typed into a chip (one for each word outside
/// quotes), Backspace in the empty line opens the last chip for editing, Esc puts it back; on a chip "-" negates,
/// Delete removes, Enter edits. The terms are plain texts: their grammar belongs to the reader of terms().
class FilterLine : public QFrame {
    Q_OBJECT

public:
    explicit FilterLine(QWidget *parent = nullptr);

    QStringList terms() const;
    /// Shows \a terms without changed().
    void setTerms(const QStringList &terms);
    /// Marks a term that was not understood; \a reason goes to its tooltip. An empty reason clears the mark.
    void setProblem(int index, const QString &reason);
    void setPlaceholderText(const QString &text);
    /// Puts a control (Save, Clear) at the right end. Takes ownership.
    void addControl(QWidget *control);
    /// How a term is worded on its chip; by default split at the first colon.
    void setWording(std::function<ChipText(const QString &)> wording);
    /// Where terms are typed, for a completer. Its object name is "filter.edit".
    QLineEdit *edit() const { return m_edit; }

public Q_SLOTS:
    /// Removes every chip.
    void clear();

Q_SIGNALS:
    /// A person added, changed or removed a term.
    void changed(const QStringList &terms);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void addChip(const QString &term, int at);
    void takeTyped();
    void openForEditing(Chip *chip);
    void remove(Chip *chip);
    void negate(Chip *chip);
    void showActive(bool active);
    void retranslate();
    bool keyInEdit(int key);

    QHBoxLayout *m_chipRow;
    QHBoxLayout *m_row;
    QLineEdit *m_edit;
    QList<Chip *> m_chips;
    std::function<ChipText(const QString &)> m_wording;
    int m_editedAt = -1; ///< where the chip under editing stood
    QString m_editedTerm;
    QLabel *m_icon;
};

/// The words of \a text separated by blanks that are not inside double quotes.
QStringList splitTerms(const QString &text);

} // namespace tidemark::ui
