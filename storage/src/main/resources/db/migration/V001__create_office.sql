-- The office: who takes part, what is sold, what was bought. Columns follow docs/domain.md.
-- hms_owner owns everything; the running node is hms_office and gets only what it needs.

create table artisans (
    oid uuid primary key,
    version bigint not null check (version > 0),
    created timestamptz not null,
    modified timestamptz not null check (modified >= created),
    handle text not null unique check (handle ~ '^[a-z0-9-]{3,40}$'),
    state text not null check (state in ('applied', 'active', 'declined')),
    profile jsonb not null,
    email text not null,
    queue_id text unique check (queue_id ~ '^art-[a-z2-7]{26}$'),
    check (state <> 'active' or queue_id is not null)
);
create unique index artisans_email_once on artisans (email) where state = 'active';
create index artisans_by_state on artisans (state, created, oid);

create table enrolments (
    code_hash bytea primary key check (octet_length(code_hash) = 32),
    artisan_oid uuid not null references artisans,
    created timestamptz not null,
    expires timestamptz not null,
    used timestamptz
);

create table artisan_keys (
    oid uuid primary key,
    version bigint not null check (version > 0),
    created timestamptz not null,
    modified timestamptz not null check (modified >= created),
    artisan_oid uuid not null references artisans,
    wrapped_secret bytea not null,
    fingerprint text not null check (fingerprint ~ '^[0-9a-f]{64}$'),
    state text not null check (state in ('pending', 'active')),
    challenge text not null,
    challenge_expires timestamptz not null
);
create unique index artisan_keys_one_active on artisan_keys (artisan_oid) where state = 'active';

create table broker_accounts (
    recipient_oid uuid primary key references artisans,
    name text not null unique,
    hash bytea not null check (octet_length(hash) = 32)
);

create table office_users (
    oid uuid primary key,
    email text not null unique,
    name text not null,
    roles text[] not null
);

create table channels (
    oid uuid primary key,
    name text not null unique
);

create table api_tokens (
    oid uuid primary key,
    name text not null,
    user_oid uuid references office_users,
    channel_oid uuid references channels,
    hash bytea not null unique check (octet_length(hash) = 32),
    created timestamptz not null,
    expires timestamptz not null,
    check (num_nonnulls(user_oid, channel_oid) = 1)
);

create table products (
    oid uuid primary key,
    version bigint not null check (version > 0),
    created timestamptz not null,
    modified timestamptz not null check (modified >= created),
    artisan_oid uuid not null references artisans,
    state text not null check (state in ('draft', 'unlisted', 'listed')),
    store_available boolean not null generated always as (state = 'listed') stored,
    available boolean not null,
    content jsonb not null,
    price_minor bigint,
    currency text,
    approved_revision_oid uuid,
    unique (oid, artisan_oid),
    check (num_nonnulls(price_minor, currency) in (0, 2)),
    check (state = 'draft' or (approved_revision_oid is not null and price_minor > 0))
);
create index products_in_catalogue on products (created, oid) where state = 'listed' and available;
create index products_of_artisan on products (artisan_oid, created, oid);
create index products_by_state on products (state, created, oid);

create table stock (
    product_oid uuid primary key,
    artisan_oid uuid not null,
    version bigint not null check (version > 0),
    kind text not null check (kind in ('on_hand', 'made_to_order')),
    on_hand int not null check (on_hand between 0 and 1000000),
    reserved int not null check (reserved >= 0 and on_hand >= reserved),
    lead_time_days int check (lead_time_days between 1 and 365),
    foreign key (product_oid, artisan_oid) references products (oid, artisan_oid),
    check ((kind = 'made_to_order') = (lead_time_days is not null))
);

create table product_images (
    oid uuid primary key,
    created timestamptz not null,
    artisan_oid uuid not null references artisans,
    product_oid uuid,
    media_type text not null check (media_type in ('image/jpeg', 'image/png')),
    sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
    live boolean not null,
    foreign key (product_oid, artisan_oid) references products (oid, artisan_oid),
    check (not live or product_oid is not null)
);
create index product_images_of_product on product_images (product_oid);

create table image_bytes (
    image_oid uuid not null references product_images on delete cascade,
    size text not null check (size in ('original', 'detail', 'thumbnail')),
    width int not null check (width > 0),
    height int not null check (height > 0),
    bytes bytea not null,
    primary key (image_oid, size)
);

