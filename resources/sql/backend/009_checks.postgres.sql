-- SPDX-FileCopyrightText: 2026 The Tidemark authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- For values that the schema does not allow, written by others than the API: a device refuses an answer with one of
-- them, and would hear nothing more. What is allowed stands in the trigger's condition.
CREATE FUNCTION tidemark_check() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'devices could not read it: a value of %.% is not what the schema allows', TG_TABLE_NAME, NEW.id;
END
$$;
