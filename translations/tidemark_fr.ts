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
        <translation>d MMM yyyy HH:mm</translation>
    </message>
    <message>
        <source>%1 takes a whole number.</source>
        <translation>%1 attend un nombre entier.</translation>
    </message>
    <message>
        <source>%1 takes a number.</source>
        <translation>%1 attend un nombre.</translation>
    </message>
    <message>
        <source>%1 takes a time such as 2026-03-10 18:00.</source>
        <translation>%1 attend une date comme 2026-03-10 18:00.</translation>
    </message>
    <message>
        <source>%1 takes an id of 36 characters.</source>
        <translation>%1 attend un identifiant de 36 caractères.</translation>
    </message>
    <message>
        <source>%1 takes one of: %2.</source>
        <translation>%1 attend une de ces valeurs : %2.</translation>
    </message>
    <message>
        <source>%1 takes words separated by commas.</source>
        <translation>%1 attend des mots séparés par des virgules.</translation>
    </message>
    <message>
        <source>%1 takes a text of at most %2 bytes.</source>
        <translation>%1 attend un texte de %2 octets au plus.</translation>
    </message>
    <message>
        <source>text</source>
        <translation>texte</translation>
    </message>
    <message>
        <source>id</source>
        <translation>identifiant</translation>
    </message>
    <message>
        <source>whole number</source>
        <translation>nombre entier</translation>
    </message>
    <message>
        <source>number</source>
        <translation>nombre</translation>
    </message>
    <message>
        <source>time</source>
        <translation>date</translation>
    </message>
    <message>
        <source>list</source>
        <translation>liste</translation>
    </message>
</context>
<context>
    <name>Format</name>
    <message>
        <source>&lt; %1 ms</source>
        <comment>milliseconds</comment>
        <translation>&lt; %1 ms</translation>
    </message>
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
        <translation>masqué, %1 o</translation>
    </message>
