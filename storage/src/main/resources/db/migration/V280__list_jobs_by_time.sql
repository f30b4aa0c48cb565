-- Jobs are listed by when they were made: an oid that follows from an Idempotency-Key tells no time.

create index job_by_creation on job (created, oid);
