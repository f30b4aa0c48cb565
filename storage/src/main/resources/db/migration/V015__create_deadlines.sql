-- What the house does by itself, and when. A row is open until it is done.
create table deadlines (
    oid uuid primary key,
    artisan_oid uuid references artisans,
    kind text not null check (kind ~ '^[a-z-]+\.[a-z-]+$'),
    object_oid uuid not null,
    due timestamptz not null,
    paused_left interval check (paused_left >= interval '0'),
    attempts int not null default 0 check (attempts >= 0),
    fault text,
    done timestamptz,
    outcome text,
    check ((done is null) = (outcome is null))
);
create unique index deadlines_once on deadlines (object_oid, kind) where done is null;
create index deadlines_due on deadlines (due) where done is null and paused_left is null;

grant select, insert, update, delete on deadlines to hms_office;