</context>
<context>
    <name>LogFilter</name>
    <message>
        <source>%1: needs a value</source>
        <translation>%1 : il manque une valeur</translation>
    </message>
    <message>
        <source>%1 is not a key; use status, type, user, device, &gt;500ms or &quot;text&quot;</source>
        <translation>%1 n’est pas une clé ; utilisez status, type, user, device, &gt;500ms ou &quot;texte&quot;</translation>
    </message>
    <message>
        <source>%1 is given twice; a sync has only one</source>
        <translation>%1 est donné deux fois ; une sync n’en a qu’un</translation>
    </message>
    <message>
        <source>%1 is not a status; use error, success, network, auth, server, timeout or conflict</source>
        <translation>%1 n’est pas un état ; utilisez error, success, network, auth, server, timeout ou conflict</translation>
    </message>
    <message>
        <source>%1 is not a type; use push or pull</source>
        <translation>%1 n’est pas un type ; utilisez push ou pull</translation>
    </message>
    <message>
        <source>Type a text between the quotes</source>
        <translation>Saisissez un texte entre les guillemets</translation>
    </message>
    <message>
        <source>%1 is not a duration; write &gt;500ms or &gt;2s</source>
        <translation>%1 n’est pas une durée ; écrivez &gt;500ms ou &gt;2s</translation>
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
        <translation>Connexion refusée</translation>
    </message>
    <message>
        <source>Host not found</source>
        <translation>Hôte introuvable</translation>
    </message>
    <message>
        <source>Network reset</source>
        <translation>Connexion coupée</translation>
    </message>
    <message>
        <source>TLS failed</source>
        <translation>Échec TLS</translation>
    </message>
    <message>
        <source>Pin mismatch</source>
        <translation>Épingle différente</translation>
    </message>
    <message>
        <source>Network error</source>
        <translation>Erreur réseau</translation>
    </message>
    <message>
        <source>the server&apos;s certificate is not the pinned one</source>
        <translation>le certificat du serveur n’est pas celui épinglé</translation>
    </message>
    <message>
        <source>the server does not accept connections</source>
        <translation>le serveur n’accepte pas de connexion</translation>
    </message>
    <message>
        <source>the server&apos;s name is not known</source>
        <translation>le nom du serveur est inconnu</translation>
    </message>
    <message>
        <source>no secure connection</source>
        <translation>pas de connexion sûre</translation>
    </message>
    <message>
        <source>the connection was lost</source>
        <translation>la connexion a été perdue</translation>
    </message>
    <message>
        <source>not permitted (403)</source>
        <translation>non autorisé (403)</translation>
    </message>
    <message>
        <source>token refused (%1)</source>
        <translation>jeton refusé (%1)</translation>
    </message>
    <message>
        <source>the cursor is no longer usable (410)</source>
        <translation>le curseur n’est plus utilisable (410)</translation>
    </message>
    <message>
        <source>records were refused</source>
        <translation>des enregistrements ont été refusés</translation>
    </message>
    <message>
        <source>no answer in time</source>
        <translation>pas de réponse à temps</translation>
    </message>
    <message>
        <source>server busy (%1)</source>
        <translation>serveur occupé (%1)</translation>
    </message>
    <message>
        <source>too much at once (413)</source>
        <translation>trop à la fois (413)</translation>
    </message>
    <message>
        <source>server fault (%1)</source>
        <translation>panne du serveur (%1)</translation>
    </message>
    <message>
        <source>request not understood (%1)</source>
        <translation>requête non comprise (%1)</translation>
    </message>
    <message>
        <source>server fault</source>
        <translation>panne du serveur</translation>
    </message>
    <message>
        <source>a fault on the device</source>
        <translation>un défaut sur l’appareil</translation>
    </message>
    <message>
        <source>Success</source>
        <translation>Réussite</translation>
    </message>
    <message>
        <source>Sign-in error</source>
        <translation>Erreur de connexion</translation>
    </message>
    <message>
        <source>Conflict</source>
        <translation>Conflit</translation>
    </message>
    <message>
        <source>Server error</source>
        <translation>Erreur du serveur</translation>
    </message>
    <message>
        <source>Timeout</source>
        <translation>Délai dépassé</translation>
    </message>
    <message>
        <source>Device fault</source>
        <translation>Défaut de l’appareil</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Annulé</translation>
    </message>
    <message>
        <source>Server %1</source>
        <comment>HTTP status</comment>
        <translation>Serveur %1</translation>
    </message>
    <message>
        <source>Auth %1</source>
        <comment>HTTP status</comment>
        <translation>Accès %1</translation>
    </message>
    <message>
        <source>Conflict %1</source>
        <comment>HTTP status</comment>
        <translation>Conflit %1</translation>
    </message>
    <message>
        <source>Pull succeeded</source>
        <translation>Réception réussie</translation>
    </message>
    <message>
        <source>Push succeeded</source>
        <translation>Envoi réussi</translation>
    </message>
    <message>
        <source>Sync succeeded</source>
        <translation>Sync réussie</translation>
    </message>
    <message>
        <source>Pull cancelled</source>
        <translation>Réception annulée</translation>
    </message>
    <message>
        <source>Push cancelled</source>
        <translation>Envoi annulé</translation>
    </message>
    <message>
        <source>Sync cancelled</source>
        <translation>Sync annulée</translation>
    </message>
    <message>
        <source>Pull failed, %1</source>
        <translation>Échec de la réception, %1</translation>
    </message>
    <message>
        <source>Push failed, %1</source>
        <translation>Échec de l’envoi, %1</translation>
    </message>
    <message>
        <source>Sync failed, %1</source>
        <translation>Échec de la sync, %1</translation>
    </message>
    <message>
        <source>The device does not retry. Check the certificate, then its pin.</source>
        <translation>L’appareil ne réessaie pas. Vérifiez le certificat, puis son épingle.</translation>
    </message>
    <message>
        <source>The device tries again by itself; nothing is lost.</source>
        <translation>L’appareil réessaie de lui-même ; rien n’est perdu.</translation>
    </message>
    <message>
        <source>Ask an admin for the permission.</source>
        <translation>Demandez l’autorisation à un administrateur.</translation>
    </message>
    <message>
        <source>Ask them to sign in again.</source>
        <translation>Demandez-lui de se reconnecter.</translation>
    </message>
    <message>
        <source>The device pulls everything again by itself; unsent edits stay.</source>
        <translation>L’appareil reprend tout de lui-même ; les modifications non envoyées restent.</translation>
    </message>
    <message>
        <source>Look at the refused records; the others were taken.</source>
        <translation>Regardez les enregistrements refusés ; les autres ont été pris.</translation>
    </message>
    <message>
        <source>The device tries again with the same request; nothing is written twice.</source>
        <translation>L’appareil réessaie avec la même requête ; rien n’est écrit deux fois.</translation>
    </message>
    <message>
        <source>The device tries again by itself; if it lasts, look at the server.</source>
        <translation>L’appareil réessaie de lui-même ; si cela dure, regardez le serveur.</translation>
    </message>
    <message>
        <source>A fault of the program: report it with the request id.</source>
        <translation>Un défaut du programme : signalez-le avec l’identifiant de requête.</translation>
    </message>
    <message>
        <source>Look at the device: its disk, its key or its account.</source>
        <translation>Regardez l’appareil : son disque, sa clé ou son compte.</translation>
    </message>
    <message>
        <source>The server cannot be reached.</source>
        <translation>Le serveur est injoignable.</translation>
    </message>
    <message>
        <source>What is shown may be old. Check the connection, then retry.</source>
        <translation>Ce qui est affiché peut être ancien. Vérifiez la connexion, puis réessayez.</translation>
    </message>
    <message>
        <source>The server did not answer in time.</source>
        <translation>Le serveur n’a pas répondu à temps.</translation>
    </message>
    <message>
        <source>What is shown may be old. Retry in a moment.</source>
        <translation>Ce qui est affiché peut être ancien. Réessayez dans un instant.</translation>
    </message>
    <message>
        <source>This account may not do that.</source>
        <translation>Ce compte n’en a pas le droit.</translation>
    </message>
    <message>
        <source>Sign in with a role that may.</source>
        <translation>Connectez-vous avec un rôle qui l’a.</translation>
    </message>
    <message>
        <source>The console&apos;s token was refused.</source>
        <translation>Le jeton de la console a été refusé.</translation>
    </message>
    <message>
        <source>Sign in again, then retry.</source>
        <translation>Reconnectez-vous, puis réessayez.</translation>
    </message>
    <message>
        <source>The record has moved.</source>
        <translation>L’enregistrement a bougé.</translation>
    </message>
    <message>
        <source>Nothing was written. Look at the newer values, then decide again.</source>
        <translation>Rien n’a été écrit. Regardez les valeurs récentes, puis décidez à nouveau.</translation>
    </message>
    <message>
        <source>The server is busy.</source>
        <translation>Le serveur est occupé.</translation>
    </message>
    <message>
        <source>Retry in a moment.</source>
        <translation>Réessayez dans un instant.</translation>
    </message>
    <message>
        <source>The server failed.</source>
        <translation>Le serveur a échoué.</translation>
    </message>
    <message>
        <source>Retry; if it stays, report this: %1</source>
        <translation>Réessayez ; si cela persiste, signalez ceci : %1</translation>
    </message>
    <message>
        <source>A value was refused.</source>
        <translation>Une valeur a été refusée.</translation>
    </message>
    <message>
        <source>Correct it and try again: %1</source>
        <translation>Corrigez-la et réessayez : %1</translation>
    </message>
    <message>
        <source>The keyring is locked.</source>
        <translation>Le trousseau est verrouillé.</translation>
    </message>
    <message>
        <source>Unlock it, then retry.</source>
        <translation>Déverrouillez-le, puis réessayez.</translation>
    </message>
    <message>
        <source>The key of this replica is gone.</source>
        <translation>La clé de cette réplique a disparu.</translation>
    </message>
    <message>
        <source>Bring it back from a backup, or begin with a new replica.</source>
        <translation>Restaurez-la depuis une sauvegarde, ou repartez d’une nouvelle réplique.</translation>
    </message>
    <message>
        <source>There is no keychain to keep the key in.</source>
        <translation>Il n’y a pas de trousseau où garder la clé.</translation>
    </message>
    <message>
        <source>Name a key file or a passphrase file in the profile, then start again.</source>
        <translation>Indiquez un fichier de clé ou de phrase secrète dans le profil, puis redémarrez.</translation>
    </message>
    <message>
        <source>This key does not open the replica.</source>
        <translation>Cette clé n’ouvre pas la réplique.</translation>
    </message>
    <message>
        <source>Name the right key in the profile, then start again: %1</source>
        <translation>Indiquez la bonne clé dans le profil, puis redémarrez : %1</translation>
    </message>
    <message>
        <source>Values of this row were changed outside of Tidemark.</source>
        <translation>Des valeurs de cette ligne ont été modifiées hors de Tidemark.</translation>
    </message>
    <message>
        <source>They are neither shown nor sent. A full sync brings the server&apos;s.</source>
        <translation>Elles ne sont ni affichées ni envoyées. Une synchronisation complète rapporte celles du serveur.</translation>
    </message>
    <message>
        <source>Something on this computer failed.</source>
        <translation>Quelque chose a échoué sur cet ordinateur.</translation>
    </message>
    <message>
        <source>Check disk and key, then retry: %1</source>
        <translation>Vérifiez le disque et la clé, puis réessayez : %1</translation>
    </message>
    <message>
        <source>Pull</source>
        <translation>Réception</translation>
    </message>
    <message>
        <source>Push</source>
        <translation>Envoi</translation>
    </message>
    <message>
        <source>Sync</source>
        <translation>Sync</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>File d’attente</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Connexion</translation>
    </message>
    <message>
        <source>TLS</source>
        <translation>TLS</translation>
    </message>
    <message>
        <source>Wait</source>
        <translation>Attente</translation>
    </message>
    <message>
        <source>Receive</source>
        <translation>Transfert</translation>
    </message>
    <message>
        <source>Parse</source>
        <translation>Lecture</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Application</translation>
    </message>
    <message>
        <source>Token check</source>
        <translation>Jeton</translation>
    </message>
    <message>
        <source>Database</source>
        <translation>Base</translation>
    </message>
    <message>
        <source>Write answer</source>
        <translation>Réponse</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Émission</translation>
    </message>
    <message>
        <source>Edited on both sides</source>
        <translation>Modifié des deux côtés</translation>
    </message>
    <message>
        <source>Edited on the device, deleted on the server</source>
        <translation>Modifié sur l’appareil, supprimé sur le serveur</translation>
    </message>
    <message>
        <source>Deleted on the device, edited on the server</source>
        <translation>Supprimé sur l’appareil, modifié sur le serveur</translation>
    </message>
    <message>
        <source>Created on both sides</source>
        <translation>Créé des deux côtés</translation>
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
        <translation>p50 %1, p95 %2</translation>
    </message>
    <message>
        <source>Syncs</source>
        <translation>Syncs</translation>
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
        <translation>Prendre la valeur du client pour %1 (1)</translation>
    </message>
    <message>
        <source>Take the server&apos;s value of %1 (2)</source>
        <translation>Prendre la valeur du serveur pour %1 (2)</translation>
    </message>
    <message>
        <source>Type a value for %1 (F2)</source>
        <translation>Saisir une valeur pour %1 (F2)</translation>
    </message>
    <message>
        <source>Undo the change of %1</source>
        <translation>Annuler la modification de %1</translation>
    </message>
