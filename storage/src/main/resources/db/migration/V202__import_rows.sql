-- Imports: a file, what came of each of its rows, and the long work that looks at them and then puts
-- them in. An import is known for as long as the operation that checked it.
create table imports (
    oid uuid primary key references operations on delete cascade,
    artisan_oid uuid,
    created timestamptz not null,
    resource text not null,
    format text not null check (format in ('ndjson', 'csv')),
    file_oid uuid references files on delete set null,
    -- The operation that puts the rows in, or did; another one if that was broken off.
    commit_oid uuid references operations on delete set null
);
create index imports_of_file on imports (file_oid);
create index imports_of_commit on imports (commit_oid);

create table import_rows (
    import_oid uuid not null references imports on delete cascade,
    n int not null check (n > 0),
    artisan_oid uuid,
    -- Before it is put in: what would become of it; afterwards: what became of it.
    outcome text not null check (outcome in ('create', 'change', 'same', 'invalid', 'created', 'changed',
        'unchanged', 'refused')),
    object uuid,
    errors jsonb,
    primary key (import_oid, n),
    check ((errors is null) = (outcome not in ('invalid', 'refused')))
);
create index import_rows_by_outcome on import_rows (import_oid, outcome, n);

do $$
declare imported text;
begin
  foreach imported in array array['imports', 'import_rows'] loop
    execute format('alter table %I enable row level security, force row level security', imported);
    execute format('create policy office on %I to hms_office using (true) with check (true)', imported);
    execute format('create policy own on %I to hms_artisan using (artisan_oid = (select current_artisan())) with check (artisan_oid = (select current_artisan()))', imported);
  end loop;
end $$;
grant select, insert, update, delete on imports, import_rows to hms_office;
grant select, insert, update on imports to hms_artisan;
grant select on import_rows to hms_artisan;
