-- SPDX-FileCopyrightText: 2026 The Tidemark authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- What a purge goes through in order, and how far it came.
CREATE TABLE purge_progress (
    job TEXT NOT NULL PRIMARY KEY,
    place BIGINT NOT NULL
);

CREATE INDEX push_rejections_age ON push_rejections (created_at);

-- The versions that come after another one of their record. A new record's first version, the most frequent kind, does
-- not pay for it.
CREATE INDEX record_versions_later ON record_versions (ms) WHERE changed <> '' OR status = 'deleted';