</context>
<context>
    <name>tidemark::ui::ConflictGrid</name>
    <message>
        <source>Columns that differ</source>
        <translation>Colonnes qui diffèrent</translation>
    </message>
</context>
<context>
    <name>tidemark::ui::ConflictGridDelegate</name>
    <message>
        <source>New value of %1</source>
        <translation>Nouvelle valeur de %1</translation>
    </message>
</context>
<context>
    <name>tidemark::ui::ConflictGridModel</name>
    <message>
        <source>empty</source>
        <translation>vide</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>inconnu</translation>
    </message>
    <message>
        <source>as base</source>
        <translation>comme la base</translation>
    </message>
    <message>
        <source>Client taken</source>
        <translation>Client retenu</translation>
    </message>
    <message>
        <source>Client taken, was %1</source>
        <translation>Client retenu, était %1</translation>
    </message>
    <message>
        <source>Server taken</source>
        <translation>Serveur retenu</translation>
    </message>
    <message>
        <source>Server taken, was %1</source>
        <translation>Serveur retenu, était %1</translation>
    </message>
    <message>
        <source>Typed, was client&apos;s value</source>
        <translation>Saisi, était la valeur du client</translation>
    </message>
    <message>
        <source>Typed, was server&apos;s value</source>
        <translation>Saisi, était la valeur du serveur</translation>
    </message>
    <message>
        <source>Typed</source>
        <translation>Saisi</translation>
    </message>
    <message>
        <source>Client won</source>
        <translation>Client retenu</translation>
    </message>
    <message>
        <source>Server won</source>
        <translation>Serveur retenu</translation>
    </message>
    <message>
        <source>One side only</source>
        <translation>Un seul côté</translation>
    </message>
    <message>
        <source>Both alike</source>
        <translation>Identiques</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>Colonne</translation>
    </message>
    <message>
        <source>Base</source>
        <translation>Base</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>Client</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Serveur</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Maintenant</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Résultat</translation>
    </message>
