-- A change of each product waits for a reviewer: revision 3/i of product 0/i. See fill.sql.
begin;
set local app.restoring = 'on';
insert into product_revisions (oid, version, created, modified, product_oid, artisan_oid, number, kind, base, proposed, state, submitted, comments, base_version)
  select ('0000000000000003' || lpad(to_hex(p), 16, '0'))::uuid, 1, now(), now(), oid, artisan_oid, 900000000 + p, 'change',
    content, content || jsonb_build_object('summary', 'Turned by hand from one piece of oak.'), 'submitted', now(), '[]', 1
  from generate_series(1, :products) p join products on oid = lpad(to_hex(p), 32, '0')::uuid;
commit;
