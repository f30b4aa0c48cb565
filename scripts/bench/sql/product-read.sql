-- hms.storage.pg.PgProductStore, find. Variable: products.
\set i random(1, :products)
select p.oid, p.version, p.created, p.modified, p.artisan_oid, p.handle, p.state, p.available,
    p.content::text as content, p.reason, p.approved_revision_oid,
    p.import_notes::text as import_notes
from products p
where p.oid = lpad(to_hex(:i::bigint), 32, '0')::uuid;