</context>
<context>
    <name>tidemark::ui::ConflictListModel</name>
    <message>
        <source>Client won</source>
        <translation>Client retenu</translation>
    </message>
    <message>
        <source>Server won</source>
        <translation>Serveur retenu</translation>
    </message>
    <message>
        <source>Merged</source>
        <translation>Fusionné</translation>
    </message>
    <message>
        <source>Delete won</source>
        <translation>Suppression retenue</translation>
    </message>
    <message>
        <source>Overridden</source>
        <translation>Corrigé</translation>
    </message>
    <message>
        <source>Reverted</source>
        <translation>Rétabli</translation>
    </message>
    <message>
        <source>Reviewed</source>
        <translation>Relu</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>table, columns</comment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>user, record id</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1, %2: %3. %4</source>
        <translation>%1, %2 : %3. %4</translation>
    </message>
</context>
<context>
    <name>tidemark::ui::ConflictsPage</name>
    <message>
        <source>Conflicts</source>
        <translation>Conflits</translation>
    </message>
    <message>
        <source>Next and previous conflict</source>
        <translation>Conflit suivant et précédent</translation>
    </message>
    <message>
        <source>Take the client&apos;s or the server&apos;s value</source>
        <translation>Prendre la valeur du client ou du serveur</translation>
    </message>
    <message>
        <source>Type a value</source>
        <translation>Saisir une valeur</translation>
    </message>
    <message>
        <source>Ctrl+Enter</source>
        <translation>Ctrl+Entrée</translation>
    </message>
    <message>
        <source>Override</source>
        <translation>Corriger</translation>
    </message>
    <message>
        <source>Automatic %1</source>
        <translation>Automatiques %1</translation>
    </message>
    <message>
        <source>Overridden %1</source>
        <translation>Corrigés %1</translation>
    </message>
    <message>
        <source>Reverted %1</source>
        <translation>Rétablis %1</translation>
    </message>
    <message>
        <source>All %1</source>
        <translation>Tous %1</translation>
    </message>
    <message>
        <source>%1+</source>
        <comment>at least so many</comment>
        <translation>%1+</translation>
    </message>
    <message numerus="yes">
        <source>%n settled by rule, not looked at by a person</source>
        <translation>
            <numerusform>%n réglé par règle, pas encore relu</numerusform>
            <numerusform>%n réglés par règle, pas encore relus</numerusform>
        </translation>
    </message>
    <message>
        <source>Loading the conflicts</source>
        <translation>Chargement des conflits</translation>
    </message>
    <message>
        <source>None in this state</source>
        <translation>Aucun dans cet état</translation>
    </message>
    <message>
        <source>Other conflicts are known.</source>
        <translation>D’autres conflits sont connus.</translation>
    </message>
    <message>
        <source>No conflicts</source>
        <translation>Aucun conflit</translation>
    </message>
    <message>
        <source>No record was changed on two sides at once. New conflicts appear here by themselves.</source>
        <translation>Aucun enregistrement n’a été modifié des deux côtés à la fois. Les nouveaux conflits apparaissent ici d’eux-mêmes.</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Tout afficher</translation>
    </message>
    <message>
        <source>No conflict selected</source>
        <translation>Aucun conflit sélectionné</translation>
    </message>
    <message>
        <source>Choose one at the left to see its sides.</source>
        <translation>Choisissez-en un à gauche pour voir ses côtés.</translation>
    </message>
    <message>
        <source>There is nothing to decide.</source>
        <translation>Il n’y a rien à décider.</translation>
    </message>
    <message>
        <source>Merged by %1</source>
        <translation>Fusionné par %1</translation>
    </message>
    <message>
        <source>%1 %2 · %3 · %4 · %5</source>
        <comment>table, record id, user, kind of conflict, time</comment>
        <translation>%1 %2 · %3 · %4 · %5</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 sur %2</translation>
    </message>
    <message>
        <source>both sides started here</source>
        <translation>point de départ commun</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>device, time</comment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>met %1</source>
        <comment>time</comment>
        <translation>trouvé %1</translation>
    </message>
    <message>
        <source>as it stands</source>
        <translation>en l’état</translation>
    </message>
    <message numerus="yes">
        <source>%n cell(s) changed by you</source>
        <translation>
            <numerusform>%n cellule modifiée par vous</numerusform>
            <numerusform>%n cellules modifiées par vous</numerusform>
        </translation>
    </message>
    <message>
        <source>Writing…</source>
        <translation>Écriture…</translation>
    </message>
    <message>
        <source>The record moved at %1. Override again to write onto the newer values.</source>
        <translation>L’enregistrement a bougé à %1. Corrigez à nouveau pour écrire sur les valeurs récentes.</translation>
    </message>
    <message>
        <source>Overridden by %1: %2</source>
        <translation>Corrigé par %1 : %2</translation>
    </message>
    <message>
        <source>Record as of %1, checked %2.</source>
        <translation>Enregistrement de %1, vérifié à %2.</translation>
    </message>
    <message>
        <source>State</source>
        <translation>État</translation>
    </message>
    <message>
        <source>Previous conflict (K)</source>
        <translation>Conflit précédent (K)</translation>
    </message>
    <message>
        <source>Next conflict (J)</source>
        <translation>Conflit suivant (J)</translation>
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
        <translation>jamais</translation>
    </message>
    <message>
        <source>Entity</source>
        <translation>Entité</translation>
    </message>
    <message>
        <source>Pulled to</source>
        <translation>Reçu à</translation>
    </message>
    <message>
        <source>Pushed</source>
        <translation>Envoyé</translation>
    </message>
    <message>
        <source>Last result</source>
        <translation>Résultat</translation>
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
        <translation>appareil inconnu</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>Latence</translation>
    </message>
    <message>
        <source>Move the crosshair</source>
        <translation>Déplacer le repère</translation>
    </message>
    <message>
        <source>&lt;b&gt;%1&lt;/b&gt; &amp;nbsp; no syncs</source>
        <translation>&lt;b&gt;%1&lt;/b&gt; &amp;nbsp; aucune sync</translation>
    </message>
    <message>
        <source>&lt;b&gt;%1&lt;/b&gt; &amp;nbsp; %2 %3 &amp;nbsp; %4 %5 &amp;nbsp; %6 %7 &amp;nbsp; %8</source>
        <comment>time, three percentiles with values, number of syncs</comment>
        <translation>&lt;b&gt;%1&lt;/b&gt; &amp;nbsp; %2 %3 &amp;nbsp; %4 %5 &amp;nbsp; %6 %7 &amp;nbsp; %8</translation>
    </message>
    <message numerus="yes">
        <source>%n sync(s)</source>
        <translation>
            <numerusform>%n sync</numerusform>
            <numerusform>%n syncs</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 – %2, per %3, the newest 20,000 syncs of this type</source>
        <translation>%1 – %2, par %3, les 20 000 syncs les plus récentes de ce type</translation>
    </message>
    <message>
        <source>%1 – %2, per %3</source>
        <comment>from, until, length of a bucket</comment>
        <translation>%1 – %2, par %3</translation>
    </message>
    <message>
        <source>Show these syncs in the logs</source>
        <translation>Afficher ces syncs dans le journal</translation>
    </message>
    <message>
        <source>Show in the logs: %1</source>
        <translation>Afficher dans le journal : %1</translation>
    </message>
    <message>
        <source>Type of sync</source>
        <translation>Type de sync</translation>
    </message>
    <message>
        <source>All syncs</source>
        <translation>Toutes</translation>
    </message>
    <message>
        <source>Pull</source>
        <translation>Réception</translation>
    </message>
    <message>
        <source>Push</source>
        <translation>Envoi</translation>
    </message>
    <message>
        <source>Percentiles</source>
        <translation>Percentiles</translation>
    </message>
    <message>
        <source>Percentiles of the latency over time</source>
        <translation>Percentiles de la latence dans le temps</translation>
    </message>
    <message>
        <source>Outcomes</source>
        <translation>Résultats</translation>
    </message>
    <message>
        <source>Succeeded</source>
        <translation>Réussies</translation>
    </message>
    <message>
        <source>Failed, on a scale of its own</source>
        <translation>Échouées, à leur propre échelle</translation>
    </message>
    <message>
        <source>Syncs that succeeded over time</source>
        <translation>Syncs réussies dans le temps</translation>
    </message>
    <message>
        <source>Syncs that failed over time, by kind</source>
        <translation>Syncs échouées dans le temps, par cause</translation>
    </message>
    <message>
        <source>By phase</source>
        <translation>Par phase</translation>
    </message>
    <message>
        <source>By type</source>
        <translation>Par type</translation>
    </message>
    <message>
        <source>By device</source>
        <translation>Par appareil</translation>
    </message>
    <message>
        <source>No syncs in this period</source>
        <translation>Aucune sync sur cette période</translation>
    </message>
    <message>
        <source>Without syncs there is no latency. Choose a longer period, or wait for the next sync.</source>
        <translation>Sans sync, pas de latence. Choisissez une période plus longue ou attendez la prochaine sync.</translation>
    </message>
    <message>
        <source>Loading the figures</source>
        <translation>Chargement des chiffres</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Regarder à nouveau</translation>
    </message>
