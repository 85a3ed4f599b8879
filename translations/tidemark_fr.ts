<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr" sourcelanguage="en_GB">
<context>
    <name>CellText</name>
    <message>
        <source>%1 %2</source>
        <comment>number, unit</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>d MMM yyyy HH:mm</source>
        <comment>date and time in cells</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 takes a whole number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 takes a number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 takes a time such as 2026-03-10 18:00.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 takes an id of 36 characters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 takes one of: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 takes words separated by commas.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 takes a text of at most %2 bytes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>id</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>whole number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>list</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Format</name>
    <message>
        <source>%1 ms</source>
        <comment>milliseconds</comment>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 s</source>
        <comment>seconds</comment>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <comment>minutes, seconds</comment>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <comment>hours, minutes</comment>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>%1 d %2 h</source>
        <comment>days, hours</comment>
        <translation>%1 j %2 h</translation>
    </message>
    <message>
        <source>%1 min</source>
        <comment>minutes</comment>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 B</source>
        <comment>bytes</comment>
        <translation>%1 o</translation>
    </message>
    <message>
        <source>%1 kB</source>
        <comment>kilobytes</comment>
        <translation>%1 ko</translation>
    </message>
    <message>
        <source>%1 MB</source>
        <comment>megabytes</comment>
        <translation>%1 Mo</translation>
    </message>
    <message>
        <source>%1 GB</source>
        <comment>gigabytes</comment>
        <translation>%1 Go</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>d MMM</source>
        <comment>day and month</comment>
        <translation>d MMM</translation>
    </message>
    <message>
        <source>d MMM yyyy HH:mm:ss.zzz</source>
        <comment>date and time with milliseconds</comment>
        <translation>d MMM yyyy HH:mm:ss.zzz</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <comment>date with year</comment>
        <translation>d MMM yyyy</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>time of day, time zone</comment>
        <translation>%1 %2</translation>
    </message>
</context>
<context>
    <name>JsonText</name>
    <message>
        <source>masked, %1 B</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LogFilter</name>
    <message>
        <source>%1: needs a value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not a key; use status, type, user, device, &gt;500ms or &quot;text&quot;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is given twice; a sync has only one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not a status; use error, success, network, auth, server, timeout or conflict</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not a type; use push or pull</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type a text between the quotes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is not a duration; write &gt;500ms or &gt;2s</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Trouble</name>
    <message>
        <source>Offline.</source>
        <translation>Hors ligne.</translation>
    </message>
    <message>
        <source>Offline since %1.</source>
        <comment>time</comment>
        <translation>Hors ligne depuis %1.</translation>
    </message>
    <message>
        <source>What is shown may be old.</source>
        <translation>Les données affichées peuvent dater.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln changes wait in the outbox and are safe. Editing goes on as usual.</source>
        <translation>
            <numerusform>%Ln modification attend dans la boîte d’envoi, en sûreté. Vous pouvez continuer à modifier.</numerusform>
            <numerusform>%Ln modifications attendent dans la boîte d’envoi, en sûreté. Vous pouvez continuer à modifier.</numerusform>
        </translation>
    </message>
    <message>
        <source>Retry now</source>
        <translation>Réessayer</translation>
    </message>
    <message>
        <source>The server refused the sign-in.</source>
        <translation>Le serveur a refusé la connexion.</translation>
    </message>
    <message>
        <source>Nothing is synced until you sign in again; no change is lost.</source>
        <translation>Rien n’est synchronisé jusqu’à la prochaine connexion ; aucune modification n’est perdue.</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Se connecter</translation>
    </message>
    <message>
        <source>The server&apos;s certificate is not the pinned one.</source>
        <translation>Le certificat du serveur n’est pas celui qui est épinglé.</translation>
    </message>
    <message>
        <source>The sync stopped and nothing was sent.</source>
        <translation>La synchronisation s’est arrêtée et rien n’a été envoyé.</translation>
    </message>
    <message>
        <source>Compare fingerprints</source>
        <translation>Comparer les empreintes</translation>
    </message>
