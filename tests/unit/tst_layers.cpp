// SPDX-FileCopyrightText: 2026 The Tidemark authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Who may include whom, read from the sources themselves. The table is the one in docs/architecture.md.

#include <QDirIterator>
#include <QFile>
#include <QMap>
#include <QRegularExpression>
#include <QSet>
#include <QtTest>

namespace {

using Layers = QSet<QString>;

Layers layers(const char *names)
{
    const QStringList list = QString::fromLatin1(names).split(QLatin1Char(' '), Qt::SkipEmptyParts);
    return Layers(list.begin(), list.end());
}

const Layers &standardLayers()
{
    static const Layers names = layers("base schema protocol merge monitor crypto backend");
    return names;
}

const Layers &coreLayers()
{
    static const Layers names = standardLayers() + layers("keys replica transport sync admin simulation demo");
    return names;
}

struct Rule {
    Layers uses;
    /// Not even by way of a layer that it uses.
    Layers never = {};
    bool resources = false;
};

const QMap<QString, Rule> &rules()
{
    static const auto of = [](const char *name) { return QString::fromLatin1(name); };
    static const QMap<QString, Rule> table = {
        {of("base"), {{}}},
        {of("schema"), {layers("base"), {}, true}},
        {of("protocol"), {layers("schema")}},
        {of("merge"), {layers("protocol")}},
        {of("monitor"), {layers("base")}},
        {of("crypto"), {layers("base")}},
        {of("backend"), {layers("merge monitor"), layers("replica transport sync"), true}},
        {of("keys"), {layers("crypto")}},
        {of("replica"), {layers("merge crypto keys"), {}, true}},
        {of("transport"), {layers("protocol")}},
        {of("sync"), {layers("replica transport merge monitor")}},
        {of("admin"), {layers("protocol transport")}},
        {of("simulation"), {coreLayers(), {}, true}},
        {of("demo"), {coreLayers(), {}, true}},
        {of("ui/models"), {coreLayers(), layers("backend")}},
        {of("ui/widgets"), {{}}},
        {of("ui/pages"), {layers("ui/models ui/widgets"), layers("backend")}},
        {of("ui/shell"), {layers("ui/pages"), layers("backend")}},
        {of("app"), {coreLayers() + layers("ui/models ui/widgets ui/pages ui/shell"), {}, true}},
    };
    return table;
}

/// Everything `layer` may include: itself, what it uses and what those use.
Layers reach(const QString &layer)
{
    const Layers never = rules().value(layer).never;
    Layers all = {layer};
    QStringList pending = {layer};
    while (!pending.isEmpty()) {
        for (const QString &used : rules().value(pending.takeLast()).uses - all - never) {
            all.insert(used);
            pending.append(used);
        }
    }
    return all;
}

/// The layer of a file given by its path from the root; empty when it is in none.
QString layerOf(const QString &path)
{
    const QStringList parts = path.split(QLatin1Char('/'));
    if (parts.size() > 2 && parts[0] == QLatin1String("core"))
        return parts[1];
    if (parts.size() > 2 && parts[0] == QLatin1String("ui"))
        return parts[0] + QLatin1Char('/') + parts[1];
    return parts.size() > 1 && (parts[0] == QLatin1String("app") || parts[0] == QLatin1String("resources"))
        ? parts[0]
        : QString();
}

/// The layer an include in quotes leads to. Includes are written from core/ or from the root; without a folder they
/// stay in the including file's own.
QString layerOfInclude(const QString &file, const QString &include)
{
    if (!include.contains(QLatin1Char('/')))
        return layerOf(file);
    const QString first = include.section(QLatin1Char('/'), 0, 0);
    return coreLayers().contains(first) ? first : layerOf(include);
}

QString forbiddenByLayer(const QString &file, const QString &include)
{
    const QString from = layerOf(file);
    if (!rules().contains(from))
        return QStringLiteral("%1 is in no layer").arg(file);
    if (include.contains(QLatin1String("..")))
        return QStringLiteral("includes are written from core/ or the root");
    const QString to = layerOfInclude(file, include);
    if (to == QLatin1String("resources"))
        return rules().value(from).resources ? QString() : QStringLiteral("%1 may not include resources").arg(from);
    if (!rules().contains(to))
        return QStringLiteral("%1 is in no layer").arg(include);
    return reach(from).contains(to) ? QString() : QStringLiteral("%1 may not include %2").arg(from, to);
}

QString forbiddenLibrary(const QString &file, const QString &header)
{
    static const QRegularExpression qt(QStringLiteral("^(Q[A-Z]|Qt|QCoro|qcoro|qt6keychain|qtkeychain)"));
    static const QRegularExpression gui(
        QStringLiteral("^(Qt(Gui|Widgets|Charts|Svg\\w*)\\b|Q(Widget|Application|GuiApplication|Window|MainWindow|"
                       "Dialog|Action|Painter|Color|Icon"
                       "|Pixmap|Image|Font|Brush|Pen|Palette|Screen|Clipboard|Cursor|StandardItem|TextDocument|Label|"
                       "Table|Tree|ListView"
                       "|Chart|Svg|SystemTray|Style))"));
    const QString layer = layerOf(file);
    if (standardLayers().contains(layer) && qt.match(header).hasMatch())
        return QStringLiteral("%1 is standard C++ without Qt").arg(layer);
    if (coreLayers().contains(layer) && gui.match(header).hasMatch())
        return QStringLiteral("core is without QtGui and QtWidgets");
    return {};
}

/// Why `line` of `file` breaks a rule of the house; empty when it does not.
QString verdict(const QString &file, const QString &line)
{
    static const QRegularExpression include(QStringLiteral("^\\s*#\\s*include\\s*([\"<])([^\">]+)[\">]"));
    static const QRegularExpression notInSync(QStringLiteral("\\b(QTimer|QThread|QNetworkAccessManager|QMutex)\\b"));
    const QString code = line.section(QLatin1String("//"), 0, 0);
    if (layerOf(file) == QLatin1String("sync")) {
        if (const auto found = notInSync.match(code); found.hasMatch())
            return QStringLiteral("core/sync awaits what it was given, and has no %1").arg(found.captured(1));
    }
    const auto match = include.match(code);
    if (!match.hasMatch())
        return {};
    const QString target = match.captured(2);
    if (const QString why = forbiddenLibrary(file, target); !why.isEmpty())
        return why;
    return match.captured(1) == QLatin1String("\"") ? forbiddenByLayer(file, target) : QString();
}

} // namespace

