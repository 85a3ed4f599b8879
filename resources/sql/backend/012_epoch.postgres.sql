-- SPDX-FileCopyrightText: 2026 The Tidemark authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- As before, but a new user's clock begins with the epoch, which after a restore is a little ahead of the wall clock.
CREATE OR REPLACE FUNCTION tidemark_begin(who text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    mine text := pg_current_xact_id()::text || ' ' || extract(epoch FROM transaction_timestamp());
    stamp bigint;
BEGIN
    SELECT ms INTO stamp FROM sync_clock WHERE user_id = who AND xid = mine;
    IF NOT FOUND THEN
        INSERT INTO sync_clock (user_id, ms) VALUES (who, coalesce((SELECT epoch_since FROM server_meta), 0))
            ON CONFLICT DO NOTHING;
        UPDATE sync_clock SET xid = mine, ms = greatest(ms + 1, floor(extract(epoch FROM clock_timestamp()) * 1000))
            WHERE user_id = who RETURNING ms INTO stamp;
    END IF;
    RETURN stamp;
END
$$;
