-- SPDX-FileCopyrightText: 2026 The Tidemark authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- Narrow on purpose: ids are all but unique by themselves, and what a push writes most is this index.
CREATE INDEX record_versions_record ON record_versions (record_id, ms);
