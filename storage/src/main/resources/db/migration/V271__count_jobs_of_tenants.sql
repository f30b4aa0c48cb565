-- How many jobs of a tenant have not ended is counted when one more comes in.
create index job_open_of_tenant on job (tenant) where ended is null;
