-- Addresses of storefronts that are told by HTTP what is in their streams. docs/adr/0056.

create table webhooks (
    oid uuid primary key,
    version bigint not null check (version > 0),
    created timestamptz not null,
    modified timestamptz not null check (modified >= created),
    channel_oid uuid not null references channels,
    url text not null check (url ~* '^https://' and length(url) <= 2048),
    types text[] not null,
    enabled boolean not null,
    disabled_because text check (disabled_because in ('gone', 'failing')),
    wrapped_secret bytea not null check (octet_length(wrapped_secret) = 60),
    -- From here on how far it is: no part of its version, and written by who sends.
    position bigint not null check (position >= 0),
    -- What was asked for once more; null if nothing was.
    again_next bigint check (again_next > 0),
    again_last bigint,
    -- The id of a message that was asked for as a test.
    test_id uuid,
    failures integer not null default 0 check (failures >= 0),
    next_at timestamptz not null,
    attempts bigint not null default 0,
    holder text,
    fence bigint not null default 0,
    until timestamptz not null,
    check (not enabled or disabled_because is null),
    check ((again_next is null) = (again_last is null) and again_last <= position)
);
create index webhooks_in_order on webhooks (created, oid);
create index webhooks_of_channel on webhooks (channel_oid, created, oid);
create index webhooks_disabled on webhooks (disabled_because, created, oid)
    where disabled_because is not null;

-- A thousand of each webhook at most: its attempts are counted, and each takes the place of one.
create table webhook_attempts (
    webhook_oid uuid not null references webhooks on delete cascade,
    n bigint not null check (n > 0),
    message_id uuid not null,
    sequence bigint, -- null: a test
    at timestamptz not null,
    status integer check (status between 100 and 999), -- null: there was no answer
    body text not null check (length(body) <= 1000),
    millis integer not null check (millis >= 0),
    primary key (webhook_oid, n)
);
create index webhook_attempts_by_age on webhook_attempts (at);

-- The office says who is told what; who sends says how far it is.
grant select, insert, delete on webhooks to hms_office;
grant update (version, created, modified, channel_oid, url, types, enabled, disabled_because, failures,
    next_at, again_next, again_last, test_id) on webhooks to hms_office;
grant select, delete on webhook_attempts to hms_office;
grant select, update (position, again_next, again_last, test_id, failures, next_at, attempts, holder,
    fence, until) on webhooks to hms_relay;
grant select, insert, delete on webhook_attempts to hms_relay;
