-- Row-level security: PostgreSQL itself keeps an artisan to its own rows and strangers to what the
-- public rule shows. Without a named artisan there are no rows. docs/adr/0015.

do $$ begin
  if (select count(*) from pg_roles where rolname in ('hms_artisan', 'hms_public')) < 2 then
    raise exception 'expected the roles hms_artisan and hms_public; a superuser makes them, see docs/operations.md, Roles of the database';
  end if;
end $$;

-- Whose rows this transaction may see; null if it does not say. Evaluated once a statement.
create function current_artisan() returns uuid stable language sql
    return nullif(current_setting('app.artisan_id', true), '')::uuid;

-- What strangers may know of an artisan. The same rule as ArtisanProfile.displayName; a test compares.
alter table artisans add display_name text not null generated always as (
    coalesce(profile ->> 'companyName', ltrim(
        coalesce(' ' || (profile ->> 'honorific'), '') || coalesce(' ' || (profile ->> 'givenName'), '')
        || coalesce(' ' || (profile ->> 'middleName'), '') || coalesce(' ' || (profile ->> 'familyName'), '')
        || coalesce(' ' || (profile ->> 'suffix'), '')))) stored;

-- Every table with an owner: the office sees all, an artisan its own.
do $$
declare owned text;
begin
  for owned in
    select c.table_name from information_schema.columns c
    where c.table_schema = 'public' and c.column_name = 'artisan_oid'
  loop
    execute format('alter table %I enable row level security, force row level security', owned);
    execute format('create policy office on %I to hms_office using (true) with check (true)', owned);
    continue when owned = 'enrolments'; -- codes are the office's to give and to check
    execute format('create policy own on %I to hms_artisan using (artisan_oid = (select current_artisan())) with check (artisan_oid = (select current_artisan()))', owned);
  end loop;
end $$;

do $$
declare confined text;
begin
  foreach confined in array array['artisans', 'orders', 'streams', 'outbox', 'inbox', 'parked_messages',
      'broker_accounts', 'idempotency_keys', 'image_bytes', 'audit_entries']
  loop
    execute format('alter table %I enable row level security, force row level security', confined);
    execute format('create policy office on %I to hms_office using (true) with check (true)', confined);
  end loop;
end $$;

create policy own on artisans to hms_artisan
    using (oid = (select current_artisan())) with check (oid = (select current_artisan()));
-- An order is seen by those who have work in it; they move its counters.
create policy own on orders to hms_artisan
    using (exists (select from work_orders w where w.order_oid = orders.oid));
-- An artisan's act can set a deadline for the order that it is part of.
create policy of_own_order on deadlines to hms_artisan
    using (artisan_oid is null and exists (select from orders o where o.oid = object_oid))
    with check (artisan_oid is null and exists (select from orders o where o.oid = object_oid));
create policy own on streams to hms_artisan
    using (recipient_oid = (select current_artisan()))
    with check (recipient_oid = (select current_artisan()));
create policy own on outbox to hms_artisan
    using (recipient_oid = (select current_artisan()))
    with check (recipient_oid = (select current_artisan()));
create policy own on inbox to hms_artisan
    using (sender_oid = (select current_artisan()))
    with check (sender_oid = (select current_artisan()));
create policy own on parked_messages to hms_artisan
    using (sender_oid = (select current_artisan()))
    with check (sender_oid = (select current_artisan()));
create policy own on broker_accounts to hms_artisan
    using (recipient_oid = (select current_artisan()))
    with check (recipient_oid = (select current_artisan()));
create policy own on idempotency_keys to hms_artisan
    using (principal = 'artisan:' || (select current_artisan()))
    with check (principal = 'artisan:' || (select current_artisan()));
-- Bytes belong to whom their picture belongs; the picture's own policy is applied here too.
create policy own on image_bytes to hms_artisan
    using (exists (select from product_images i where i.oid = image_oid))
    with check (exists (select from product_images i where i.oid = image_oid));
create policy own on audit_entries for insert to hms_artisan with check (
    actor = 'artisan:' || (select current_artisan()));

-- The public rule: listed by the office, offered by the artisan, made by an active artisan.
create policy shown on artisans for select to hms_public using (state = 'active');
create policy shown on products for select to hms_public
    using (state = 'listed' and available and exists (select from artisans a where a.oid = artisan_oid));
create policy shown on stock for select to hms_public
    using (exists (select from products p where p.oid = product_oid));
create policy shown on product_images for select to hms_public
    using (live and exists (select from products p where p.oid = product_oid));
create policy shown on image_bytes for select to hms_public
    using (size <> 'original' and exists (select from product_images i where i.oid = image_oid));

grant select (oid, state, display_name) on artisans to hms_public;
grant select on products, stock, product_images, image_bytes to hms_public;

grant select, insert, update on products, stock, product_images, product_revisions, artisan_keys,
    broker_accounts, work_orders, order_lines, shipments, cancel_requests, cancel_request_lines, fact_reports,
    deadlines to hms_artisan;
grant select, update on artisans, streams to hms_artisan;
grant select, update (version, modified, attention, q_pending, q_accepted, q_shipped, q_delivered,
    q_returned, q_refunded, q_undecided, q_rejected, q_cancelled, q_lost) on orders to hms_artisan;
grant select, insert on unit_moves, shipment_lines, image_bytes, inbox to hms_artisan;
grant select, insert, update, delete on idempotency_keys to hms_artisan;
grant select, insert, delete on parked_messages to hms_artisan;
grant delete on deadlines to hms_artisan;
grant insert on outbox, audit_entries, security_events to hms_artisan;
grant usage on sequence revision_numbers to hms_artisan;
