<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en_GB">
<context>
    <name>Trouble</name>
    <message numerus="yes">
        <source>%Ln changes wait in the outbox and are safe. Editing goes on as usual.</source>
        <translation>
            <numerusform>%Ln change waits in the outbox and is safe. Editing goes on as usual.</numerusform>
            <numerusform>%Ln changes wait in the outbox and are safe. Editing goes on as usual.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tidemark::ui::ConflictsPage</name>
    <message numerus="yes">
        <source>%n settled by rule, not looked at by a person</source>
        <translation>
            <numerusform>%n settled by rule, not looked at by a person</numerusform>
            <numerusform>%n settled by rule, not looked at by a person</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n cell(s) changed by you</source>
        <translation>
            <numerusform>%n cell changed by you</numerusform>
            <numerusform>%n cells changed by you</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tidemark::ui::LatencyPage</name>
    <message numerus="yes">
        <source>%n sync(s)</source>
        <translation>
            <numerusform>%n sync</numerusform>
            <numerusform>%n syncs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tidemark::ui::LogDetail</name>
    <message numerus="yes">
        <source>%n record(s)</source>
        <translation>
            <numerusform>%n record</numerusform>
            <numerusform>%n records</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tidemark::ui::LogsPage</name>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n row</numerusform>
            <numerusform>%n rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the newest %n row(s), more on scrolling</source>
        <translation>
            <numerusform>the newest row, more on scrolling</numerusform>
            <numerusform>the newest %n rows, more on scrolling</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new row(s)</source>
        <translation>
            <numerusform>%n new row</numerusform>
            <numerusform>%n new rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tidemark::ui::NavButton</name>
    <message numerus="yes">
        <source>%Ln to look at</source>
        <translation>
            <numerusform>%Ln to look at</numerusform>
            <numerusform>%Ln to look at</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tidemark::ui::OutboxPanel</name>
    <message numerus="yes">
        <source>the first %n row(s)</source>
        <translation>
            <numerusform>the first row</numerusform>
            <numerusform>the first %n rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s), 1 batch</source>
        <translation>
            <numerusform>%n row, 1 batch</numerusform>
            <numerusform>%n rows, 1 batch</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tidemark::ui::OverridePanel</name>
    <message numerus="yes">
        <source>%n column(s)</source>
        <translation>
            <numerusform>%n column</numerusform>
            <numerusform>%n columns</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tidemark::ui::ReplicaPage</name>
    <message numerus="yes">
        <source>%n row(s) were refused by the server</source>
        <translation>
            <numerusform>%n row was refused by the server</numerusform>
            <numerusform>%n rows were refused by the server</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) to push</source>
        <translation>
            <numerusform>%n change to push</numerusform>
            <numerusform>%n changes to push</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n row</numerusform>
            <numerusform>%n rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tidemark::ui::StatusFoot</name>
    <message numerus="yes">
        <source>%Ln pending changes</source>
        <translation>
            <numerusform>%Ln pending change</numerusform>
            <numerusform>%Ln pending changes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tidemark::ui::SyncControl</name>
    <message numerus="yes">
        <source>%1 of %Ln records</source>
        <translation>
            <numerusform>%1 of %Ln record</numerusform>
            <numerusform>%1 of %Ln records</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln records</source>
        <translation>
            <numerusform>%Ln record</numerusform>
            <numerusform>%Ln records</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tidemark::window::Console</name>
    <message numerus="yes">
        <source>%n of your changes met a newer one on the server.</source>
        <translation>
            <numerusform>%n of your changes met a newer one on the server.</numerusform>
            <numerusform>%n of your changes met newer ones on the server.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n records are set aside. Correct them on the Replica page.</source>
        <translation>
            <numerusform>%n record is set aside. Correct it on the Replica page.</numerusform>
            <numerusform>%n records are set aside. Correct them on the Replica page.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 has failed %n times in a row.</source>
        <translation>
            <numerusform>%1 has failed %n time in a row.</numerusform>
            <numerusform>%1 has failed %n times in a row.</numerusform>
        </translation>
    </message>
</context>
</TS>
