-- Files that long work makes or is made of, in chunks: any node can go on with them. docs/adr/0040.
create table files (
    oid uuid primary key,
    artisan_oid uuid,
    created timestamptz not null default now(),
    expires timestamptz not null,
    media_type text not null,
    -- Absent until it is whole.
    size bigint check (size >= 0),
    sha256 bytea check (octet_length(sha256) = 32),
    check ((size is null) = (sha256 is null))
);
create index files_by_age on files (expires);

create table file_chunks (
    file_oid uuid not null references files on delete cascade,
    artisan_oid uuid,
    n int not null check (n >= 0),
    bytes bytea not null check (octet_length(bytes) between 1 and 1048576),
    primary key (file_oid, n)
);
-- What is in it is packed by whoever wants it to be.
alter table file_chunks alter bytes set storage external;

do $$
declare kept text;
begin
  foreach kept in array array['files', 'file_chunks'] loop
    execute format('alter table %I enable row level security, force row level security', kept);
    execute format('create policy office on %I to hms_office using (true) with check (true)', kept);
    execute format('create policy own on %I to hms_artisan using (artisan_oid = (select current_artisan())) with check (artisan_oid = (select current_artisan()))', kept);
  end loop;
end $$;
grant select, insert, update, delete on files to hms_office;
grant select, insert on file_chunks to hms_office;
-- The house writes them on behalf of an artisan.
grant select on files, file_chunks to hms_artisan;
