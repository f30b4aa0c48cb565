-- Jobs are paused, resumed, cancelled and tried again; what fails is counted, cut and given up by
-- itself; and what happened to a job is kept. docs/compute.md, docs/adr/0059.

alter table job
    add column tenant text,
    add column priority smallint not null default 5 check (priority between 0 and 9),
    add column options jsonb not null default '{}' check (jsonb_typeof(options) = 'object'),
    add column seed bigint not null default 0,
    add column dedupe_key text check (length(dedupe_key) between 1 and 200),
    add column after uuid[] not null default '{}',
    add column not_before timestamptz,
    add column deadline timestamptz,
    add column units_dead bigint not null default 0 check (units_dead >= 0),
    add column interrupt boolean not null default false,
    add column lost_owners integer not null default 0 check (lost_owners >= 0),
    add column done_when_lost bigint not null default 0,
    add column tries_from bigint not null default 0;
comment on column job.lost_owners is 'Owners that died one after the other while nothing was committed';
comment on column job.tries_from is 'Failures up to this epoch were forgiven when the job was tried again';
update job set tenant = submitted_by;
alter table job alter column tenant set not null;

do $$
declare old record;
begin
  for old in
      select conname from pg_constraint
      where conrelid = 'job'::regclass and contype = 'c'
        and (pg_get_constraintdef(oid) ~ '\mstate\M' or pg_get_constraintdef(oid) ~ 'units_done')
  loop
    execute format('alter table job drop constraint %I', old.conname);
  end loop;
end $$;
alter table job
    add constraint job_state_check check (state in ('QUEUED', 'PLANNING', 'RUNNING', 'PAUSED',
        'CANCELLING', 'SUCCEEDED', 'PARTIAL', 'FAILED', 'CANCELLED')),
    add constraint job_units_check check (units_done >= 0 and units_done + units_dead <= units_total),
    add constraint job_ended_check
        check ((ended is not null) = (state in ('SUCCEEDED', 'PARTIAL', 'FAILED', 'CANCELLED'))),
    add constraint job_result_check check ((result is not null) = (state in ('SUCCEEDED', 'PARTIAL'))),
    add constraint job_reason_check check ((reason is not null) = (state = 'FAILED')),
    add constraint job_whole_check check (state <> 'SUCCEEDED' or units_done = units_total),
    add constraint job_partial_check
        check (state <> 'PARTIAL' or (units_done + units_dead = units_total and units_dead > 0));

create unique index job_dedupe on job (tenant, dedupe_key) where dedupe_key is not null;
drop index job_waiting;
create index job_waiting on job (priority desc, oid) where owner is null and ended is null;
create index job_of_tenant on job (tenant, oid desc);

create table job_failure (
    n       bigint      generated always as identity primary key,
    job     uuid        not null references job on delete cascade,
    lo      bigint      not null check (lo >= 0),
    hi      bigint      not null check (hi > lo),
    attempt integer     not null check (attempt > 0),
    epoch   bigint      not null check (epoch > 0),
    node    text        not null,
    class   text        not null check (class in ('LOST', 'TRANSIENT', 'TIMEOUT', 'MEMORY', 'BUG')),
    message text        not null check (length(message) <= 1000),
    stack   text        not null check (octet_length(stack) <= 8192),
    at      timestamptz not null default now()
);
create index job_failure_of_job on job_failure (job, n);
comment on table job_failure is 'Attempts that came to nothing, the first thousand of a job';

create table job_dead_chunk (
    job      uuid        not null references job on delete cascade,
    lo       bigint      not null check (lo >= 0),
    hi       bigint      not null check (hi > lo),
    nodes    integer     not null check (nodes >= 0),
    attempts integer     not null check (attempts >= 0),
    class    text        not null check (class in ('LOST', 'TRANSIENT', 'TIMEOUT', 'MEMORY', 'BUG')),
    message  text        not null,
    at       timestamptz not null default now(),
    primary key (job, lo)
);
comment on table job_dead_chunk is 'Units that are given up; no committed chunk has any of them';

create table job_event (
    n      bigint      generated always as identity primary key,
    job    uuid        not null references job on delete cascade,
    at     timestamptz not null default now(),
    kind   text        not null check (kind ~ '^[a-z]{1,20}$'),
    detail text        not null check (length(detail) <= 1000)
);
create index job_event_of_job on job_event (job, n);
comment on table job_event is 'States, owners, new cuttings and what people did; never a row a chunk';

-- A change of state or owner is told here, whoever writes it; a restored row brings its own events.
create function tell_job_event() returns trigger language plpgsql as $$
begin
    if current_setting('app.restoring', true) = 'on' then return null; end if;
    if tg_op = 'INSERT' or new.state is distinct from old.state then
        insert into job_event (job, kind, detail) values (new.oid, 'state', new.state);
    end if;
    if tg_op = 'UPDATE' and (new.owner is distinct from old.owner or new.epoch is distinct from old.epoch) then
        insert into job_event (job, kind, detail)
        values (new.oid, 'owner', format('%s under epoch %s', coalesce(new.owner, 'nobody'), new.epoch));
    end if;
    return null;
end $$;
create trigger tell_event_insert after insert on job for each row execute function tell_job_event();
create trigger tell_event_update after update on job for each row
    when (old.state is distinct from new.state or old.owner is distinct from new.owner
        or old.epoch is distinct from new.epoch)
    execute function tell_job_event();

insert into transitions (machine, from_state, to_state, command, side) values
    ('job', 'queued', 'failed', 'fail', 'office'),
    ('job', 'paused', 'failed', 'fail', 'office'),
    ('job', 'running', 'partial', 'succeed_in_part', 'office'),
    ('job', 'queued', 'paused', 'pause', 'office'),
    ('job', 'planning', 'paused', 'pause', 'office'),
    ('job', 'running', 'paused', 'pause', 'office'),
    ('job', 'paused', 'running', 'resume', 'office'),
    ('job', 'paused', 'queued', 'requeue', 'office'),
    ('job', 'queued', 'cancelling', 'cancel', 'office'),
    ('job', 'planning', 'cancelling', 'cancel', 'office'),
    ('job', 'running', 'cancelling', 'cancel', 'office'),
    ('job', 'paused', 'cancelling', 'cancel', 'office'),
    ('job', 'queued', 'cancelled', 'cancel', 'office'),
    ('job', 'planning', 'cancelled', 'cancel', 'office'),
    ('job', 'running', 'cancelled', 'cancel', 'office'),
    ('job', 'paused', 'cancelled', 'cancel', 'office'),
    ('job', 'cancelling', 'cancelled', 'stop', 'office'),
    ('job', 'partial', 'queued', 'retry', 'office'),
    ('job', 'failed', 'queued', 'retry', 'office');

grant delete on job_chunk_result to hms_office;
grant select, insert, delete on job_failure, job_dead_chunk to hms_office;
grant select, insert on job_event to hms_office;
