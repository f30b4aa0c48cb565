-- As many waiting messages as there are, in 100 streams, of artisans. Variable: messages, of each stream.
insert into outbox (message_id, recipient_oid, sequence, type, subject, payload, created, expires)
  select gen_random_uuid(), recipient_oid, next_out + m, 'hms.product.updated.v1', 'product/' || recipient_oid,
    convert_to('{"oid":"' || recipient_oid || '","text":"' || repeat('x', 400) || '"}', 'UTF8'), now(), now() + interval '30 days'
  from stream_leases join streams using (recipient_oid) cross join generate_series(0, :messages - 1) m
  where kind = 'artisan';
update streams set next_out = next_out + :messages;
