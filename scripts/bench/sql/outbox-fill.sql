-- As many waiting messages as there are, in 100 streams, anew. Variable: messages, of each stream.
update outbox set sent = now() where sent is null;
update stream_leases set until = '-infinity';
insert into outbox (message_id, recipient_oid, sequence, type, subject, payload, created, expires)
  select gen_random_uuid(), recipient_oid, next_out + m, 'hms.product.updated.v1', 'product/' || recipient_oid,
    convert_to('{"oid":"' || recipient_oid || '","text":"' || repeat('x', 400) || '"}', 'UTF8'), now(), now() + interval '30 days'
  from streams, generate_series(0, :messages - 1) m;
update streams set next_out = next_out + :messages;