create sequence revision_numbers start 1001;
create table product_revisions (
    oid uuid primary key,
    version bigint not null check (version > 0),
    created timestamptz not null,
    modified timestamptz not null check (modified >= created),
    product_oid uuid not null,
    artisan_oid uuid not null,
    number bigint not null unique,
    kind text not null check (kind in ('first', 'change')),
    base jsonb not null,
    proposed jsonb not null,
    state text not null
        check (state in ('draft', 'submitted', 'changes_requested', 'approved', 'rejected')),
    submitted timestamptz,
    reviewer text,
    reason text,
    comments jsonb not null,
    foreign key (product_oid, artisan_oid) references products (oid, artisan_oid)
);
create unique index product_revisions_one_open on product_revisions (product_oid)
    where state in ('draft', 'submitted', 'changes_requested');
create index product_revisions_queue on product_revisions (submitted, oid)
    where state = 'submitted';
alter table products add foreign key (approved_revision_oid) references product_revisions;

create table customers (
    oid uuid primary key,
    channel_oid uuid not null references channels,
    external_id text not null,
    data jsonb not null,
    unique (channel_oid, external_id)
);

create sequence order_numbers;
create table orders (
    oid uuid primary key,
    version bigint not null check (version > 0),
    created timestamptz not null,
    modified timestamptz not null check (modified >= created),
    number text not null unique,
    channel_oid uuid not null references channels,
    external_id text not null,
    request_hash bytea not null check (octet_length(request_hash) = 32),
    customer_oid uuid not null references customers,
    placed_at timestamptz not null,
    ship_to_name text not null,
    ship_to jsonb not null,
    note text,
    currency text not null,
    items_minor bigint not null check (items_minor >= 0),
    discount_minor bigint not null check (discount_minor between 0 and items_minor),
    shipping_minor bigint not null check (shipping_minor >= 0),
    tax_minor bigint not null check (tax_minor >= 0),
    total_minor bigint not null,
    q_ordered int not null check (q_ordered > 0),
    q_pending int not null check (q_pending >= 0),
    q_accepted int not null check (q_accepted >= 0),
    q_shipped int not null check (q_shipped >= 0),
    q_delivered int not null check (q_delivered >= 0),
    q_returned int not null check (q_returned >= 0),
    q_rejected int not null check (q_rejected >= 0),
    q_cancelled int not null check (q_cancelled >= 0),
    q_lost int not null check (q_lost >= 0),
    -- The same rule as hms.domain.order.OrderStatus; a test compares the two.
    status text not null generated always as (case
        when q_rejected + q_cancelled = q_ordered then 'cancelled'
        when q_pending + q_accepted > 0 and q_shipped + q_delivered + q_returned + q_lost > 0
            then 'partially_shipped'
        when q_accepted > 0 then 'in_progress'
        when q_pending > 0 then 'routed'
        when q_shipped > 0 and q_delivered + q_returned + q_lost > 0 then 'partially_delivered'
        when q_shipped > 0 then 'shipped'
        when q_delivered > 0 then 'delivered'
        else 'returned' end) stored,
    unique (channel_oid, external_id),
    check (total_minor = items_minor - discount_minor + shipping_minor + tax_minor),
    check (q_ordered = q_pending + q_accepted + q_shipped + q_delivered
        + q_returned + q_rejected + q_cancelled + q_lost)
);
create index orders_by_status on orders (status, created, oid);

create table work_orders (
    oid uuid primary key,
    version bigint not null check (version > 0),
    created timestamptz not null,
    modified timestamptz not null check (modified >= created),
    order_oid uuid not null references orders,
    artisan_oid uuid not null references artisans,
    reference text not null unique,
    ship_to_name text not null,
    ship_to jsonb not null,
    note text,
    currency text not null,
    items_minor bigint not null check (items_minor >= 0),
    discount_minor bigint not null check (discount_minor >= 0),
    shipping_minor bigint not null check (shipping_minor >= 0),
    tax_minor bigint not null check (tax_minor >= 0),
    answer_by timestamptz not null,
    request_state text not null check (request_state in ('sent', 'accepted', 'recalled')),
    work_state text not null check (work_state in ('open', 'in_progress', 'fulfilled', 'cancelled')),
    promised_ship_date date,
    unique (oid, artisan_oid)
);
create index work_orders_of_order on work_orders (order_oid);
create index work_orders_of_artisan on work_orders (artisan_oid, work_state, created, oid);

