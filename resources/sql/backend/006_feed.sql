-- SPDX-FileCopyrightText: 2026 The Tidemark authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- The order in which logs were written, in microseconds or so: unique, and never less than what is committed already.
-- started_at is no such order, since clients report late.
ALTER TABLE sync_logs ADD COLUMN written BIGINT NOT NULL DEFAULT 0;
CREATE INDEX sync_logs_written ON sync_logs (written);
