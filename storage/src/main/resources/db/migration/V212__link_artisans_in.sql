-- An artisan in a browser: its app asks for a link, signed; the link is good once and for two
-- minutes, and gives the browser a session. Both end with the key that signed.
create table session_links (
    -- SHA-256 of the code in the link.
    hash bytea primary key check (octet_length(hash) = 32),
    artisan_oid uuid not null references artisans on delete cascade,
    key_oid uuid not null references artisan_keys on delete cascade,
    created timestamptz not null,
    expires timestamptz not null check (expires > created)
);
create index session_links_by_end on session_links (expires);

create table artisan_sessions (
    oid uuid primary key,
    artisan_oid uuid not null references artisans on delete cascade,
    key_oid uuid not null references artisan_keys on delete cascade,
    -- SHA-256 of what the browser keeps.
    hash bytea not null unique check (octet_length(hash) = 32),
    created timestamptz not null,
    seen timestamptz not null,
    expires timestamptz not null check (expires > created)
);
create index artisan_sessions_by_end on artisan_sessions (expires);

alter table session_links enable row level security, force row level security;
create policy office on session_links to hms_office using (true) with check (true);
create policy own on session_links for insert to hms_artisan
    with check (artisan_oid = (select current_artisan()));
alter table artisan_sessions enable row level security, force row level security;
create policy office on artisan_sessions to hms_office using (true) with check (true);

grant select, insert, update, delete on session_links, artisan_sessions to hms_office;
grant insert on session_links to hms_artisan;
