-- SPDX-FileCopyrightText: 2026 The Tidemark authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- Every restore from backup, "epoch_since restored_to", the oldest first, separated by commas: a device that slept
-- through several lacks what the first of them lost.
ALTER TABLE server_meta ADD COLUMN restores TEXT NOT NULL DEFAULT '';
UPDATE server_meta SET restores = epoch_since || ' ' || restored_to WHERE epoch_since > 0;
