-- Files that people send for jobs of theirs to read, as files are kept: docs/adr/0040, docs/adr/0078.
create table job_upload (
    oid       uuid        primary key,
    file_oid  uuid        not null unique references files on delete cascade,
    principal text        not null,
    created   timestamptz not null default now()
);
comment on column job_upload.principal is 'Who has sent it: only jobs that the same person submits read it';
grant select, insert, delete on job_upload to hms_office;
-- What one person keeps is added up before the next file comes in.
create index job_upload_by_principal on job_upload (principal);

-- Whether a job still reads a file is asked when its time is over.
create index job_of_upload on job (lower(parameters ->> 'input')) where type = 'stream';

-- Lines for programs over text: blocks of so many bytes, each with the lines that begin in it. Of an
-- export or a file that whoever submitted the job has made or sent; of the bytes that were written and
-- no others.
create function blocks_of_input(asked uuid, source uuid, block integer)
    returns table (unit bigint, bytes bytea) stable language plpgsql as $$
declare
    kept files;
    whole bytea;
    size integer;
    edge integer;
    begun integer := 0;
    till integer;
    line_end integer;
begin
    select f.* into kept
    from job j
      join (
        select (o.outcome ->> 'file')::uuid as file, o.principal, false as held from operations o
        where o.oid = source and o.kind = 'export' and o.state = 'succeeded'
        union all
        -- The sweep leaves it there while a job that reads it has not ended.
        select u.file_oid, u.principal, true from job_upload u where u.oid = source) own
      on own.principal = j.submitted_by
      join files f on f.oid = own.file and (own.held or f.expires > now())
    where j.oid = asked;
    if kept.oid is null then
        raise exception 'input % is not there, or another''s, or its file is gone: send it again, or export anew', source
            using errcode = 'P0002';
    end if;
    select coalesce(string_agg(c.bytes, '' order by c.n), '') into whole
    from file_chunks c where c.file_oid = kept.oid;
    if sha256(whole) is distinct from kept.sha256 then
        raise exception 'the file of input % is damaged', source using errcode = 'P0002';
    end if;
    size := octet_length(whole);
    for n in 0 .. (size + block - 1) / block - 1 loop
        edge := (n + 1) * block;
        till := begun;
        if edge >= size then
            till := size;
        elsif begun < edge then
            -- The line that has the last byte of the block belongs to it, however long it is.
            till := edge - 1;
            loop
                line_end := position('\x0a'::bytea in substring(whole from till + 1 for block));
                exit when line_end > 0 or till + block >= size;
                till := till + block;
            end loop;
            till := case when line_end > 0 then till + line_end else size end;
        end if;
        unit := n;
        bytes := substring(whole from begun + 1 for till - begun);
        return next;
        begun := till;
    end loop;
end $$;

-- What nodes of the version before ask for, which may own such a job during an upgrade.
create or replace function blocks_of_export(asked uuid, export uuid, block integer)
    returns table (unit bigint, bytes bytea) stable language plpgsql as $$
begin
    return query select of_input.unit, of_input.bytes from blocks_of_input(asked, export, block) of_input;
end $$;
