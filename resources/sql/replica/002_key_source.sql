-- SPDX-FileCopyrightText: 2026 The Tidemark authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- Beside the wrapped data key stands where the wrapping key is: key_source (file, keychain, passphrase) and
-- key_parameters. Older replicas know only key files. While the data key is replaced: next_data_key (wrapped),
-- rotation_entity, rotation_rowid.
INSERT INTO replica_meta (key, value) SELECT 'key_source', 'file' FROM replica_meta WHERE key = 'data_key';
INSERT INTO replica_meta (key, value) SELECT 'key_parameters', '' FROM replica_meta WHERE key = 'data_key';
