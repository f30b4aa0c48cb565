-- Customers are listed in the order in which they first bought, and count their changes.
alter table customers
    add version bigint not null default 1 check (version > 0),
    add created timestamptz,
    add modified timestamptz;

-- The owner sees no rows of orders but for this.
alter table orders no force row level security;
update customers c set created = coalesce(
    (select min(o.created) from orders o where o.customer_oid = c.oid), c.erased, now());
alter table orders force row level security;
update customers set modified = greatest(created, erased);
alter table customers
    alter created set not null, alter created set default now(),
    alter modified set not null, alter modified set default now(),
    add check (modified >= created);

create index customers_in_order on customers (created, oid);
create index customers_of_channel on customers (channel_oid, created, oid);
create index customers_by_external_id on customers (external_id);