create table order_lines (
    oid uuid primary key,
    work_order_oid uuid not null,
    artisan_oid uuid not null,
    product_oid uuid not null,
    position int not null,
    snapshot jsonb not null,
    currency text not null,
    unit_price_minor bigint not null check (unit_price_minor >= 0),
    discount_minor bigint not null check (discount_minor >= 0),
    tax_minor bigint not null check (tax_minor >= 0),
    q_ordered int not null check (q_ordered between 1 and 10000),
    q_pending int not null check (q_pending >= 0),
    q_accepted int not null check (q_accepted >= 0),
    q_shipped int not null check (q_shipped >= 0),
    q_delivered int not null check (q_delivered >= 0),
    q_returned int not null check (q_returned >= 0),
    q_rejected int not null check (q_rejected >= 0),
    q_cancelled int not null check (q_cancelled >= 0),
    q_lost int not null check (q_lost >= 0),
    foreign key (work_order_oid, artisan_oid) references work_orders (oid, artisan_oid),
    foreign key (product_oid, artisan_oid) references products (oid, artisan_oid),
    check (discount_minor <= q_ordered * unit_price_minor),
    check (q_ordered = q_pending + q_accepted + q_shipped + q_delivered
        + q_returned + q_rejected + q_cancelled + q_lost)
);
create index order_lines_of_work_order on order_lines (work_order_oid, position);

-- Append only: replaying them from "all pending" gives the ledger.
create table unit_moves (
    n bigint generated always as identity primary key,
    line_oid uuid not null references order_lines,
    artisan_oid uuid not null,
    from_bucket text not null,
    to_bucket text not null,
    units int not null check (units > 0),
    command text not null,
    actor text not null,
    at timestamptz not null
);

create table shipments (
    oid uuid primary key,
    work_order_oid uuid not null,
    artisan_oid uuid not null,
    created timestamptz not null,
    carrier text not null,
    tracking text,
    shipped_at timestamptz not null,
    foreign key (work_order_oid, artisan_oid) references work_orders (oid, artisan_oid)
);
create table shipment_lines (
    shipment_oid uuid not null references shipments,
    line_oid uuid not null references order_lines,
    units int not null check (units > 0),
    primary key (shipment_oid, line_oid)
);

create table idempotency_keys (
    principal text not null,
    key text not null,
    fingerprint bytea not null check (octet_length(fingerprint) = 32),
    outcome text,
    created timestamptz not null default now(),
    primary key (principal, key)
);

create table streams (
    recipient_oid uuid primary key references artisans,
    next_out bigint not null default 1 check (next_out > 0),
    last_in bigint not null default 0 check (last_in >= 0)
);
-- Not in streams: the relay must never block those who write messages.
create table stream_leases (
    recipient_oid uuid primary key references streams,
    queue_id text not null,
    holder text,
    fence bigint not null default 0,
    until timestamptz not null default '-infinity'
);

create table outbox (
    message_id uuid primary key,
    recipient_oid uuid not null references streams,
    sequence bigint not null check (sequence > 0),
    type text not null,
    subject text,
    correlation_id uuid,
    payload bytea not null,
    created timestamptz not null,
    expires timestamptz not null,
    sent timestamptz,
    unique (recipient_oid, sequence)
);
create index outbox_unsent on outbox (recipient_oid, sequence) where sent is null;

create table inbox (
    sender_oid uuid not null references streams,
    message_id uuid not null,
    sequence bigint not null,
    type text not null,
    data_hash bytea not null check (octet_length(data_hash) = 32),
    signature text not null,
    received timestamptz not null default now(),
    reply_id uuid,
    primary key (sender_oid, message_id)
);

-- Genuine messages that came before their predecessors.
create table parked_messages (
    sender_oid uuid not null references streams,
    sequence bigint not null,
    attributes jsonb not null,
    body bytea not null,
    received timestamptz not null default now(),
    primary key (sender_oid, sequence)
);

create table security_events (
    n bigint generated always as identity primary key,
    at timestamptz not null default now(),
    kind text not null,
    source text,
    message_id text,
    key_id text,
    address text not null,
    detail text not null
);

create table audit_entries (
    n bigint generated always as identity primary key,
    xid xid8 not null default pg_current_xact_id(),
    at timestamptz not null default now(),
    actor text not null,
    kind text not null,
    object uuid not null,
    object_version bigint not null,
    command text not null,
    change text not null,
    unique (object, object_version)
);

grant select, insert, update on artisans, artisan_keys, enrolments, products, stock,
    product_images, product_revisions, customers, orders, work_orders, order_lines, streams,
    stream_leases, outbox, inbox to hms_office;
grant select, insert, update, delete on broker_accounts, office_users, channels, api_tokens,
    idempotency_keys, parked_messages to hms_office;
grant select, insert on image_bytes, unit_moves, shipments, shipment_lines, security_events,
    audit_entries to hms_office;
grant usage on all sequences in schema public to hms_office;
