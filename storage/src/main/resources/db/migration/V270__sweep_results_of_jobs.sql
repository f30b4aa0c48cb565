-- What jobs leave is kept for a while after their end: results a week or as configured, what went
-- wrong a month, the rows of jobs three. docs/compute.md.

alter table job
    add column swept timestamptz check (swept is null or ended is not null),
    add column bare boolean not null default false check (not bare or swept is not null);
comment on column job.swept is 'Since when its results are being removed: it can only be tried again whole';
comment on column job.bare is 'None of its results is left';

create index job_being_swept on job (ended, oid) where swept is not null and not bare;
create index job_failure_by_age on job_failure (at);
grant delete on job to hms_office;