</context>
<context>
    <name>tidemark::ui::LogDetail</name>
    <message>
        <source>unknown device</source>
        <translation>appareil inconnu</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>records, bytes</comment>
        <translation>%1 · %2</translation>
    </message>
    <message numerus="yes">
        <source>%n record(s)</source>
        <translation>
            <numerusform>%n enregistrement</numerusform>
            <numerusform>%n enregistrements</numerusform>
        </translation>
    </message>
    <message>
        <source>Details of the sync</source>
        <translation>Détails de la sync</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>Fermer (Échap)</translation>
    </message>
    <message>
        <source>Copy the request id</source>
        <translation>Copier l’identifiant de requête</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Utilisateur</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Appareil</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Début</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Envoyé</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Reçu</translation>
    </message>
    <message>
        <source>Request id</source>
        <translation>Id de requête</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Erreur</translation>
    </message>
</context>
<context>
    <name>tidemark::ui::LogModel</name>
    <message>
        <source>Time</source>
        <translation>Heure</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Résultat</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Utilisateur</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Appareil</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Type</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Durée</translation>
    </message>
    <message>
        <source>Pushed</source>
        <translation>Envoyés</translation>
    </message>
    <message>
        <source>Pulled</source>
        <translation>Reçus</translation>
    </message>
    <message>
        <source>Try</source>
        <comment>number of the attempt</comment>
        <translation>Essai</translation>
    </message>
