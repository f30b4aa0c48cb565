-- Nonces of signed requests that change something: each counts once for its key, whichever node it
-- comes to. Kept for as long as such a request could still be in time.
create table used_nonces (
    key_oid uuid not null references artisan_keys on delete cascade,
    nonce text not null check (length(nonce) between 16 and 64),
    at timestamptz not null,
    primary key (key_oid, nonce)
);
create index used_nonces_by_age on used_nonces (at);

grant select, insert, delete on used_nonces to hms_office;
