-- SPDX-FileCopyrightText: 2026 The Tidemark authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- The replica's fixed tables. The entities' tables are generated from the schema.

-- device_id, device_name, user_id, server_id, epoch, cursor, data_key (wrapped), schema_version, refetch, retry_*
CREATE TABLE replica_meta (
    key TEXT PRIMARY KEY,
    value NOT NULL
) WITHOUT ROWID;

CREATE TABLE sync_metadata (
    entity TEXT PRIMARY KEY,
    last_pulled_at INTEGER NOT NULL DEFAULT 0,
    last_pushed_at INTEGER NOT NULL DEFAULT 0,
    last_sync_status TEXT NOT NULL DEFAULT '',
    last_sync_error TEXT NOT NULL DEFAULT ''
) WITHOUT ROWID;

-- At most one push is under way.
CREATE TABLE frozen_batch (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    idempotency_key TEXT NOT NULL,
    body BLOB NOT NULL
);

CREATE TABLE rejected_records (
    entity TEXT NOT NULL,
    record_id TEXT NOT NULL,
    code TEXT NOT NULL,
    message TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (entity, record_id)
) WITHOUT ROWID;

-- The four sides are sealed blobs when a sensitive column is among the columns, else JSON text.
CREATE TABLE local_conflicts (
    id TEXT PRIMARY KEY,
    entity TEXT NOT NULL,
    record_id TEXT NOT NULL,
    type TEXT NOT NULL,
    policy TEXT NOT NULL,
    columns TEXT NOT NULL,
    base BLOB NOT NULL,
    mine BLOB NOT NULL,
    theirs BLOB NOT NULL,
    result BLOB NOT NULL,
    at INTEGER NOT NULL,
    critical INTEGER NOT NULL
);
CREATE INDEX local_conflicts_at ON local_conflicts (at);

CREATE TABLE sync_log (
    id TEXT PRIMARY KEY,
    sync_id TEXT NOT NULL,
    attempt INTEGER NOT NULL,
    user_id TEXT NOT NULL,
    device_id TEXT NOT NULL,
    device_name TEXT NOT NULL,
    type TEXT NOT NULL,
    source TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    duration_ms REAL NOT NULL,
    result TEXT NOT NULL,
    status INTEGER NOT NULL,
    error_code TEXT NOT NULL,
    error_detail TEXT NOT NULL,
    request_id TEXT NOT NULL,
    pulled INTEGER NOT NULL,
    pushed INTEGER NOT NULL,
    conflicts INTEGER NOT NULL,
    bytes_in INTEGER NOT NULL,
    bytes_out INTEGER NOT NULL,
    phases TEXT NOT NULL
);
CREATE INDEX sync_log_started ON sync_log (started_at);
