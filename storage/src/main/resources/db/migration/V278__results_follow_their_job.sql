-- A row of results is checked against its job by the fence of the commit, which holds the row of the
-- job; the foreign key looked the same row up again for each of them. docs/adr/0069.

alter table job_chunk_result drop constraint job_chunk_result_job_fkey;

create function remove_results_of_jobs() returns trigger language plpgsql as $$
begin
    delete from job_chunk_result r using gone where r.job = gone.oid;
    return null;
end $$;

create trigger results_follow_their_job after delete on job
    referencing old table as gone for each statement execute function remove_results_of_jobs();
