-- People of the office sign in with a password, and with a second factor where their role needs
-- one. What a person knows is kept as Argon2id, what a machine keeps as a digest. docs/http-api.md.
alter table office_users
    add version bigint not null default 1 check (version > 0),
    add created timestamptz not null default now(),
    add modified timestamptz not null default now(),
    add enabled boolean not null default true,
    add password_hash text check (password_hash like '$argon2id$%'),
    -- Somebody else has seen it: it is good for choosing another one.
    add password_once boolean not null default false,
    -- Wrapped by the key of keys.wrapping-file, in base64.
    add totp_secret text,
    add totp_pending text,
    -- The last code that was used; it and those before it are good no more.
    add totp_step bigint,
    add constraint office_users_modified_check check (modified >= created),
    add constraint office_users_once_check check (not password_once or password_hash is not null);

create table sessions (
    oid uuid primary key,
    version bigint not null check (version > 0),
    created timestamptz not null,
    modified timestamptz not null check (modified >= created),
    user_oid uuid not null references office_users,
    client text not null check (client in ('console', 'cli')),
    -- SHA-256 of what the person keeps; another one with each version.
    hash bytea not null unique check (octet_length(hash) = 32),
    seen timestamptz not null,
    expires timestamptz not null,
    stepped_up_until timestamptz not null
);
create index sessions_of_user on sessions (user_oid, created);
create index sessions_by_end on sessions (expires);

-- How often a name or an address was tried in vain. Names are digests: people type passwords there.
create table sign_in_attempts (
    subject bytea primary key check (octet_length(subject) = 32),
    failures int not null check (failures > 0),
    last timestamptz not null,
    blocked_until timestamptz not null
);
create index sign_in_attempts_by_age on sign_in_attempts (last);

grant select, insert, update, delete on sessions, sign_in_attempts to hms_office;