</context>
<context>
    <name>tidemark::ui::LogsPage</name>
    <message>
        <source>duration</source>
        <translation>durée</translation>
    </message>
    <message>
        <source>Logs</source>
        <translation>Journal</translation>
    </message>
    <message>
        <source>Walk through the syncs</source>
        <translation>Parcourir les syncs</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Échap</translation>
    </message>
    <message>
        <source>Close the details</source>
        <translation>Fermer les détails</translation>
    </message>
    <message>
        <source>Ctrl+C</source>
        <translation>Ctrl+C</translation>
    </message>
    <message>
        <source>Copy the selected rows</source>
        <translation>Copier les lignes sélectionnées</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n ligne</numerusform>
            <numerusform>%n lignes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the newest %n row(s), more on scrolling</source>
        <translation>
            <numerusform>la ligne la plus récente, d’autres en défilant</numerusform>
            <numerusform>les %n lignes les plus récentes, d’autres en défilant</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>rows, load time</comment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Loading the syncs</source>
        <translation>Chargement des syncs</translation>
    </message>
    <message>
        <source>No syncs in this period</source>
        <translation>Aucune sync sur cette période</translation>
    </message>
    <message>
        <source>No device has spoken to the server. Choose a longer period, or wait for the next sync.</source>
        <translation>Aucun appareil n’a parlé au serveur. Choisissez une période plus longue ou attendez la prochaine sync.</translation>
    </message>
    <message>
        <source>No sync matches the filter</source>
        <translation>Aucune sync ne répond au filtre</translation>
    </message>
    <message>
        <source>Take a term away, or choose a longer period.</source>
        <translation>Retirez un terme ou choisissez une période plus longue.</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Regarder à nouveau</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>Effacer le filtre</translation>
    </message>
    <message numerus="yes">
        <source>%n new row(s)</source>
        <translation>
            <numerusform>%n nouvelle ligne</numerusform>
            <numerusform>%n nouvelles lignes</numerusform>
        </translation>
    </message>
    <message>
        <source>status:  type:  user:  device:  &gt;500ms  &quot;text&quot;</source>
        <translation>status:  type:  user:  device:  &gt;500ms  &quot;texte&quot;</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Effacer</translation>
    </message>
    <message>
        <source>Syncs</source>
        <translation>Syncs</translation>
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
        <translation>− %1 %2</translation>
    </message>
    <message>
        <source>+ %1 %2</source>
        <comment>new row: table, id</comment>
        <translation>+ %1 %2</translation>
    </message>
    <message>
        <source>± %1 %2: %3</source>
        <comment>edited row: table, id, columns</comment>
        <translation>± %1 %2 : %3</translation>
    </message>
    <message numerus="yes">
        <source>the first %n row(s)</source>
        <translation>
            <numerusform>la première ligne</numerusform>
            <numerusform>les %n premières lignes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s), 1 batch</source>
        <translation>
            <numerusform>%n ligne, 1 lot</numerusform>
            <numerusform>%n lignes, 1 lot</numerusform>
        </translation>
    </message>
    <message>
        <source>New &lt;b&gt;%1&lt;/b&gt; &amp;nbsp; Edited &lt;b&gt;%2&lt;/b&gt; &amp;nbsp; Deleted &lt;b&gt;%3&lt;/b&gt; &amp;nbsp; %4</source>
        <comment>counts of rows, size of the request</comment>
        <translation>Nouvelles &lt;b&gt;%1&lt;/b&gt; &amp;nbsp; Modifiées &lt;b&gt;%2&lt;/b&gt; &amp;nbsp; Supprimées &lt;b&gt;%3&lt;/b&gt; &amp;nbsp; %4</translation>
    </message>
    <message>
        <source>made when sent</source>
        <translation>créée à l’envoi</translation>
    </message>
    <message>
        <source>masked</source>
        <translation>masqué</translation>
    </message>
    <message>
        <source>Sent, not yet acknowledged</source>
        <translation>Envoyé, pas encore confirmé</translation>
    </message>
    <message>
        <source>Outbox</source>
        <translation>À envoyer</translation>
    </message>
    <message>
        <source>How to show the outbox</source>
        <translation>Affichage des envois</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Lignes</translation>
    </message>
    <message>
        <source>Wire</source>
        <translation>Requête</translation>
    </message>
    <message>
        <source>The next request</source>
        <translation>La prochaine requête</translation>
    </message>
    <message>
        <source>Push now</source>
        <translation>Envoyer</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copier</translation>
    </message>
    <message>
        <source>Copy the request</source>
        <translation>Copier la requête</translation>
    </message>
    <message>
        <source>Nothing waits</source>
        <translation>Rien n’attend</translation>
    </message>
    <message>
        <source>Every change is on the server. Edit a row and it appears here as it will be sent.</source>
        <translation>Toutes les modifications sont sur le serveur. Modifiez une ligne : elle apparaît ici telle qu’elle partira.</translation>
    </message>
