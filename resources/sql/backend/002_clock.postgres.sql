-- SPDX-FileCopyrightText: 2026 The Tidemark authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- Led by the user like every key, so that the tables can be distributed by it.
CREATE INDEX record_versions_record ON record_versions (user_id, record_id, ms);

-- For writers that are not the API. They call tidemark_begin(user) as the first statement of their transaction, for each
-- user they write for: it takes the user's clock, moves it, and returns the stamp of all that the transaction writes.
-- Clock first and rows later is the order of everyone; a writer that leaves it to the triggers below is still stamped
-- rightly, but may meet the API in a deadlock, which PostgreSQL ends with an error for one of them.
-- A transaction's number alone may come a second time in a database that was restored elsewhere.
CREATE FUNCTION tidemark_begin(who text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    mine text := pg_current_xact_id()::text || ' ' || extract(epoch FROM transaction_timestamp());
    stamp bigint;
BEGIN
    SELECT ms INTO stamp FROM sync_clock WHERE user_id = who AND xid = mine;
    IF NOT FOUND THEN
        INSERT INTO sync_clock (user_id, ms) VALUES (who, 0) ON CONFLICT DO NOTHING;
        UPDATE sync_clock SET xid = mine, ms = greatest(ms + 1, floor(extract(epoch FROM clock_timestamp()) * 1000))
            WHERE user_id = who RETURNING ms INTO stamp;
    END IF;
    RETURN stamp;
END
$$;

-- A JSON array as the API writes it, so that equal lists are equal texts; an error when it is none.
CREATE FUNCTION tidemark_list(list text) RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT '[' || coalesce(string_agg(value::text, ',' ORDER BY place), '') || ']'
        FROM jsonb_array_elements(list::jsonb) WITH ORDINALITY AS e(value, place)
$$;

-- Before a row is written by others than the API: stamps it, and makes a tombstone of a deletion. The arguments of this
-- trigger and of the next are the columns that keep a JSON array as text.
CREATE FUNCTION tidemark_stamp() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    stamp bigint;
    changed text[];
    stamps jsonb;
    name text;
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD._status <> 'deleted' THEN
            EXECUTE format('UPDATE %I.%I SET _status = ''deleted'' WHERE user_id = $1 AND id = $2',
                           TG_TABLE_SCHEMA, TG_TABLE_NAME) USING OLD.user_id, OLD.id;
        END IF;
        RETURN NULL;
    END IF;
    FOREACH name IN ARRAY coalesce(TG_ARGV::text[], '{}') LOOP
        NEW := jsonb_populate_record(NEW, jsonb_build_object(name, tidemark_list(to_jsonb(NEW) ->> name)));
    END LOOP;
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
        SELECT array_agg(n.key) INTO changed FROM jsonb_each(to_jsonb(NEW)) n JOIN jsonb_each(to_jsonb(OLD)) o USING (key)
            WHERE n.value IS DISTINCT FROM o.value;
        IF changed IS NULL THEN
            RETURN NEW;
        END IF;
        stamp := tidemark_begin(NEW.user_id);
        SELECT jsonb_object_agg(c.name, jsonb_build_array(stamp, '', 0)) INTO stamps FROM unnest(changed) AS c(name);
        NEW._col_ms := (OLD._col_ms::jsonb || stamps)::text;
    END IF;
    NEW.last_modified_at := stamp;
    RETURN NEW;
END
$$;

-- After it is written: keeps the version. A row that a transaction writes twice has one, its last.
CREATE FUNCTION tidemark_keep() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    shown jsonb := to_jsonb(NEW) - ARRAY['user_id', '_status', '_created_ms', '_created_device', '_col_ms'];
    changed text := '';
    name text;
BEGIN
    IF TG_OP = 'UPDATE' AND NEW IS NOT DISTINCT FROM OLD THEN
        RETURN NULL;
    END IF;
    IF NEW.last_modified_at > NEW._created_ms THEN
        SELECT string_agg(key, ',' ORDER BY key) INTO changed FROM jsonb_each(NEW._col_ms::jsonb)
            WHERE (value ->> 0)::bigint = NEW.last_modified_at;
    END IF;
    FOREACH name IN ARRAY coalesce(TG_ARGV::text[], '{}') LOOP
        shown := shown || jsonb_build_object(name, (shown ->> name)::jsonb);
    END LOOP;
    DELETE FROM record_versions WHERE user_id = NEW.user_id AND record_id = NEW.id AND ms = NEW.last_modified_at
        AND entity = TG_TABLE_NAME;
    INSERT INTO record_versions (user_id, entity, record_id, ms, device, origin, changed, status, row)
        VALUES (NEW.user_id, TG_TABLE_NAME, NEW.id, NEW.last_modified_at, '', 'server', changed, NEW._status, shown::text);
    RETURN NULL;
END
$$;

CREATE FUNCTION tidemark_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'devices would never hear of it: delete rows instead of truncating %', TG_TABLE_NAME;
END
$$;
