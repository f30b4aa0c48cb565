-- What chunks leave for a later stage, and parts that are too large for their row. docs/adr/0068.

-- The borders of a chunk are its name: chunks are pure, so whoever computes the same units leaves the
-- same bytes, and what the row of a result does not name counts for nothing.
create table job_blob (
    job   uuid    not null references job on delete cascade,
    part  integer not null check (part >= -1),
    lo    bigint  not null check (lo >= 0),
    hi    bigint  not null check (hi > lo),
    piece integer not null check (piece >= 0),
    bytes bytea   not null check (octet_length(bytes) between 1 and 1048576),
    primary key (job, part, lo, hi, piece)
);
alter table job_blob alter bytes set storage external;
comment on column job_blob.part is 'Who reads it in the next stage; -1: it is the result of the chunk itself';
grant select, insert, delete on job_blob to hms_office;

create table job_rejected (
    job    uuid   not null references job on delete cascade,
    unit   bigint not null check (unit >= 0),
    reason text   not null check (length(reason) <= 1000),
    primary key (job, unit)
);
comment on table job_rejected is 'Bad data: units that were computed and have no result';
grant select, insert, delete on job_rejected to hms_office;

alter table job add column units_rejected bigint not null default 0 check (units_rejected >= 0);
alter table job drop constraint job_partial_check;
alter table job add constraint job_partial_check
    check (state <> 'PARTIAL' or (units_done + units_dead = units_total and units_dead + units_rejected > 0));

-- A part as it was computed, wherever it lies.
create function job_part(r job_chunk_result) returns bytea stable language sql
return case when octet_length(r.payload) > 0 then r.payload else coalesce((
    select string_agg(b.bytes, '' order by b.piece) from job_blob b
    where b.job = r.job and b.part = -1 and b.lo = r.lo and b.hi = r.hi), '') end;

create or replace function job_rows(asked uuid) returns setof jsonb stable language sql
begin atomic
    select line::jsonb
    from job_chunk_result r cross join string_to_table(convert_from(job_part(r), 'UTF8'), E'\n') line
    where r.job = asked and line <> ''
    order by r.lo;
end;
