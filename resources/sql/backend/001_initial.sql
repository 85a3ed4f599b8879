-- SPDX-FileCopyrightText: 2026 The Tidemark authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- The fixed tables of the backend, for SQLite and PostgreSQL alike. Entity tables are generated from the schema file beside them.
-- Times and stamps are milliseconds since the Unix epoch. schema_migrations exists before this file runs.

-- Which schema files the entity tables were made from; the newest is the one they are at.
CREATE TABLE entity_schemas (
    number BIGINT PRIMARY KEY,
    digest TEXT NOT NULL,
    name TEXT NOT NULL,
    version BIGINT NOT NULL,
    applied_at BIGINT NOT NULL
);

-- Who this database is, and the secret that the tokens of pages are authenticated with.
CREATE TABLE server_meta (
    one BIGINT PRIMARY KEY CHECK (one = 1),
    server_id TEXT NOT NULL,
    epoch TEXT NOT NULL,
    epoch_since BIGINT NOT NULL DEFAULT 0,
    restored_to BIGINT NOT NULL DEFAULT 0,
    page_key TEXT NOT NULL
);

-- One clock a user; purged_ms is the newest tombstone stamp that was removed. xid is the transaction that moved the
-- clock for a writer that is not the API (PostgreSQL).
CREATE TABLE sync_clock (
    user_id TEXT NOT NULL PRIMARY KEY,
    ms BIGINT NOT NULL,
    purged_ms BIGINT NOT NULL DEFAULT 0,
    xid TEXT NOT NULL DEFAULT ''
);

-- Every version of every row. `changed` names columns, separated by commas; empty for a new row.
CREATE TABLE record_versions (
    user_id TEXT NOT NULL,
    entity TEXT NOT NULL,
    record_id TEXT NOT NULL,
    ms BIGINT NOT NULL,
    device TEXT NOT NULL,
    origin TEXT NOT NULL,
    changed TEXT NOT NULL,
    status TEXT NOT NULL,
    row TEXT NOT NULL
);

CREATE TABLE push_receipts (
    user_id TEXT NOT NULL,
    device_id TEXT NOT NULL,
    key TEXT NOT NULL,
    body_hash BLOB NOT NULL,
    stamp BIGINT NOT NULL,
    answer TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX push_receipts_key ON push_receipts (user_id, device_id, key);
CREATE INDEX push_receipts_age ON push_receipts (created_at);

CREATE TABLE push_rejections (
    id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    device_id TEXT NOT NULL,
    entity TEXT NOT NULL,
    record_id TEXT NOT NULL,
    code TEXT NOT NULL,
    message TEXT NOT NULL,
    payload TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX push_rejections_user ON push_rejections (user_id, created_at);

-- base, client, server and resolved are JSON objects of the differing columns. The decided_ columns are the last
-- decision of a person; override_values and previous_values stay after a revert.
CREATE TABLE sync_conflicts (
    id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    device_id TEXT NOT NULL,
    entity TEXT NOT NULL,
    record_id TEXT NOT NULL,
    conflict_type TEXT NOT NULL,
    columns TEXT NOT NULL,
    base TEXT,
    client TEXT NOT NULL,
    server TEXT NOT NULL,
    resolved TEXT NOT NULL,
    policy TEXT NOT NULL,
    stamp BIGINT NOT NULL,
    edited_at BIGINT,
    created_at BIGINT NOT NULL,
    state TEXT NOT NULL DEFAULT 'auto',
    decided_by TEXT,
    decided_note TEXT,
    decided_at BIGINT,
    decided_stamp BIGINT,
    override_values TEXT,
    previous_values TEXT
);
CREATE UNIQUE INDEX sync_conflicts_key ON sync_conflicts (user_id, id);
CREATE INDEX sync_conflicts_id ON sync_conflicts (id);
CREATE INDEX sync_conflicts_time ON sync_conflicts (created_at, id);
CREATE INDEX sync_conflicts_user ON sync_conflicts (user_id, created_at, id);
CREATE INDEX sync_conflicts_state ON sync_conflicts (state, created_at, id);

-- Requests as the server saw them, and those clients report. An empty user_id: the token named no one.
CREATE TABLE sync_logs (
    id TEXT NOT NULL,
    sync_id TEXT NOT NULL,
    try BIGINT NOT NULL,
    user_id TEXT NOT NULL,
    device_id TEXT NOT NULL,
    device_name TEXT NOT NULL,
    type TEXT NOT NULL,
    source TEXT NOT NULL,
    started_at BIGINT NOT NULL,
    duration_ms DOUBLE PRECISION NOT NULL,
    result TEXT NOT NULL,
    status BIGINT NOT NULL,
    error_code TEXT NOT NULL,
    error_detail TEXT NOT NULL,
    request_id TEXT NOT NULL,
    pulled BIGINT NOT NULL,
    pushed BIGINT NOT NULL,
    conflicts BIGINT NOT NULL,
    bytes_in BIGINT NOT NULL,
    bytes_out BIGINT NOT NULL,
    phases TEXT NOT NULL
);
CREATE UNIQUE INDEX sync_logs_key ON sync_logs (user_id, id);
CREATE INDEX sync_logs_time ON sync_logs (started_at, id);
CREATE INDEX sync_logs_user ON sync_logs (user_id, started_at, id);
CREATE INDEX sync_logs_result ON sync_logs (result, started_at, id);

CREATE TABLE users (
    user_id TEXT NOT NULL PRIMARY KEY,
    email TEXT NOT NULL DEFAULT '',
    name TEXT NOT NULL DEFAULT '',
    first_seen BIGINT NOT NULL,
    last_seen BIGINT NOT NULL
);

-- An empty device_id is the user's unknown device. client_offset_ms: its clock minus the server's.
CREATE TABLE devices (
    user_id TEXT NOT NULL,
    device_id TEXT NOT NULL,
    name TEXT NOT NULL DEFAULT '',
    model TEXT NOT NULL DEFAULT '',
    first_seen BIGINT NOT NULL,
    last_seen BIGINT NOT NULL,
    last_pull_at BIGINT,
    last_push_at BIGINT,
    client_offset_ms BIGINT,
    pending BIGINT,
    PRIMARY KEY (user_id, device_id)
);

CREATE TABLE admin_audit (
    id TEXT NOT NULL,
    at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    role TEXT NOT NULL,
    action TEXT NOT NULL,
    user_id TEXT NOT NULL,
    entity TEXT NOT NULL,
    record_id TEXT NOT NULL,
    conflict_id TEXT NOT NULL,
    reason TEXT NOT NULL
);
CREATE INDEX admin_audit_time ON admin_audit (at, id);
CREATE INDEX admin_audit_user ON admin_audit (user_id, at, id);
