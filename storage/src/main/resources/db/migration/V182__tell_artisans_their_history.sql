-- An artisan may read what became of its own: who did what when, and what changed. What brought it
-- about (request, address, key) stays with the office.
create policy told on audit_entries for select to hms_artisan
    using (artisan_oid = (select current_artisan()));
grant select (n, at, actor, kind, object, object_version, command, change, artisan_oid)
    on audit_entries to hms_artisan;
