-- Tokens and channels are changed by people now: they have versions, and a token may be narrower
-- than its holder.
alter table api_tokens
    add version bigint not null default 1 check (version > 0),
    add modified timestamptz,
    -- Permissions of the holder that it has too; null: all of them.
    add scopes text[],
    add constraint api_tokens_scopes_check check (scopes is null or user_oid is not null);
update api_tokens set modified = created;
alter table api_tokens
    alter modified set not null,
    add constraint api_tokens_modified_check check (modified >= created);
create index api_tokens_of_user on api_tokens (user_oid, created);

alter table channels
    add version bigint not null default 1 check (version > 0),
    add created timestamptz not null default now(),
    add modified timestamptz not null default now(),
    add constraint channels_modified_check check (modified >= created),
    add constraint channels_name_check check (name <> '');
