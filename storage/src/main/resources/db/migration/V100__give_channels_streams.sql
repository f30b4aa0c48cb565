-- A recipient of messages is an artisan or a storefront; what storefronts are told waits as a
-- notice until it is numbered. docs/adr/0024.

alter table streams
    drop constraint streams_recipient_oid_fkey,
    add kind text not null default 'artisan' check (kind in ('artisan', 'channel')),
    add artisan_oid uuid references artisans
        generated always as (case kind when 'artisan' then recipient_oid end) stored,
    add channel_oid uuid references channels
        generated always as (case kind when 'channel' then recipient_oid end) stored;
alter table streams alter kind drop default;
create index streams_of_channels on streams (recipient_oid) where kind = 'channel';

-- Only streams by AMQP are relayed; those by HTTP are fetched.
alter table stream_leases
    add link text not null default 'amqp' check (link in ('amqp', 'http'));
alter table stream_leases alter link drop default;

alter table broker_accounts
    drop constraint broker_accounts_recipient_oid_fkey,
    add foreign key (recipient_oid) references streams;

-- Channels that are there already. The owner of a table with forced policies sees and writes no row
-- of it without one.
create policy migration on streams to hms_owner using (true) with check (true);
insert into streams (recipient_oid, kind) select oid, 'channel' from channels;
drop policy migration on streams;
insert into stream_leases (recipient_oid, queue_id, link) select oid, oid::text, 'http' from channels;

-- Not in the outbox: its numbers are given under the lock of a stream, which every act of every
-- artisan would wait for. Whoever numbers them takes them out, in this order.
create table channel_notices (
    n bigint generated always as identity primary key,
    channel_oid uuid references channels, -- null: every channel
    type text not null check (type ~ '^hms\.[a-z_.]+\.v[0-9]+$'),
    object_oid uuid not null,
    data text not null, -- JSON; what is said is said with its number
    created timestamptz not null,
    expires timestamptz not null
);
alter table channel_notices enable row level security, force row level security;
create policy office on channel_notices to hms_office using (true) with check (true);
-- An artisan tells of its own things, of orders and parcels only the channel they came from; it
-- reads none of it.
create policy own on channel_notices for insert to hms_artisan with check (
    case when channel_oid is null
        then exists (select from products p where p.oid = object_oid)
        else exists (select from orders o where o.channel_oid = channel_notices.channel_oid
            and (o.oid = object_oid or exists (
                select from work_orders w join shipments s on s.work_order_oid = w.oid
                where w.order_oid = o.oid and s.oid = object_oid)))
    end);
grant select, insert, delete on channel_notices to hms_office;
grant insert on channel_notices to hms_artisan;
