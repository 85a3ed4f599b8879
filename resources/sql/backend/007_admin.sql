-- SPDX-FileCopyrightText: 2026 The Tidemark authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- For the pages of support: where each device has got to, which bulk run decided a conflict, and how lists are searched.

-- The stamp that a device's last answer brought it up to.
ALTER TABLE devices ADD COLUMN cursor_ms BIGINT;

ALTER TABLE sync_conflicts ADD COLUMN decided_run TEXT NOT NULL DEFAULT '';
CREATE INDEX sync_conflicts_record ON sync_conflicts (user_id, record_id, created_at, id);

CREATE INDEX users_first ON users (first_seen, user_id);
CREATE INDEX sync_logs_device ON sync_logs (user_id, device_id, started_at, id);
CREATE INDEX admin_audit_actor ON admin_audit (actor, at, id);
