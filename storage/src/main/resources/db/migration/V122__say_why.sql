-- An entry of the audit says whose object it is about, and what brought the change about. Entries
-- without any of these are sealed in the form they always had. docs/adr/0014.

alter table audit_entries
    add on_behalf_of text check (on_behalf_of <> ''),
    add artisan_oid uuid,
    add why text check (why <> ''),
    add request_id uuid,
    add message_id uuid,
    add key_id uuid,
    add address text check (address <> '');
create index audit_entries_of_artisan on audit_entries (artisan_oid, n) where artisan_oid is not null;

-- An artisan writes entries about what is its own, or about what is nobody's alone.
alter policy own on audit_entries with check (
    actor = 'artisan:' || (select current_artisan())
    and (artisan_oid is null or artisan_oid = (select current_artisan())));
