-- Lists as people want to see them again. Office users are never deleted, so neither are owners.
create table saved_views (
    oid uuid primary key,
    version bigint not null check (version > 0),
    created timestamptz not null,
    modified timestamptz not null check (modified >= created),
    owner_oid uuid not null references office_users,
    page text not null check (page ~ '^[a-z-]{1,40}$'),
    query text not null check (length(query) <= 2000),
    name text not null check (length(name) between 1 and 80),
    shared boolean not null,
    constraint saved_views_name_once unique (owner_oid, page, name)
);
create index saved_views_shared on saved_views (page, name) where shared;

-- What is set while the office runs. No row, or a null: as each node is configured.
create table trade_settings (
    oid uuid primary key check (oid = '00000000-0000-7000-8000-000000000001'),
    version bigint not null check (version > 0),
    created timestamptz not null,
    modified timestamptz not null check (modified >= created),
    answer_by_seconds bigint check (answer_by_seconds between 60 and 2592000),
    may_price boolean
);

grant select, insert, update, delete on saved_views to hms_office;
grant select, insert, update on trade_settings to hms_office;
