-- Rows with numbers for ids: artisans 1/0.., products 0/1.., a channel 2/1. Product i belongs to artisan
-- (i - 1) % 100; all are listed and for sale. Variable: products.
insert into channels (oid, name) values ('00000000-0000-0002-0000-000000000001', 'bench');
insert into artisans (oid, version, created, modified, handle, state, profile, email, queue_id, link, import_notes)
  select ('00000000-0000-0001-0000-' || lpad(to_hex(a), 12, '0'))::uuid, 1, now(), now(), 'maker-' || a, 'active',
    jsonb_build_object('givenName', 'Mira', 'familyName', 'Maker ' || a, 'email', 'mira' || a || '@maker.example'), 'mira' || a || '@maker.example',
    'art-' || translate(lpad(a::text, 26, 'a'), '0189', 'bcde'), 'amqp', '{}'
  from generate_series(0, 99) a;
insert into streams (recipient_oid, kind) select oid, 'artisan' from artisans;
insert into stream_leases (recipient_oid, queue_id, link) select oid, queue_id, 'amqp' from artisans;
-- A product needs an approved revision, which needs its product; so they come as a dump brings them.
begin;
set local app.restoring = 'on';
set constraints all deferred;
insert into artisan_keys (oid, version, created, modified, artisan_oid, wrapped_secret, fingerprint, state, challenge, challenge_expires, activated)
  select oid, 1, now(), now(), oid, '\xab', repeat('0', 64), 'active', '', now(), now() from artisans;
insert into products (oid, version, created, modified, artisan_oid, handle, state, available, content, price_minor, currency, import_notes, approved_revision_oid)
  select lpad(to_hex(p), 32, '0')::uuid, 1, now() - interval '1 second' * (:products - p), now(),
    ('00000000-0000-0001-0000-' || lpad(to_hex((p - 1) % 100), 12, '0'))::uuid, 'bowl-' || p, 'listed', true,
    jsonb_build_object('name', 'Oak bowl ' || p, 'summary', 'Turned from one piece of oak.',
      'description', '<p>' || repeat('Oiled with linseed oil, food safe. ', 8) || '</p>',
      'price', jsonb_build_object('amount', 2500, 'currency', 'EUR'), 'shippingWeight', 800,
      'metadata', '{}'::jsonb, 'images', '[]'::jsonb),
    2500, 'EUR', '{}', lpad(to_hex(p), 32, '0')::uuid
  from generate_series(1, :products) p;
insert into product_revisions (oid, version, created, modified, product_oid, artisan_oid, number, kind, base, proposed, state, submitted, comments, base_version)
  select oid, 1, created, modified, oid, artisan_oid, nextval('revision_numbers'), 'first', '{}', '{}', 'approved', created, '[]', 1
  from products;
commit;
insert into stock (product_oid, artisan_oid, version, kind, on_hand, reserved)
  select oid, artisan_oid, 1, 'on_hand', 1000000, 0 from products;
