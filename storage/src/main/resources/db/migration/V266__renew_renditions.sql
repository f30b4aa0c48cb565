-- The sizes of pictures are made anew by a job; originals stay what they were. docs/compute.md.

-- What a chunk has left to a part, as far as it is committed.
create function job_left(asked uuid, wanted integer) returns bytea stable language sql
return (
    select string_agg(b.bytes, '' order by b.lo, b.piece)
    from job_blob b join job_chunk_result r on r.job = b.job and r.lo = b.lo and r.hi = b.hi
    where b.job = asked and b.part = wanted);

alter table image_bytes add column spec text check (length(spec) <= 100);
comment on column image_bytes.spec is 'How a job has made it; null: as it was made when the picture came in';

grant update (width, height, bytes, spec) on image_bytes to hms_office;
create function keep_original() returns trigger language plpgsql as $$
begin
    raise exception 'the original of a picture is never changed' using errcode = '23001';
end $$;
create trigger keep_original before update on image_bytes for each row
    when (old.size = 'original' or new.size <> old.size) execute function keep_original();
