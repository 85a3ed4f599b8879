// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QHBoxLayout;
class QLabel;
class QPushButton;
class QToolButton;

namespace tidemark::ui {

/// A line over the page that says what is wrong and what to do next. Never modal; height follows the text.
class Banner : public QFrame {
    Q_OBJECT

public:
    enum class Tone { Info, Warning, Error };

    explicit Banner(Tone tone, QWidget *parent = nullptr);

    /// \a headline is bold, \a explanation follows it. Both are plain text.
    void setText(const QString &headline, const QString &explanation = {});
    /// Another symbol than the tone's own.
    void setIcon(const QString &name);
    /// Appends a button; actionTriggered(\a id) tells of it. Its object name is "banner." + id.
    QPushButton *addAction(const QString &id, const QString &text);
    void setClosable(bool closable);
    Tone tone() const { return m_tone; }
    QString headline() const { return m_headline; }

Q_SIGNALS:
    void actionTriggered(const QString &id);
    void closed();

protected:
    void changeEvent(QEvent *event) override;

private:
    void showIcon();
    void retranslate();

    Tone m_tone;
    QString m_headline;
    QString m_iconName;
    QLabel *m_icon;
    QLabel *m_text;
    QHBoxLayout *m_actions;
    QToolButton *m_close;
};

} // namespace tidemark::ui
