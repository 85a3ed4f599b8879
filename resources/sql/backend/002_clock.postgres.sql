-- SPDX-FileCopyrightText: 2026 The Tidemark authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- Led by the user like every key, so that the tables can be distributed by it.
CREATE INDEX record_versions_record ON record_versions (user_id, record_id, ms);

-- For writers that are not the API. They call tidemark_begin(user) as the first statement of their transaction, for each
-- user they write for: it takes the user's clock, moves it, and returns the stamp of all that the transaction writes.
-- Clock first and rows later is the order of everyone; a writer that leaves it to the triggers below is still stamped
-- rightly, but may meet the API in a deadlock, which PostgreSQL ends with an error for one of them.
CREATE FUNCTION tidemark_begin(who text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    stamp bigint;
    wall bigint := floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint;
    mine text := pg_current_xact_id()::text;
BEGIN
    INSERT INTO sync_clock (user_id, ms) VALUES (who, wall) ON CONFLICT DO NOTHING;
    PERFORM 1 FROM sync_clock WHERE user_id = who FOR UPDATE;
    UPDATE sync_clock SET ms = greatest(ms + 1, wall), xid = mine WHERE user_id = who AND xid <> mine;
    SELECT ms INTO stamp FROM sync_clock WHERE user_id = who;
    RETURN stamp;
END
$$;

-- What the schema's columns of a row hold, as versions and answers show them. Columns named in `arrays` keep JSON as text.
CREATE FUNCTION tidemark_values(whole jsonb, arrays text[]) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    shown jsonb := whole - ARRAY['user_id', '_status', '_created_ms', '_created_device', '_col_ms'];
    name text;
BEGIN
    FOREACH name IN ARRAY arrays LOOP
        shown := shown || jsonb_build_object(name, (shown ->> name)::jsonb);
    END LOOP;
    RETURN shown;
END
$$;

-- Stamps what others write, keeps a version of it, and makes tombstones of deletions. The API stamps its own writes and
-- says so. The arguments of the trigger are the columns that hold JSON arrays.
CREATE FUNCTION tidemark_stamp() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    stamp bigint;
    changed text[];
    stamps jsonb;
BEGIN
    IF current_setting('tidemark.api', true) = 'on' THEN
        RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    END IF;
    IF TG_OP = 'DELETE' THEN
        IF OLD._status <> 'deleted' THEN
            EXECUTE format('UPDATE %I.%I SET _status = ''deleted'' WHERE user_id = $1 AND id = $2',
                           TG_TABLE_SCHEMA, TG_TABLE_NAME) USING OLD.user_id, OLD.id;
        END IF;
        RETURN NULL;
    END IF;
    IF TG_OP = 'INSERT' THEN
        stamp := tidemark_begin(NEW.user_id);
        NEW.created_at := coalesce(NEW.created_at, stamp);
        NEW._status := coalesce(NEW._status, 'active');
        NEW._created_ms := stamp;
        NEW._created_device := '';
        NEW._col_ms := '{}';
    ELSE
        IF NEW.user_id <> OLD.user_id OR NEW.id <> OLD.id THEN
            RAISE EXCEPTION 'a row keeps its user and its id';
        END IF;
        NEW.created_at := OLD.created_at;
        NEW.last_modified_at := OLD.last_modified_at;
        NEW._created_ms := OLD._created_ms;
        NEW._created_device := OLD._created_device;
        NEW._col_ms := OLD._col_ms;
        SELECT array_agg(n.key ORDER BY n.key) INTO changed
            FROM jsonb_each(to_jsonb(NEW)) n JOIN jsonb_each(to_jsonb(OLD)) o USING (key)
            WHERE n.value IS DISTINCT FROM o.value;
        IF changed IS NULL THEN
            RETURN NEW;
        END IF;
        stamp := tidemark_begin(NEW.user_id);
        SELECT jsonb_object_agg(name, jsonb_build_array(stamp, '', 0)) INTO stamps FROM unnest(changed) AS c(name);
        NEW._col_ms := (OLD._col_ms::jsonb || stamps)::text;
    END IF;
    NEW.last_modified_at := stamp;
    INSERT INTO record_versions (user_id, entity, record_id, ms, device, origin, changed, status, row)
        VALUES (NEW.user_id, TG_TABLE_NAME, NEW.id, stamp, '', 'server', coalesce(array_to_string(changed, ','), ''),
                NEW._status, tidemark_values(to_jsonb(NEW), TG_ARGV::text[])::text);
    RETURN NEW;
END
$$;

CREATE FUNCTION tidemark_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'devices would never hear of it: delete rows instead of truncating %', TG_TABLE_NAME;
END
$$;
