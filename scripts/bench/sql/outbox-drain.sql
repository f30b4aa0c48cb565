-- hms.storage.pg.PgOutbox: claim, unsent, markSent, release of one stream of 100. A client of pgbench claims the stream that
-- it wants; HMS finds 8 that have something to send and that nobody holds, so it does more.
\set n :n + 1
\set a (:client_id + 16 * :n) % 100
update stream_leases set holder = 'pgbench', fence = fence + 1, until = now() + interval '10 s'
  where recipient_oid = ('0000000000000001' || lpad(to_hex(:a::bigint), 16, '0'))::uuid
  returning fence \gset
select message_id, recipient_oid, sequence, type, subject, correlation_id, payload, created, expires
  from outbox where recipient_oid = ('0000000000000001' || lpad(to_hex(:a::bigint), 16, '0'))::uuid and sent is null order by sequence limit 64 \aset
update outbox set sent = now()
  where recipient_oid = ('0000000000000001' || lpad(to_hex(:a::bigint), 16, '0'))::uuid and sequence between :sequence - 63 and :sequence and exists (
    select from stream_leases where recipient_oid = ('0000000000000001' || lpad(to_hex(:a::bigint), 16, '0'))::uuid and holder = 'pgbench' and fence = :fence and until > now());
update stream_leases set until = now()
  where recipient_oid = ('0000000000000001' || lpad(to_hex(:a::bigint), 16, '0'))::uuid and holder = 'pgbench' and fence = :fence;
