-- The chain over the audit: one seal an entry, in the order of committing. Nobody updates or
-- deletes here; a root a day is signed with a key that is not in the database.
create table audit_seals (
    seq bigint primary key check (seq > 0),
    n bigint not null unique references audit_entries (n),
    hash bytea not null check (octet_length(hash) = 32)
);

create table audit_roots (
    day date primary key,
    seq bigint not null references audit_seals,
    hash bytea not null check (octet_length(hash) = 32),
    signature bytea not null check (octet_length(signature) = 32)
);

create index audit_entries_by_commit on audit_entries (xid, n);
create index audit_entries_of_object on audit_entries (object, n);
create index audit_entries_of_actor on audit_entries (actor, at);

grant select, insert on audit_seals, audit_roots to hms_office;
