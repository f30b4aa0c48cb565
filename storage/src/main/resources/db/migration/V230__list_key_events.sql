-- What became of keys, of all artisans and of one, in the order of time.
create index audit_entries_of_keys on audit_entries (at, n) where kind = 'key';
create index audit_entries_of_keys_of_artisan on audit_entries (artisan_oid, at, n) where kind = 'key';
