-- SPDX-FileCopyrightText: 2026 The Tidemark authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- For the list of errors, few among many successes, newest first.
CREATE INDEX sync_logs_errors ON sync_logs (started_at, id) WHERE result <> 'SUCCESS';
