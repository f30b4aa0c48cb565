-- Jobs that are made again and again by the clock. docs/compute.md, docs/adr/0072.

create table schedule (
    oid          uuid        primary key,
    version      bigint      not null check (version > 0),
    created      timestamptz not null,
    modified     timestamptz not null check (modified >= created),
    name         text        not null constraint schedule_name_once unique
        check (length(name) between 1 and 100),
    cron         text        not null check (length(cron) between 9 and 200),
    zone         text        not null check (length(zone) between 1 and 60),
    not_before   timestamptz,
    not_after    timestamptz,
    max_runs     integer     check (max_runs > 0),
    overlap      text        not null check (overlap in ('skip', 'queue', 'replace')),
    missed       text        not null check (missed in ('none', 'last', 'all')),
    type         text        not null check (type ~ '^[a-z][a-z0-9-]{0,39}$'),
    parameters   jsonb       not null check (jsonb_typeof(parameters) = 'object'),
    priority     smallint    not null check (priority between 0 and 9),
    options      jsonb       not null check (jsonb_typeof(options) = 'object'),
    submitted_by text        not null,
    paused       boolean     not null,
    -- From here on how far it is: no part of its version, and written by who fires.
    next_at       timestamptz,
    last_at       timestamptz,
    runs          bigint        not null default 0 check (runs >= 0),
    skipped       bigint        not null default 0 check (skipped >= 0),
    failures      bigint        not null default 0 check (failures >= 0),
    waiting       timestamptz[] not null default '{}' check (cardinality(waiting) <= 100),
    last_error    text          check (length(last_error) <= 1000),
    last_error_at timestamptz,
    check (not_before < not_after),
    check (not paused or next_at is null and waiting = '{}'),
    check ((last_error is null) = (last_error_at is null)),
    check ((last_at is null) = (runs = 0))
);
create index schedule_due on schedule (next_at) where next_at is not null;
create index schedule_waiting on schedule (oid) where waiting <> '{}';
create index schedule_in_order on schedule (created, oid);
comment on column schedule.next_at is 'The first slot that nobody has looked at';
comment on column schedule.waiting is 'Slots whose turn comes when the job before has ended, ascending';
grant select, insert, update, delete on schedule to hms_office;

-- No reference: a job tells where it came from when its schedule is gone, too.
alter table job
    add column schedule uuid,
    add column slot     timestamptz,
    add constraint job_slot_check check (slot is null or schedule is not null);
comment on column job.slot is 'The time that it was due; null if somebody wanted it out of turn';
create unique index job_of_slot on job (schedule, slot) where slot is not null;
create index job_of_schedule on job (schedule, created, oid) where schedule is not null;
create index job_open_of_schedule on job (schedule) where schedule is not null and ended is null;