</context>
<context>
    <name>Wording</name>
    <message>
        <source>Network refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Host not found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Network reset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TLS failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pin mismatch</source>
        <translation>Certificat inattendu</translation>
    </message>
    <message>
        <source>Network error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the server&apos;s certificate is not the pinned one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the server does not accept connections</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the server&apos;s name is not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no secure connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the connection was lost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not permitted (403)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>token refused (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the cursor is no longer usable (410)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>records were refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no answer in time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>server busy (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>too much at once (413)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>server fault (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>request not understood (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>server fault</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a fault on the device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Success</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign-in error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Conflict</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Server error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Timeout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Device fault</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Server %1</source>
        <comment>HTTP status</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Auth %1</source>
        <comment>HTTP status</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Conflict %1</source>
        <comment>HTTP status</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pull succeeded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Push succeeded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sync succeeded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pull cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Push cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sync cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pull failed, %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Push failed, %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sync failed, %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The device does not retry. Check the certificate, then its pin.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The device tries again by itself; nothing is lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask an admin for the permission.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask them to sign in again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The device pulls everything again by itself; unsent edits stay.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at the refused records; the others were taken.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The device tries again with the same request; nothing is written twice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The device tries again by itself; if it lasts, look at the server.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A fault of the program: report it with the request id.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at the device: its disk, its key or its account.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server cannot be reached.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is shown may be old. Check the connection, then retry.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server did not answer in time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is shown may be old. Retry in a moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This account may not do that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign in with a role that may.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The console&apos;s token was refused.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign in again, then retry.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The record has moved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was written. Look at the newer values, then decide again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server is busy.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retry in a moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server failed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retry; if it stays, report this: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A value was refused.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct it and try again: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something on this computer failed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check disk and key, then retry: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pull</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Push</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sync</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TLS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Receive</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parse</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Apply</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Token check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Database</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edited on both sides</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edited on the device, deleted on the server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deleted on the device, edited on the server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Created on both sides</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tidemark::ui::Banner</name>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
</context>
<context>
    <name>tidemark::ui::BreakdownModel</name>
    <message>
        <source>p50 %1, p95 %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Syncs</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tidemark::ui::Chip</name>
    <message>
        <source>not</source>
        <translation>non</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Modifier</translation>
    </message>
    <message>
        <source>Negate</source>
        <translation>Inverser</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Retirer</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>Retirer %1</translation>
    </message>
</context>
<context>
    <name>tidemark::ui::ConflictActions</name>
    <message>
        <source>Take the client&apos;s value of %1 (1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the server&apos;s value of %1 (2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type a value for %1 (F2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo the change of %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tidemark::ui::ConflictGrid</name>
    <message>
        <source>Columns that differ</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tidemark::ui::ConflictGridDelegate</name>
    <message>
        <source>New value of %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tidemark::ui::ConflictGridModel</name>
    <message>
        <source>empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as base</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Client taken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Client taken, was %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Server taken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Server taken, was %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Typed, was client&apos;s value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Typed, was server&apos;s value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Typed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Client won</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Server won</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One side only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Both alike</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Column</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Base</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Client</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Result</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tidemark::ui::ConflictListModel</name>
    <message>
        <source>Client won</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Server won</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete won</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Overridden</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reverted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reviewed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>table, columns</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>user, record id</comment>
        <translation type="unfinished">%1 : %2 {1,?}</translation>
    </message>
    <message>
        <source>%1, %2: %3. %4</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tidemark::ui::ConflictsPage</name>
    <message>
        <source>Conflicts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next and previous conflict</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the client&apos;s or the server&apos;s value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type a value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+Enter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Override</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Automatic %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Overridden %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reverted %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1+</source>
        <comment>at least so many</comment>
        <translation type="unfinished">%1+</translation>
    </message>
    <message numerus="yes">
        <source>%n settled by rule, not looked at by a person</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Loading the conflicts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None in this state</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other conflicts are known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No conflicts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No record was changed on two sides at once. New conflicts appear here by themselves.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No conflict selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose one at the left to see its sides.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to decide.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merged by %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %2 · %3 · %4 · %5</source>
        <comment>table, record id, user, kind of conflict, time</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>both sides started here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>device, time</comment>
        <translation type="unfinished">%1 : %2 {1,?}</translation>
    </message>
    <message>
        <source>met %1</source>
        <comment>time</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as it stands</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n cell(s) changed by you</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Writing…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The record moved at %1. Override again to write onto the newer values.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Overridden by %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record as of %1, checked %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous conflict (K)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next conflict (J)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tidemark::ui::ConnectionPill</name>
    <message>
        <source>Online</source>
        <translation>En ligne</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Hors ligne</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Connexion requise</translation>
    </message>
    <message>
        <source>Pin mismatch</source>
        <translation>Certificat inattendu</translation>
    </message>
    <message>
        <source>Read-only</source>
        <translation>Lecture seule</translation>
    </message>
    <message>
        <source>Syncing</source>
        <translation>Synchronisation</translation>
    </message>
</context>
<context>
    <name>tidemark::ui::CursorModel</name>
    <message>
        <source>never synced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Entity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pulled to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pushed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last result</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tidemark::ui::FilterLine</name>
    <message>
        <source>Filter</source>
        <translation>Filtre</translation>
    </message>
</context>
<context>
    <name>tidemark::ui::LatencyPage</name>
    <message>
        <source>unknown device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Latency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move the crosshair</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;b&gt;%1&lt;/b&gt; &amp;nbsp; no syncs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;b&gt;%1&lt;/b&gt; &amp;nbsp; %2 %3 &amp;nbsp; %4 %5 &amp;nbsp; %6 %7 &amp;nbsp; %8</source>
        <comment>time, three percentiles with values, number of syncs</comment>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n sync(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1 – %2, per %3, the newest 20,000 syncs of this type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 – %2, per %3</source>
        <comment>from, until, length of a bucket</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show these syncs in the logs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show in the logs: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type of sync</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All syncs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pull</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Push</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Percentiles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Percentiles of the latency over time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outcomes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Succeeded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed, on a scale of its own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Syncs that succeeded over time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Syncs that failed over time, by kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By phase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No syncs in this period</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without syncs there is no latency. Choose a longer period, or wait for the next sync.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loading the figures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look again</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tidemark::ui::LogDetail</name>
    <message>
        <source>unknown device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>records, bytes</comment>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n record(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Details of the sync</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the request id</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>User</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Started</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Received</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Request id</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Error</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tidemark::ui::LogModel</name>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>User</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pushed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pulled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try</source>
        <comment>number of the attempt</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tidemark::ui::LogsPage</name>
    <message>
        <source>duration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Logs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Walk through the syncs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Esc</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+C</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the selected rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the newest %n row(s), more on scrolling</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>rows, load time</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loading the syncs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No syncs in this period</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No device has spoken to the server. Choose a longer period, or wait for the next sync.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No sync matches the filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take a term away, or choose a longer period.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n new row(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>status:  type:  user:  device:  &gt;500ms  &quot;text&quot;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Syncs</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tidemark::ui::MainWindow</name>
    <message>
        <source>Tidemark</source>
        <translation>Tidemark</translation>
    </message>
    <message>
        <source>%1 – Tidemark</source>
        <comment>page</comment>
        <translation>%1 – Tidemark</translation>
    </message>
    <message>
        <source>%1 – %2 – Tidemark</source>
        <comment>page, profile</comment>
        <translation>%1 – %2 – Tidemark</translation>
    </message>
    <message>
        <source>Open %1</source>
        <comment>page</comment>
        <translation>Ouvrir %1</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>Page</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Pages</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>Partout</translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation>Synchroniser</translation>
    </message>
    <message>
        <source>Refresh the page</source>
        <translation>Actualiser la page</translation>
    </message>
    <message>
        <source>Next part of the window</source>
        <translation>Partie suivante de la fenêtre</translation>
    </message>
    <message>
        <source>This list</source>
        <translation>Cette liste</translation>
    </message>
</context>
<context>
    <name>tidemark::ui::NavButton</name>
    <message numerus="yes">
        <source>%Ln to look at</source>
        <translation>
            <numerusform>%Ln à examiner</numerusform>
            <numerusform>%Ln à examiner</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>page, key</comment>
        <translation>%1 (%2)</translation>
    </message>
</context>
<context>
    <name>tidemark::ui::OutboxPanel</name>
    <message>
        <source>− %1 %2</source>
        <comment>deleted row: table, id</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>+ %1 %2</source>
        <comment>new row: table, id</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>± %1 %2: %3</source>
        <comment>edited row: table, id, columns</comment>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>the first %n row(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s), 1 batch</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>New &lt;b&gt;%1&lt;/b&gt; &amp;nbsp; Edited &lt;b&gt;%2&lt;/b&gt; &amp;nbsp; Deleted &lt;b&gt;%3&lt;/b&gt; &amp;nbsp; %4</source>
        <comment>counts of rows, size of the request</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>made when sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>masked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sent, not yet acknowledged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outbox</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How to show the outbox</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wire</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The next request</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Push now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the request</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing waits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every change is on the server. Edit a row and it appears here as it will be sent.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tidemark::ui::OverridePanel</name>
    <message>
        <source>nothing yet: take a side or type a value</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n column(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Only an admin may override.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change a result first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write a note first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+Enter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only an admin may revert.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This conflict was not overridden.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Puts back what the override replaced.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Will be written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note, kept in the audit log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Override</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Revert</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discard edits</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tidemark::ui::PercentileChart</name>
    <message>
        <source>%1 %2</source>
        <comment>percentile, milliseconds</comment>
        <translation>%1 %2</translation>
    </message>
</context>
<context>
    <name>tidemark::ui::Rail</name>
    <message>
        <source>Pages</source>
        <translation>Pages</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Affichage</translation>
    </message>
</context>
<context>
    <name>tidemark::ui::ReasonBar</name>
    <message>
        <source>Why do you look at these values?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The reason is kept in the audit log, and asked once until the window closes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Camille called about a lost note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tidemark::ui::ReplicaPage</name>
    <message>
        <source>Replica</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit the cell</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ins</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Del</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete the selected rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+Z</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo the last edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+F</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find a row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>epoch %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %2 · %3 ↑</source>
        <comment>entity, rows, changes to push</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>entity, rows</comment>
        <translation>%1 %2</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) were refused by the server</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) to push</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>owner of the replica, rows</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reveal row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>F2 edits the cell, Enter keeps the value, Esc restores it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sealed on this device. Reveal the row to read or edit it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a cell to edit it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Revealed row hides in %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No replica is open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign in with a device token; its rows then appear here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No row matches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look for something else, or show all rows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No rows yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was pulled and nothing was made here. Sync, or add the first row.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Entities</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore the selected rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo the last edit (Ctrl+Z)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find in %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show deleted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cursors</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tidemark::ui::ReplicaTableModel</name>
    <message>
        <source>new</source>
        <comment>state of a row</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>edited</source>
        <comment>state of a row</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>deleted</source>
        <comment>state of a row</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>conflicted</source>
        <comment>state of a row</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>refused</source>
        <comment>state of a row</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>clean</source>
        <comment>state of a row</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2, sealed on this device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>column, type</comment>
        <translation>%1 : %2</translation>
    </message>
    <message>
        <source>Row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Modified</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tidemark::ui::ShortcutSheet</name>
    <message>
        <source>Keyboard</source>
        <translation>Clavier</translation>
    </message>
</context>
<context>
    <name>tidemark::ui::StatusFoot</name>
    <message>
        <source>Sync status</source>
        <translation>État de la synchronisation</translation>
    </message>
    <message>
        <source>No pending changes</source>
        <translation>Aucune modification en attente</translation>
    </message>
    <message numerus="yes">
        <source>%Ln pending changes</source>
        <translation>
            <numerusform>%Ln modification en attente</numerusform>
            <numerusform>%Ln modifications en attente</numerusform>
        </translation>
    </message>
    <message>
        <source>Retry now</source>
        <translation>Réessayer</translation>
    </message>
    <message>
        <source>Not synced yet</source>
        <translation>Pas encore synchronisé</translation>
    </message>
    <message>
        <source>Last sync %1 · %2 pulled, %3 pushed · %4</source>
        <comment>time, numbers, duration</comment>
        <translation>Synchro %1 · reçu : %2, envoyé : %3 · %4</translation>
    </message>
    <message>
        <source>Last sync %1 with conflicts · %2 pulled, %3 pushed · %4</source>
        <comment>time, numbers, duration</comment>
        <translation>Synchro %1 avec conflits · reçu : %2, envoyé : %3 · %4</translation>
    </message>
    <message>
        <source>Network error %1</source>
        <comment>time</comment>
        <translation>Erreur réseau %1</translation>
    </message>
    <message>
        <source>Sign-in refused %1</source>
        <comment>time</comment>
        <translation>Connexion refusée %1</translation>
    </message>
    <message>
        <source>Server error %1</source>
        <comment>time</comment>
        <translation>Erreur du serveur %1</translation>
    </message>
    <message>
        <source>Timed out %1</source>
        <comment>time</comment>
        <translation>Délai dépassé %1</translation>
    </message>
    <message>
        <source>Sync cancelled %1</source>
        <comment>time</comment>
        <translation>Synchro annulée %1</translation>
    </message>
    <message>
        <source>Try %1, in %2</source>
        <comment>number, duration</comment>
        <translation>Essai %1, dans %2</translation>
    </message>
    <message>
        <source>Next sync in %1</source>
        <comment>duration</comment>
        <translation>Prochaine synchro dans %1</translation>
    </message>
</context>
<context>
    <name>tidemark::ui::SyncControl</name>
    <message>
        <source>Connecting</source>
        <translation>Connexion</translation>
    </message>
    <message>
        <source>Pulling</source>
        <translation>Réception</translation>
    </message>
    <message>
        <source>Applying</source>
        <translation>Application</translation>
    </message>
    <message>
        <source>Pushing</source>
        <translation>Envoi</translation>
    </message>
    <message>
        <source>Finishing</source>
        <translation>Finalisation</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln records</source>
        <translation>
            <numerusform>%1 sur %Ln enregistrement</numerusform>
            <numerusform>%1 sur %Ln enregistrements</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln records</source>
        <translation>
            <numerusform>%Ln enregistrement</numerusform>
            <numerusform>%Ln enregistrements</numerusform>
        </translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation>Synchroniser</translation>
    </message>
    <message>
        <source>Pull and push now (%1)</source>
        <comment>key</comment>
        <translation>Recevoir et envoyer maintenant (%1)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Progress of the sync</source>
        <translation>Avancement de la synchronisation</translation>
    </message>
</context>
<context>
    <name>tidemark::ui::TopBar</name>
    <message>
        <source>Support</source>
        <translation>Assistance</translation>
    </message>
    <message>
        <source>Admin</source>
        <translation>Admin</translation>
    </message>
    <message>
        <source>Tester</source>
        <translation>Testeur</translation>
    </message>
    <message>
        <source>since %1</source>
        <comment>time</comment>
        <translation>depuis %1</translation>
    </message>
    <message>
        <source>Last hour</source>
        <translation>Dernière heure</translation>
    </message>
    <message>
        <source>Last 24 h</source>
        <translation>Dernières 24 h</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>7 derniers jours</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>30 derniers jours</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Période</translation>
    </message>
    <message>
        <source>Period shown on every page</source>
        <translation>Période affichée sur toutes les pages</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rôle</translation>
    </message>
    <message>
        <source>Connection and sync</source>
        <translation>Connexion et synchronisation</translation>
    </message>
</context>
<context>
    <name>tidemark::ui::TroubleLine</name>
    <message>
        <source>Retry</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>tidemark::ui::ViewMenu</name>
    <message>
        <source>View</source>
        <translation>Affichage</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Thème</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Langue</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Comme le système</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Clair</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Sombre</translation>
    </message>
</context>
<context>
    <name>tidemark::ui::WaterfallView</name>
    <message>
        <source>Phases</source>
        <translation>Phases</translation>
    </message>
    <message>
        <source>server</source>
        <translation>serveur</translation>
    </message>
    <message>
        <source>network</source>
        <translation>réseau</translation>
    </message>
    <message>
        <source>client</source>
        <translation>client</translation>
    </message>
    <message>
        <source>not reached</source>
        <translation>non atteint</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>phase, duration</comment>
        <translation>%1 : %2</translation>
    </message>
</context>
</TS>
