-- Nodes that compute, jobs, and what their chunks came to. See docs/compute.md.

create table compute_node (
    node        text        primary key,
    name        text        not null,
    slots       integer     not null check (slots > 0),
    lease_until timestamptz not null,
    started     timestamptz not null default now()
) with (fillfactor = 50);
comment on table compute_node is 'One row a running node; renewed each heartbeat';

create table job (
    oid          uuid        primary key,
    type         text        not null check (type ~ '^[a-z][a-z0-9-]{0,39}$'),
    parameters   jsonb       not null check (jsonb_typeof(parameters) = 'object'),
    state        text        not null
        check (state in ('QUEUED', 'PLANNING', 'RUNNING', 'SUCCEEDED', 'FAILED')),
    owner        text        references compute_node on delete set null,
    epoch        bigint      not null default 0 check (epoch >= 0),
    units_total  bigint      not null default 0 check (units_total >= 0),
    units_done   bigint      not null default 0 check (units_done between 0 and units_total),
    chunks_done  bigint      not null default 0 check (chunks_done >= 0),
    cpu_micros   bigint      not null default 0 check (cpu_micros >= 0),
    result       jsonb,
    reason       text,
    verdict      text        check (verdict in ('CONFIRMED', 'REFUTED')),
    submitted_by text        not null,
    created      timestamptz not null,
    started      timestamptz,
    ended        timestamptz,
    check ((ended is not null) = (state in ('SUCCEEDED', 'FAILED'))),
    check ((result is not null) = (state = 'SUCCEEDED')),
    check ((reason is not null) = (state = 'FAILED')),
    check (state <> 'SUCCEEDED' or units_done = units_total)
) with (fillfactor = 60);
-- Nothing that a commit changes is indexed, so commits stay on their page.
create index job_waiting on job (oid) where owner is null and ended is null;
create index job_owned on job (owner) where ended is null;

create table job_chunk_result (
    job         uuid        not null references job on delete cascade,
    lo          bigint      not null check (lo >= 0),
    hi          bigint      not null,
    attempt     integer     not null check (attempt > 0),
    epoch       bigint      not null check (epoch > 0),
    node        text        not null,
    started     timestamptz not null,
    wall_micros bigint      not null check (wall_micros >= 0),
    cpu_micros  bigint      not null check (cpu_micros >= 0),
    payload     bytea       not null,
    primary key (job, lo),
    check (lo < hi)
);
comment on table job_chunk_result is 'Each unit of a job in at most one row: the key and the fence of the commit keep it so';

grant select, insert, update, delete on compute_node to hms_office;
grant select, insert, update on job to hms_office;
grant select, insert on job_chunk_result to hms_office;
