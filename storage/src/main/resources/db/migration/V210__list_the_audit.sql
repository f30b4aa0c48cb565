-- Whatever may be asked of the audit is found by an index, in the order of time. An object and a
-- call have few entries each; of an actor there is an index already.
create index audit_entries_in_order on audit_entries (at, n);
create index audit_entries_of_kind on audit_entries (kind, at, n);
create index audit_entries_of_command on audit_entries (command, at, n);
create index audit_entries_of_request on audit_entries (request_id) where request_id is not null;