class TestLayers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void verdicts_data();
    void verdicts();
    void tableIsWhole();
    void everyFile();
};

void TestLayers::verdicts_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("line");
    QTest::addColumn<bool>("allowed");
    const auto row = [](const char *file, const char *line, bool allowed) {
        QTest::addRow("%s: %s", file, line) << QString::fromLatin1(file) << QString::fromLatin1(line) << allowed;
    };

    row("core/base/Uuid.cpp", "#include \"base/Random.h\"", true);
    row("core/base/Uuid.cpp", "#include \"schema/Schema.h\"", false);
    row("core/schema/Schema.cpp", "#include \"resources/Resources.h\"", true);
    row("core/merge/Merge.cpp", "#include \"resources/Resources.h\"", false);
    row("core/merge/Merge.cpp", "#include \"base/Result.h\"", true);
    row("core/merge/Merge.cpp", "#include \"Plan.h\"", true);
    row("core/merge/Merge.cpp", "#include \"../base/Result.h\"", false);
    row("core/merge/Merge.cpp", "#include \"nowhere/X.h\"", false);
    row("core/protocol/Codec.cpp", "#include \"merge/Merge.h\"", false);
    row("core/backend/api/Pull.cpp", "#include \"backend/store/Store.h\"", true);
    row("core/backend/api/Pull.cpp", "#include \"schema/Schema.h\"", true);
    row("core/backend/api/Pull.cpp", "#include \"replica/Replica.h\"", false);
    row("core/backend/api/Pull.cpp", "#include \"sync/SyncCycle.h\"", false);
    row("core/backend/api/Pull.cpp", "#include \"crypto/ColumnCipher.h\"", false);
    row("core/replica/Replica.cpp", "#include \"crypto/ColumnCipher.h\"", true);
    row("core/replica/Replica.cpp", "#include \"transport/Transport.h\"", false);
    row("core/transport/Http.cpp", "#include \"merge/Merge.h\"", false);
    row("core/sync/SyncCycle.cpp", "#include \"monitor/Sketch.h\"", true);
    row("core/sync/SyncCycle.cpp", "#include \"backend/api/Router.h\"", false);
    row("core/admin/AdminClient.cpp", "#include \"transport/Transport.h\"", true);
    row("core/admin/AdminClient.cpp", "#include \"replica/Replica.h\"", false);
    row("core/simulation/World.cpp", "#include \"backend/api/Router.h\"", true);
    row("core/simulation/World.cpp", "#include \"ui/models/LogModel.h\"", false);
    row("ui/models/LogModel.cpp", "#include \"sync/SyncEngine.h\"", true);
    row("ui/models/LogModel.cpp", "#include \"demo/DemoWorld.h\"", true);
    row("ui/models/LogModel.cpp", "#include \"backend/store/Store.h\"", false);
    row("ui/models/LogModel.cpp", "#include \"ui/widgets/Pill.h\"", false);
    row("ui/widgets/Pill.cpp", "#include \"base/Result.h\"", false);
    row("ui/pages/logs/LogsPage.cpp", "#include \"ui/models/LogModel.h\"", true);
    row("ui/pages/logs/LogsPage.cpp", "#include \"base/Result.h\"", true);
    row("ui/pages/logs/LogsPage.cpp", "#include \"backend/store/Store.h\"", false);
    row("ui/pages/logs/LogsPage.cpp", "#include \"ui/shell/MainWindow.h\"", false);
    row("ui/shell/MainWindow.cpp", "#include \"ui/pages/logs/LogsPage.h\"", true);
    row("ui/shell/MainWindow.cpp", "#include \"app/cli/Parse.h\"", false);
    row("app/tidemarkd/main.cpp", "#include \"backend/http/Server.h\"", true);
    row("app/tidemarkd/main.cpp", "#include \"app/cli/Parse.h\"", true);
    row("app/tidemark/main.cpp", "#include \"ui/shell/MainWindow.h\"", true);

    row("core/merge/Merge.cpp", "#include <vector>", true);
    row("core/merge/Merge.cpp", "#include <QString>", false);
    row("core/backend/http/Server.cpp", "#include <QtCore/QObject>", false);
    row("core/keys/KeyStore.cpp", "#include <QString>", true);
    row("core/keys/KeyStore.cpp", "#include <QDirIterator>", true);
    row("core/replica/Replica.cpp", "#include <QColor>", false);
    row("core/replica/Replica.cpp", "#include <QtWidgets/QWidget>", false);
    row("core/demo/World.cpp", "#include <QApplication>", false);
    row("ui/models/LogModel.cpp", "#include <QColor>", true);

    row("core/sync/SyncEngine.h", "#include <QTimer>", false);
    row("core/sync/SyncEngine.h", "    QMutex m_lock;", false);
    row("core/sync/SyncEngine.h", "    QTimerEvent *event; // not a QTimer", true);
    row("core/transport/HttpTransport.h", "#include <QNetworkAccessManager>", true);
    row("core/base/Clock.h", "// #include \"merge/Merge.h\"", true);
}

