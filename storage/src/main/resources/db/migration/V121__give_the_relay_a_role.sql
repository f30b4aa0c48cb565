-- Who sends messages and seals the audit needs little, and nobody else needs that little: it has a
-- role of its own. docs/adr/0015, docs/operations.md.

do $$ begin
  if not exists (select from pg_roles where rolname = 'hms_relay') then
    raise exception 'expected the role hms_relay; a superuser makes it, see docs/operations.md, Roles of the database';
  end if;
end $$;

-- Where messages wait, who sends them, what signs them.
create policy relay on outbox to hms_relay using (true);
create policy relay on artisan_keys for select to hms_relay using (true);
create policy relay on audit_entries for select to hms_relay using (true);
grant select, update (sent) on outbox to hms_relay;
grant select, update (holder, fence, until) on stream_leases to hms_relay;
grant select on artisan_keys, audit_entries to hms_relay;
grant select, insert on audit_seals, audit_roots to hms_relay;

-- The office queues messages and writes entries; it neither sends nor seals them.
revoke update on outbox, stream_leases from hms_office;
revoke insert on audit_seals, audit_roots from hms_office;
