-- Keys of storefronts: the columns and rules of artisan_keys. Nobody but the office reads them.

create table channel_keys (
    oid uuid primary key,
    version bigint not null check (version > 0),
    created timestamptz not null,
    modified timestamptz not null check (modified >= created),
    channel_oid uuid not null references channels,
    wrapped_secret bytea not null,
    fingerprint text not null check (fingerprint ~ '^[0-9a-f]{64}$'),
    state text not null check (state in ('pending', 'active', 'retiring', 'retired', 'revoked')),
    challenge text not null,
    challenge_expires timestamptz not null,
    activated timestamptz,
    retire_at timestamptz,
    revoked timestamptz,
    reason text,
    check (state <> 'retiring' or retire_at is not null),
    check ((state = 'revoked') = (revoked is not null))
);
create unique index channel_keys_one_active on channel_keys (channel_oid) where state = 'active';
create unique index channel_keys_one_pending on channel_keys (channel_oid) where state = 'pending';

grant select, insert, update on channel_keys to hms_office;