</context>
<context>
    <name>tidemark::ui::OverridePanel</name>
    <message>
        <source>nothing yet: take a side or type a value</source>
        <translation>rien encore : prenez un côté ou saisissez une valeur</translation>
    </message>
    <message numerus="yes">
        <source>%n column(s)</source>
        <translation>
            <numerusform>%n colonne</numerusform>
            <numerusform>%n colonnes</numerusform>
        </translation>
    </message>
    <message>
        <source>Only an admin may override.</source>
        <translation>Seul un administrateur peut corriger.</translation>
    </message>
    <message>
        <source>Change a result first.</source>
        <translation>Modifiez d’abord un résultat.</translation>
    </message>
    <message>
        <source>Write a note first.</source>
        <translation>Écrivez d’abord une note.</translation>
    </message>
    <message>
        <source>Ctrl+Enter</source>
        <translation>Ctrl+Entrée</translation>
    </message>
    <message>
        <source>Only an admin may revert.</source>
        <translation>Seul un administrateur peut rétablir.</translation>
    </message>
    <message>
        <source>This conflict was not overridden.</source>
        <translation>Ce conflit n’a pas été corrigé.</translation>
    </message>
    <message>
        <source>Puts back what the override replaced.</source>
        <translation>Remet ce que la correction a remplacé.</translation>
    </message>
    <message>
        <source>Will be written</source>
        <translation>Sera écrit</translation>
    </message>
    <message>
        <source>Note, kept in the audit log</source>
        <translation>Note, gardée dans le journal d’audit</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>Override</source>
        <translation>Corriger</translation>
    </message>
    <message>
        <source>Revert</source>
        <translation>Rétablir</translation>
    </message>
    <message>
        <source>Discard edits</source>
        <translation>Abandonner</translation>
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
        <translation>Pourquoi consultez-vous ces valeurs ?</translation>
    </message>
    <message>
        <source>The reason is kept in the audit log, and asked once until the window closes.</source>
        <translation>Le motif est gardé dans le journal d’audit et demandé une fois jusqu’à la fermeture de la fenêtre.</translation>
    </message>
    <message>
        <source>Camille called about a lost note</source>
        <translation>Camille a appelé pour une note perdue</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Afficher</translation>
    </message>
</context>
<context>
    <name>tidemark::ui::ReplicaPage</name>
    <message>
        <source>Replica</source>
        <translation>Réplique</translation>
    </message>
    <message>
        <source>Edit the cell</source>
        <translation>Modifier la cellule</translation>
    </message>
    <message>
        <source>Ins</source>
        <translation>Inser</translation>
    </message>
    <message>
        <source>Add a row</source>
        <translation>Ajouter une ligne</translation>
    </message>
    <message>
        <source>Del</source>
        <translation>Suppr</translation>
    </message>
    <message>
        <source>Delete the selected rows</source>
        <translation>Supprimer les lignes sélectionnées</translation>
    </message>
    <message>
        <source>Ctrl+Z</source>
        <translation>Ctrl+Z</translation>
    </message>
    <message>
        <source>Undo the last edit</source>
        <translation>Annuler la dernière modification</translation>
    </message>
    <message>
        <source>Ctrl+F</source>
        <translation>Ctrl+F</translation>
    </message>
    <message>
        <source>Find a row</source>
        <translation>Chercher une ligne</translation>
    </message>
    <message>
        <source>epoch %1</source>
        <translation>époque %1</translation>
    </message>
    <message>
        <source>%1 %2 · %3 ↑</source>
        <comment>entity, rows, changes to push</comment>
        <translation>%1 %2 · %3 ↑</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>entity, rows</comment>
        <translation>%1 %2</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) were refused by the server</source>
        <translation>
            <numerusform>%n ligne refusée par le serveur</numerusform>
            <numerusform>%n lignes refusées par le serveur</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) to push</source>
        <translation>
            <numerusform>%n modification à envoyer</numerusform>
            <numerusform>%n modifications à envoyer</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n ligne</numerusform>
            <numerusform>%n lignes</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <comment>owner of the replica, rows</comment>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>New row</source>
        <translation>Nouvelle ligne</translation>
    </message>
    <message>
        <source>Reveal row</source>
        <translation>Dévoiler la ligne</translation>
    </message>
    <message>
        <source>Hide row</source>
        <translation>Masquer la ligne</translation>
    </message>
    <message>
        <source>F2 edits the cell, Enter keeps the value, Esc restores it.</source>
        <translation>F2 modifie la cellule, Entrée garde la valeur, Échap la remet.</translation>
    </message>
    <message>
        <source>Sealed on this device. Reveal the row to read or edit it.</source>
        <translation>Scellé sur cet appareil. Dévoilez la ligne pour lire ou modifier.</translation>
    </message>
    <message>
        <source>Choose a cell to edit it.</source>
        <translation>Choisissez une cellule pour la modifier.</translation>
    </message>
    <message>
        <source>Revealed row hides in %1</source>
        <translation>La ligne se masque dans %1</translation>
    </message>
    <message>
        <source>No replica is open</source>
        <translation>Aucune réplique ouverte</translation>
    </message>
    <message>
        <source>Sign in with a device token; its rows then appear here.</source>
        <translation>Connectez-vous avec un jeton d’appareil ; ses lignes apparaîtront ici.</translation>
    </message>
    <message>
        <source>No row matches</source>
        <translation>Aucune ligne ne correspond</translation>
    </message>
    <message>
        <source>Look for something else, or show all rows.</source>
        <translation>Cherchez autre chose ou affichez toutes les lignes.</translation>
    </message>
    <message>
        <source>No rows yet</source>
        <translation>Pas encore de lignes</translation>
    </message>
    <message>
        <source>Nothing was pulled and nothing was made here. Sync, or add the first row.</source>
        <translation>Rien n’a été reçu ni créé ici. Synchronisez ou ajoutez la première ligne.</translation>
    </message>
    <message>
        <source>Show all rows</source>
        <translation>Afficher toutes les lignes</translation>
    </message>
    <message>
        <source>Entities</source>
        <translation>Entités</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Ajouter</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Supprimer</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Restaurer</translation>
    </message>
    <message>
        <source>Restore the selected rows</source>
        <translation>Restaurer les lignes sélectionnées</translation>
    </message>
    <message>
        <source>Undo the last edit (Ctrl+Z)</source>
        <translation>Annuler la dernière modification (Ctrl+Z)</translation>
    </message>
    <message>
        <source>Find in %1</source>
        <translation>Chercher dans %1</translation>
    </message>
    <message>
        <source>Only changed</source>
        <translation>Modifiées</translation>
    </message>
    <message>
        <source>Show deleted</source>
        <translation>Avec les supprimées</translation>
    </message>
    <message>
        <source>Rows of %1</source>
        <translation>Lignes de %1</translation>
    </message>
    <message>
        <source>Cursors</source>
        <translation>Curseurs</translation>
    </message>
