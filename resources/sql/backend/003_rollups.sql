-- SPDX-FileCopyrightText: 2026 The Tidemark authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- Figures of the requests that started in [start_at, start_at + width_ms), so that statistics need not read logs.
-- kind type: name is pull, push or sync, a row for each result. kind phase and device: name is theirs, result is empty.
-- latency is a packed sketch of durations; sketches merge.
CREATE TABLE log_rollups (
    kind TEXT NOT NULL,
    width_ms BIGINT NOT NULL,
    start_at BIGINT NOT NULL,
    name TEXT NOT NULL,
    result TEXT NOT NULL,
    requests BIGINT NOT NULL,
    successes BIGINT NOT NULL,
    pulled BIGINT NOT NULL,
    pushed BIGINT NOT NULL,
    latency BLOB NOT NULL,
    PRIMARY KEY (kind, width_ms, start_at, name, result)
);

-- Failures in a row, up to the newest request of this type. last_at is the newest request that counted.
CREATE TABLE failure_streaks (
    user_id TEXT NOT NULL,
    type TEXT NOT NULL,
    failures BIGINT NOT NULL,
    since BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    last_result TEXT NOT NULL,
    PRIMARY KEY (user_id, type)
);
CREATE INDEX failure_streaks_long ON failure_streaks (failures);

CREATE INDEX sync_conflicts_figures ON sync_conflicts (created_at, entity, policy);