void TestLayers::verdicts()
{
    QFETCH(QString, file);
    QFETCH(QString, line);
    QFETCH(bool, allowed);
    const QString why = verdict(file, line);
    QVERIFY2(why.isEmpty() == allowed, qPrintable(allowed ? why : QStringLiteral("was let through")));
}

void TestLayers::tableIsWhole()
{
    for (const Rule &rule : rules()) {
        for (const QString &name : rule.uses + rule.never)
            QVERIFY2(rules().contains(name), qPrintable(name));
    }
    for (const QString &name : standardLayers()) {
        for (const QString &used : reach(name))
            QVERIFY2(standardLayers().contains(used), qPrintable(name + QLatin1String(" reaches ") + used));
    }
}

void TestLayers::everyFile()
{
    const QDir root(QStringLiteral(TIDEMARK_SOURCE_DIR));
    int files = 0;
    QStringList broken;
    for (const char *folder : {"core", "ui", "app"}) {
        QDirIterator walk(root.filePath(QString::fromLatin1(folder)),
                          {QStringLiteral("*.h"), QStringLiteral("*.cpp")}, QDir::Files,
                          QDirIterator::Subdirectories);
        for (; walk.hasNext(); ++files) {
            QFile file(walk.next());
            QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
            const QString path = root.relativeFilePath(file.fileName());
            const QStringList lines = QString::fromUtf8(file.readAll()).split(QLatin1Char('\n'));
            for (int i = 0; i < lines.size(); ++i) {
                if (const QString why = verdict(path, lines[i]); !why.isEmpty())
                    broken << QStringLiteral("%1:%2: %3").arg(path).arg(i + 1).arg(why);
            }
        }
    }
    QVERIFY2(files > 0, "no sources found");
    QVERIFY2(broken.isEmpty(), qPrintable(broken.join(QLatin1Char('\n'))));
}

QTEST_GUILESS_MAIN(TestLayers)
#include "tst_layers.moc"
