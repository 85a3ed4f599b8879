-- SPDX-FileCopyrightText: 2026 The Tidemark authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- Statistics count the conflicts of a window for each entity and policy, of which there are few: in this order each count is
-- one stretch of the index, where a window of all of them would have to be sorted.
DROP INDEX sync_conflicts_figures;
CREATE INDEX sync_conflicts_kinds ON sync_conflicts (entity, policy, created_at);