</context>
<context>
    <name>tidemark::ui::ReplicaTableModel</name>
    <message>
        <source>new</source>
        <comment>state of a row</comment>
        <translation>nouvelle</translation>
    </message>
    <message>
        <source>edited</source>
        <comment>state of a row</comment>
        <translation>modifiée</translation>
    </message>
    <message>
        <source>deleted</source>
        <comment>state of a row</comment>
        <translation>supprimée</translation>
    </message>
    <message>
        <source>conflicted</source>
        <comment>state of a row</comment>
        <translation>en conflit</translation>
    </message>
    <message>
        <source>refused</source>
        <comment>state of a row</comment>
        <translation>refusée</translation>
    </message>
    <message>
        <source>tampered</source>
        <comment>state of a row</comment>
        <translation>falsifiée</translation>
    </message>
    <message>
        <source>clean</source>
        <comment>state of a row</comment>
        <translation>à jour</translation>
    </message>
    <message>
        <source>%1: %2, sealed on this device</source>
        <translation>%1 : %2, scellé sur cet appareil</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>column, type</comment>
        <translation>%1 : %2</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>Ligne</translation>
    </message>
    <message>
        <source>Modified</source>
        <translation>Modifié</translation>
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
        <translation>Réessayer</translation>
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
<context>
    <name>tidemark::window::Console</name>
    <message>
        <source>Demo</source>
        <translation>Démo</translation>
    </message>
    <message>
        <source>on this machine</source>
        <translation>sur cette machine</translation>
    </message>
    <message>
        <source>A conflict on this device</source>
        <translation>Un conflit sur cet appareil</translation>
    </message>
    <message numerus="yes">
        <source>%n of your changes met a newer one on the server.</source>
        <translation>
            <numerusform>%n de vos modifications en a rencontré une plus récente sur le serveur.</numerusform>
            <numerusform>%n de vos modifications en ont rencontré de plus récentes sur le serveur.</numerusform>
        </translation>
    </message>
    <message>
        <source>The server refused a record</source>
        <translation>Le serveur a refusé un enregistrement</translation>
    </message>
    <message numerus="yes">
        <source>%n records are set aside. Correct them on the Replica page.</source>
        <translation>
            <numerusform>%n enregistrement est mis de côté. Corrigez-le sur la page Réplique.</numerusform>
            <numerusform>%n enregistrements sont mis de côté. Corrigez-les sur la page Réplique.</numerusform>
        </translation>
    </message>
    <message>
        <source>Syncs keep failing</source>
        <translation>Les synchronisations échouent</translation>
    </message>
    <message>
        <source>This device has failed 4 times in a row. Your changes are safe and wait.</source>
        <translation>Cet appareil a échoué 4 fois de suite. Vos modifications sont à l’abri et attendent.</translation>
    </message>
    <message>
        <source>A critical conflict</source>
        <translation>Un conflit critique</translation>
    </message>
    <message>
        <source>An edit lost against a deletion or an override. The losing values are kept.</source>
        <translation>Une modification a perdu contre une suppression ou une décision. Les valeurs perdues sont conservées.</translation>
    </message>
    <message>
        <source>Syncs of a user keep failing</source>
        <translation>Les synchronisations d’un utilisateur échouent</translation>
    </message>
    <message numerus="yes">
        <source>%1 has failed %n times in a row.</source>
        <translation>
            <numerusform>%1 a échoué %n fois de suite.</numerusform>
            <numerusform>%1 a échoué %n fois de suite.</numerusform>
        </translation>
    </message>
</context>
</TS>
