-- Lines of an export for programs over text: blocks of so many bytes, each with the lines that begin in
-- it. Only for whoever has made the export; of the bytes that were written and no others. docs/compute.md.
create function blocks_of_export(asked uuid, export uuid, block integer)
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
    from operations o
      join files f on f.oid = (o.outcome ->> 'file')::uuid
      join job j on j.oid = asked and j.submitted_by = o.principal
    where o.oid = export and o.kind = 'export' and o.state = 'succeeded' and f.expires > now();
    if kept.oid is null then
        raise exception 'export % is not there, or another''s, or its file is gone', export using errcode = 'P0002';
    end if;
    select coalesce(string_agg(c.bytes, '' order by c.n), '') into whole
    from file_chunks c where c.file_oid = kept.oid;
    if sha256(whole) is distinct from kept.sha256 then
        raise exception 'the file of export % is damaged', export using errcode = 'P0002';
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
