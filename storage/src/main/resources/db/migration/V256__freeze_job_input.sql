-- What a job reads is written down once, while it is planned: a row changed meanwhile cannot split
-- its result. docs/compute.md, docs/adr/0067.

create table job_input (
    job   uuid   not null references job on delete cascade,
    unit  bigint not null check (unit >= 0),
    bytes bytea  not null,
    primary key (job, unit)
);
comment on table job_input is 'What each unit of a job is computed from; until a day after the end of the job';
grant select, insert, delete on job_input to hms_office;

-- What is swept away is found by it.
create index job_by_end on job (ended) where ended is not null;

-- The rows of a job whose parts are rows: lines of JSON arrays, each part whole lines.
create function job_rows(asked uuid) returns setof jsonb stable language sql
begin atomic
    select line::jsonb
    from job_chunk_result r cross join string_to_table(convert_from(r.payload, 'UTF8'), E'\n') line
    where r.job = asked and line <> ''
    order by r.lo;
end;
