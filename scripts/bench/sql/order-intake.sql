-- The statements of one order with five lines from three artisans, in the order in which HMS sends them:
-- idempotency, offers, reservations, customer, order, work orders, audit, deadlines, messages. Rows have
-- numbers for ids, see fill.sql.
\set r random(1, 4611686018427387903)
\set a random(0, 97)
\set k random(0, 29)
begin;
insert into idempotency_keys (principal, key, fingerprint) values ('channel-bench', (lpad(to_hex(:r::bigint),16,'0')||'0000000000000001'), '\xabababababababababababababababababababababababababababababababab'::bytea)
on conflict do nothing;
savepoint attempt;
select pg_advisory_xact_lock(hashtextextended(('00000000-0000-0002-0000-000000000001/'||(lpad(to_hex(:r::bigint),16,'0')||'0000000000000001')), 1));
select oid, version, created, modified, number, channel_oid, external_id, customer_oid,
    placed_at, ship_to_name, ship_to::text as ship_to, note, currency, items_minor,
    discount_minor, shipping_minor, tax_minor, total_minor, q_pending, q_accepted, q_shipped,
    q_delivered, q_returned, q_refunded, q_undecided, q_rejected, q_cancelled, q_lost,
    attention, held_reason, closed, status, request_hash
from orders
where channel_oid = '00000000-0000-0002-0000-000000000001'::uuid and external_id = (lpad(to_hex(:r::bigint),16,'0')||'0000000000000001');
select p.oid, p.version, p.created, p.modified, p.artisan_oid, p.handle, p.state, p.available,
    p.content::text as content, p.reason, p.approved_revision_oid,
    p.import_notes::text as import_notes
from products p
join artisans a on a.oid = p.artisan_oid where p.oid = lpad(to_hex(1 + :a + 100 * :k + 0),32,'0')::uuid and p.state = 'listed' and p.available
and exists (select from artisans m where m.oid = p.artisan_oid and m.state = 'active')
 and (a.away_from is null or current_date not between a.away_from and a.away_to) for share;
select p.oid, p.version, p.created, p.modified, p.artisan_oid, p.handle, p.state, p.available,
    p.content::text as content, p.reason, p.approved_revision_oid,
    p.import_notes::text as import_notes
from products p
join artisans a on a.oid = p.artisan_oid where p.oid = lpad(to_hex(1 + :a + 100 * :k + 1),32,'0')::uuid and p.state = 'listed' and p.available
and exists (select from artisans m where m.oid = p.artisan_oid and m.state = 'active')
 and (a.away_from is null or current_date not between a.away_from and a.away_to) for share;
select p.oid, p.version, p.created, p.modified, p.artisan_oid, p.handle, p.state, p.available,
    p.content::text as content, p.reason, p.approved_revision_oid,
    p.import_notes::text as import_notes
from products p
join artisans a on a.oid = p.artisan_oid where p.oid = lpad(to_hex(1 + :a + 100 * :k + 2),32,'0')::uuid and p.state = 'listed' and p.available
and exists (select from artisans m where m.oid = p.artisan_oid and m.state = 'active')
 and (a.away_from is null or current_date not between a.away_from and a.away_to) for share;
select p.oid, p.version, p.created, p.modified, p.artisan_oid, p.handle, p.state, p.available,
    p.content::text as content, p.reason, p.approved_revision_oid,
    p.import_notes::text as import_notes
from products p
join artisans a on a.oid = p.artisan_oid where p.oid = lpad(to_hex(1 + :a + 100 * :k + 100),32,'0')::uuid and p.state = 'listed' and p.available
and exists (select from artisans m where m.oid = p.artisan_oid and m.state = 'active')
 and (a.away_from is null or current_date not between a.away_from and a.away_to) for share;
select p.oid, p.version, p.created, p.modified, p.artisan_oid, p.handle, p.state, p.available,
    p.content::text as content, p.reason, p.approved_revision_oid,
    p.import_notes::text as import_notes
from products p
join artisans a on a.oid = p.artisan_oid where p.oid = lpad(to_hex(1 + :a + 100 * :k + 101),32,'0')::uuid and p.state = 'listed' and p.available
and exists (select from artisans m where m.oid = p.artisan_oid and m.state = 'active')
 and (a.away_from is null or current_date not between a.away_from and a.away_to) for share;
update stock set on_hand = least(on_hand + 0, 1000000), reserved = reserved + 1,
    version = version + 1
where product_oid = lpad(to_hex(1 + :a + 100 * :k + 0),32,'0')::uuid and kind = 'on_hand' and on_hand + 0 >= reserved + 1;
update stock set on_hand = least(on_hand + 0, 1000000), reserved = reserved + 1,
    version = version + 1
where product_oid = lpad(to_hex(1 + :a + 100 * :k + 1),32,'0')::uuid and kind = 'on_hand' and on_hand + 0 >= reserved + 1;
update stock set on_hand = least(on_hand + 0, 1000000), reserved = reserved + 1,
    version = version + 1
where product_oid = lpad(to_hex(1 + :a + 100 * :k + 2),32,'0')::uuid and kind = 'on_hand' and on_hand + 0 >= reserved + 1;
update stock set on_hand = least(on_hand + 0, 1000000), reserved = reserved + 1,
    version = version + 1
where product_oid = lpad(to_hex(1 + :a + 100 * :k + 100),32,'0')::uuid and kind = 'on_hand' and on_hand + 0 >= reserved + 1;
update stock set on_hand = least(on_hand + 0, 1000000), reserved = reserved + 1,
    version = version + 1
where product_oid = lpad(to_hex(1 + :a + 100 * :k + 101),32,'0')::uuid and kind = 'on_hand' and on_hand + 0 >= reserved + 1;
insert into customers (oid, channel_oid, external_id, data) values ((lpad(to_hex(:r::bigint),16,'0')||'0000000000000002')::uuid, '00000000-0000-0002-0000-000000000001'::uuid, (lpad(to_hex(:r::bigint),16,'0')||'0000000000000001'), ('{"externalId":"01a20574-357c-775b-90b2-ec5683ec50cc","name":"Lena Brandt","email":"lena@example.org","billingAddress":{"streetAddress":"Kastanienallee 5","city":"Berlin","postalCode":"10435","country":"DE"}}'::text)::jsonb)
on conflict (channel_oid, external_id) do update set data = excluded.data
returning oid;
select to_char(now() at time zone 'UTC', 'YYYY') || '-'
    || lpad(nextval('order_numbers')::text, 5, '0') as number
\gset
insert into orders (oid, version, created, modified, number, channel_oid, external_id,
    customer_oid, placed_at, ship_to_name, ship_to, note, currency, items_minor,
    discount_minor, shipping_minor, tax_minor, total_minor, q_ordered, q_pending, q_accepted,
    q_shipped, q_delivered, q_returned, q_refunded, q_undecided, q_rejected, q_cancelled,
    q_lost, request_hash, attention)
values ((lpad(to_hex(:r::bigint),16,'0')||'0000000000000003')::uuid, 1, now(), now(), (:number)::text, '00000000-0000-0002-0000-000000000001'::uuid, (lpad(to_hex(:r::bigint),16,'0')||'0000000000000001'), (lpad(to_hex(:r::bigint),16,'0')||'0000000000000002')::uuid, now(), 'Lena Brandt', ('{"streetAddress":"Kastanienallee 5","city":"Berlin","postalCode":"10435","country":"DE"}'::text)::jsonb, null, 'EUR', 12500, 0, 490,
    0, 12990, 5, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, '\xabababababababababababababababababababababababababababababababab'::bytea, '{}'::text[]);
insert into audit_entries (actor, kind, object, object_version, command, change)
values ('channel-bench', 'order', (lpad(to_hex(:r::bigint),16,'0')||'0000000000000003')::uuid, 1, 'receive', '{"number":{"to":"2026-00001"},"channel":{"to":"00000000-0000-0002-0000-000000000001"},"externalId":{"to":"01a20574-357c-775b-90b2-ec5683ec50cc"},"customer":{"to":"01a20574-3cb9-7612-84a0-553430a45777"},"placedAt":{"to":"2026-11-22T22:50:31.692500Z"},"shipToName":{"to":"Lena Brandt"},"shipTo":{"to":{"streetAddress":"Kastanienallee 5","city":"Berlin","postalCode":"10435","country":"DE"}},"items":{"to":{"amount":12500,"currency":"EUR"}},"discount":{"to":{"amount":0,"currency":"EUR"}},"shipping":{"to":{"amount":490,"currency":"EUR"}},"tax":{"to":{"amount":0,"currency":"EUR"}},"total":{"to":{"amount":12990,"currency":"EUR"}},"units":{"to":{"pending":5,"accepted":0,"shipped":0,"delivered":0,"returned":0,"refunded":0,"undecided":0,"rejected":0,"cancelled":0,"lost":0}},"attention":{"to":[]}}');
insert into work_orders (oid, version, created, modified, order_oid, artisan_oid, reference,
    ship_to_name, ship_to, note, currency, items_minor, discount_minor, shipping_minor,
    tax_minor, answer_by, round, request_state, work_state, held_from, held_by,
    promised_ship_date, reason)
values ((lpad(to_hex(:r::bigint),16,'0')||'000000000000000a')::uuid, 1, now(), now(), (lpad(to_hex(:r::bigint),16,'0')||'0000000000000003')::uuid, ('00000000-0000-0001-0000-'||lpad(to_hex(:a + 0),12,'0'))::uuid, (:number)::text||'-1', 'Lena Brandt', ('{"streetAddress":"Kastanienallee 5","city":"Berlin","postalCode":"10435","country":"DE"}'::text)::jsonb, null, 'EUR', 5000, 0, 196, 0, now() + interval '72 hours',
    1, 'sent', 'open', null, null, null, null);
insert into order_lines (oid, work_order_oid, artisan_oid, product_oid, position, snapshot,
    currency, unit_price_minor, discount_minor, tax_minor, q_ordered, q_pending, q_accepted,
    q_shipped, q_delivered, q_returned, q_refunded, q_undecided, q_rejected, q_cancelled,
    q_lost)
values ((lpad(to_hex(:r::bigint),16,'0')||'000000000000000b')::uuid, (lpad(to_hex(:r::bigint),16,'0')||'000000000000000a')::uuid, ('00000000-0000-0001-0000-'||lpad(to_hex(:a + 0),12,'0'))::uuid, lpad(to_hex(1 + :a + 100 * :k + 0),32,'0')::uuid, 0, ('{"name":"Oak bowl 2625","summary":"Turned from one piece of oak.","imageSha256":"","version":1}'::text)::jsonb, 'EUR', 2500, 0, 0, 1, 1, 0, 0, 0, 0,
    0, 0, 0, 0, 0);
insert into order_lines (oid, work_order_oid, artisan_oid, product_oid, position, snapshot,
    currency, unit_price_minor, discount_minor, tax_minor, q_ordered, q_pending, q_accepted,
    q_shipped, q_delivered, q_returned, q_refunded, q_undecided, q_rejected, q_cancelled,
    q_lost)
values ((lpad(to_hex(:r::bigint),16,'0')||'000000000000000c')::uuid, (lpad(to_hex(:r::bigint),16,'0')||'000000000000000a')::uuid, ('00000000-0000-0001-0000-'||lpad(to_hex(:a + 0),12,'0'))::uuid, lpad(to_hex(1 + :a + 100 * :k + 100),32,'0')::uuid, 1, ('{"name":"Oak bowl 2625","summary":"Turned from one piece of oak.","imageSha256":"","version":1}'::text)::jsonb, 'EUR', 2500, 0, 0, 1, 1, 0, 0, 0, 0,
    0, 0, 0, 0, 0);
insert into audit_entries (actor, kind, object, object_version, command, change)
values ('channel-bench', 'work-order', (lpad(to_hex(:r::bigint),16,'0')||'000000000000000a')::uuid, 1, 'send', '{"order":{"to":"01a20574-3cd7-7412-8440-abdded544ec0"},"artisan":{"to":"00000000-0000-0001-0000-000000000018"},"reference":{"to":"2026-00001-1"},"shipToName":{"to":"Lena Brandt"},"shipTo":{"to":{"streetAddress":"Kastanienallee 5","city":"Berlin","postalCode":"10435","country":"DE"}},"items":{"to":{"amount":5000,"currency":"EUR"}},"discount":{"to":{"amount":0,"currency":"EUR"}},"shipping":{"to":{"amount":196,"currency":"EUR"}},"tax":{"to":{"amount":0,"currency":"EUR"}},"answerBy":{"to":"2026-11-25T22:50:32.754323Z"},"round":{"to":1},"request":{"to":"sent"},"work":{"to":"open"},"lines":{"to":[{"oid":"01a20574-3d45-7220-81b3-fd41e6fb31e1","product":"00000000-0000-0000-0000-000000000a41","snapshot":{"name":"Oak bowl 2625","summary":"Turned from one piece of oak.","imageSha256":"","version":1},"unitPrice":{"amount":2500,"currency":"EUR"},"discount":{"amount":0,"currency":"EUR"},"tax":{"amount":0,"currency":"EUR"},"units":{"pending":1,"accepted":0,"shipped":0,"delivered":0,"returned":0,"refunded":0,"undecided":0,"rejected":0,"cancelled":0,"lost":0}},{"oid":"01a20574-3d47-700a-8acf-bea61636e7db","product":"00000000-0000-0000-0000-000000000aa5","snapshot":{"name":"Oak bowl 2725","summary":"Turned from one piece of oak.","imageSha256":"","version":1},"unitPrice":{"amount":2500,"currency":"EUR"},"discount":{"amount":0,"currency":"EUR"},"tax":{"amount":0,"currency":"EUR"},"units":{"pending":1,"accepted":0,"shipped":0,"delivered":0,"returned":0,"refunded":0,"undecided":0,"rejected":0,"cancelled":0,"lost":0}}]}}');
insert into deadlines (oid, kind, object_oid, artisan_oid, due) values ((lpad(to_hex(:r::bigint),16,'0')||'00000000000000a0')::uuid, 'work-order.answer', (lpad(to_hex(:r::bigint),16,'0')||'000000000000000a')::uuid, ('00000000-0000-0001-0000-'||lpad(to_hex(:a + 0),12,'0'))::uuid, now() + interval '72 hours')
on conflict (object_oid, kind) where done is null
do update set due = excluded.due, paused_left = null, attempts = 0, fault = null;
insert into deadlines (oid, kind, object_oid, artisan_oid, due) values ((lpad(to_hex(:r::bigint),16,'0')||'00000000000000a1')::uuid, 'work-order.remind', (lpad(to_hex(:r::bigint),16,'0')||'000000000000000a')::uuid, ('00000000-0000-0001-0000-'||lpad(to_hex(:a + 0),12,'0'))::uuid, now() + interval '36 hours')
on conflict (object_oid, kind) where done is null
do update set due = excluded.due, paused_left = null, attempts = 0, fault = null;
insert into deadlines (oid, kind, object_oid, artisan_oid, due) values ((lpad(to_hex(:r::bigint),16,'0')||'00000000000000a2')::uuid, 'work-order.remind-again', (lpad(to_hex(:r::bigint),16,'0')||'000000000000000a')::uuid, ('00000000-0000-0001-0000-'||lpad(to_hex(:a + 0),12,'0'))::uuid, now() + interval '57 hours')
on conflict (object_oid, kind) where done is null
do update set due = excluded.due, paused_left = null, attempts = 0, fault = null;
insert into deadlines (oid, kind, object_oid, artisan_oid, due) values ((lpad(to_hex(:r::bigint),16,'0')||'00000000000000a3')::uuid, 'work-order.unanswered', (lpad(to_hex(:r::bigint),16,'0')||'000000000000000a')::uuid, ('00000000-0000-0001-0000-'||lpad(to_hex(:a + 0),12,'0'))::uuid, now() + interval '24 hours')
on conflict (object_oid, kind) where done is null
do update set due = excluded.due, paused_left = null, attempts = 0, fault = null;
insert into work_orders (oid, version, created, modified, order_oid, artisan_oid, reference,
    ship_to_name, ship_to, note, currency, items_minor, discount_minor, shipping_minor,
    tax_minor, answer_by, round, request_state, work_state, held_from, held_by,
    promised_ship_date, reason)
values ((lpad(to_hex(:r::bigint),16,'0')||'0000000000000014')::uuid, 1, now(), now(), (lpad(to_hex(:r::bigint),16,'0')||'0000000000000003')::uuid, ('00000000-0000-0001-0000-'||lpad(to_hex(:a + 1),12,'0'))::uuid, (:number)::text||'-2', 'Lena Brandt', ('{"streetAddress":"Kastanienallee 5","city":"Berlin","postalCode":"10435","country":"DE"}'::text)::jsonb, null, 'EUR', 5000, 0, 196, 0, now() + interval '72 hours',
    1, 'sent', 'open', null, null, null, null);
insert into order_lines (oid, work_order_oid, artisan_oid, product_oid, position, snapshot,
    currency, unit_price_minor, discount_minor, tax_minor, q_ordered, q_pending, q_accepted,
    q_shipped, q_delivered, q_returned, q_refunded, q_undecided, q_rejected, q_cancelled,
    q_lost)
values ((lpad(to_hex(:r::bigint),16,'0')||'0000000000000015')::uuid, (lpad(to_hex(:r::bigint),16,'0')||'0000000000000014')::uuid, ('00000000-0000-0001-0000-'||lpad(to_hex(:a + 1),12,'0'))::uuid, lpad(to_hex(1 + :a + 100 * :k + 1),32,'0')::uuid, 0, ('{"name":"Oak bowl 2625","summary":"Turned from one piece of oak.","imageSha256":"","version":1}'::text)::jsonb, 'EUR', 2500, 0, 0, 1, 1, 0, 0, 0, 0,
    0, 0, 0, 0, 0);
insert into order_lines (oid, work_order_oid, artisan_oid, product_oid, position, snapshot,
    currency, unit_price_minor, discount_minor, tax_minor, q_ordered, q_pending, q_accepted,
    q_shipped, q_delivered, q_returned, q_refunded, q_undecided, q_rejected, q_cancelled,
    q_lost)
values ((lpad(to_hex(:r::bigint),16,'0')||'0000000000000016')::uuid, (lpad(to_hex(:r::bigint),16,'0')||'0000000000000014')::uuid, ('00000000-0000-0001-0000-'||lpad(to_hex(:a + 1),12,'0'))::uuid, lpad(to_hex(1 + :a + 100 * :k + 101),32,'0')::uuid, 1, ('{"name":"Oak bowl 2625","summary":"Turned from one piece of oak.","imageSha256":"","version":1}'::text)::jsonb, 'EUR', 2500, 0, 0, 1, 1, 0, 0, 0, 0,
    0, 0, 0, 0, 0);
insert into audit_entries (actor, kind, object, object_version, command, change)
values ('channel-bench', 'work-order', (lpad(to_hex(:r::bigint),16,'0')||'0000000000000014')::uuid, 1, 'send', '{"order":{"to":"01a20574-3cd7-7412-8440-abdded544ec0"},"artisan":{"to":"00000000-0000-0001-0000-000000000019"},"reference":{"to":"2026-00001-2"},"shipToName":{"to":"Lena Brandt"},"shipTo":{"to":{"streetAddress":"Kastanienallee 5","city":"Berlin","postalCode":"10435","country":"DE"}},"items":{"to":{"amount":5000,"currency":"EUR"}},"discount":{"to":{"amount":0,"currency":"EUR"}},"shipping":{"to":{"amount":196,"currency":"EUR"}},"tax":{"to":{"amount":0,"currency":"EUR"}},"answerBy":{"to":"2026-11-25T22:50:32.754323Z"},"round":{"to":1},"request":{"to":"sent"},"work":{"to":"open"},"lines":{"to":[{"oid":"01a20574-3d4d-74e2-a93d-f2fe4ad12afb","product":"00000000-0000-0000-0000-000000000a42","snapshot":{"name":"Oak bowl 2626","summary":"Turned from one piece of oak.","imageSha256":"","version":1},"unitPrice":{"amount":2500,"currency":"EUR"},"discount":{"amount":0,"currency":"EUR"},"tax":{"amount":0,"currency":"EUR"},"units":{"pending":1,"accepted":0,"shipped":0,"delivered":0,"returned":0,"refunded":0,"undecided":0,"rejected":0,"cancelled":0,"lost":0}},{"oid":"01a20574-3d4d-74e2-a93d-f2fe4ad12afc","product":"00000000-0000-0000-0000-000000000aa6","snapshot":{"name":"Oak bowl 2726","summary":"Turned from one piece of oak.","imageSha256":"","version":1},"unitPrice":{"amount":2500,"currency":"EUR"},"discount":{"amount":0,"currency":"EUR"},"tax":{"amount":0,"currency":"EUR"},"units":{"pending":1,"accepted":0,"shipped":0,"delivered":0,"returned":0,"refunded":0,"undecided":0,"rejected":0,"cancelled":0,"lost":0}}]}}');
insert into deadlines (oid, kind, object_oid, artisan_oid, due) values ((lpad(to_hex(:r::bigint),16,'0')||'0000000000000140')::uuid, 'work-order.answer', (lpad(to_hex(:r::bigint),16,'0')||'0000000000000014')::uuid, ('00000000-0000-0001-0000-'||lpad(to_hex(:a + 1),12,'0'))::uuid, now() + interval '72 hours')
on conflict (object_oid, kind) where done is null
do update set due = excluded.due, paused_left = null, attempts = 0, fault = null;
insert into deadlines (oid, kind, object_oid, artisan_oid, due) values ((lpad(to_hex(:r::bigint),16,'0')||'0000000000000141')::uuid, 'work-order.remind', (lpad(to_hex(:r::bigint),16,'0')||'0000000000000014')::uuid, ('00000000-0000-0001-0000-'||lpad(to_hex(:a + 1),12,'0'))::uuid, now() + interval '36 hours')
on conflict (object_oid, kind) where done is null
do update set due = excluded.due, paused_left = null, attempts = 0, fault = null;
insert into deadlines (oid, kind, object_oid, artisan_oid, due) values ((lpad(to_hex(:r::bigint),16,'0')||'0000000000000142')::uuid, 'work-order.remind-again', (lpad(to_hex(:r::bigint),16,'0')||'0000000000000014')::uuid, ('00000000-0000-0001-0000-'||lpad(to_hex(:a + 1),12,'0'))::uuid, now() + interval '57 hours')
on conflict (object_oid, kind) where done is null
do update set due = excluded.due, paused_left = null, attempts = 0, fault = null;
insert into deadlines (oid, kind, object_oid, artisan_oid, due) values ((lpad(to_hex(:r::bigint),16,'0')||'0000000000000143')::uuid, 'work-order.unanswered', (lpad(to_hex(:r::bigint),16,'0')||'0000000000000014')::uuid, ('00000000-0000-0001-0000-'||lpad(to_hex(:a + 1),12,'0'))::uuid, now() + interval '24 hours')
on conflict (object_oid, kind) where done is null
do update set due = excluded.due, paused_left = null, attempts = 0, fault = null;
insert into work_orders (oid, version, created, modified, order_oid, artisan_oid, reference,
    ship_to_name, ship_to, note, currency, items_minor, discount_minor, shipping_minor,
    tax_minor, answer_by, round, request_state, work_state, held_from, held_by,
    promised_ship_date, reason)
values ((lpad(to_hex(:r::bigint),16,'0')||'000000000000001e')::uuid, 1, now(), now(), (lpad(to_hex(:r::bigint),16,'0')||'0000000000000003')::uuid, ('00000000-0000-0001-0000-'||lpad(to_hex(:a + 2),12,'0'))::uuid, (:number)::text||'-3', 'Lena Brandt', ('{"streetAddress":"Kastanienallee 5","city":"Berlin","postalCode":"10435","country":"DE"}'::text)::jsonb, null, 'EUR', 2500, 0, 98, 0, now() + interval '72 hours',
    1, 'sent', 'open', null, null, null, null);
insert into order_lines (oid, work_order_oid, artisan_oid, product_oid, position, snapshot,
    currency, unit_price_minor, discount_minor, tax_minor, q_ordered, q_pending, q_accepted,
    q_shipped, q_delivered, q_returned, q_refunded, q_undecided, q_rejected, q_cancelled,
    q_lost)
values ((lpad(to_hex(:r::bigint),16,'0')||'000000000000001f')::uuid, (lpad(to_hex(:r::bigint),16,'0')||'000000000000001e')::uuid, ('00000000-0000-0001-0000-'||lpad(to_hex(:a + 2),12,'0'))::uuid, lpad(to_hex(1 + :a + 100 * :k + 2),32,'0')::uuid, 0, ('{"name":"Oak bowl 2625","summary":"Turned from one piece of oak.","imageSha256":"","version":1}'::text)::jsonb, 'EUR', 2500, 0, 0, 1, 1, 0, 0, 0, 0,
    0, 0, 0, 0, 0);
insert into audit_entries (actor, kind, object, object_version, command, change)
values ('channel-bench', 'work-order', (lpad(to_hex(:r::bigint),16,'0')||'000000000000001e')::uuid, 1, 'send', '{"order":{"to":"01a20574-3cd7-7412-8440-abdded544ec0"},"artisan":{"to":"00000000-0000-0001-0000-00000000001a"},"reference":{"to":"2026-00001-3"},"shipToName":{"to":"Lena Brandt"},"shipTo":{"to":{"streetAddress":"Kastanienallee 5","city":"Berlin","postalCode":"10435","country":"DE"}},"items":{"to":{"amount":2500,"currency":"EUR"}},"discount":{"to":{"amount":0,"currency":"EUR"}},"shipping":{"to":{"amount":98,"currency":"EUR"}},"tax":{"to":{"amount":0,"currency":"EUR"}},"answerBy":{"to":"2026-11-25T22:50:32.754323Z"},"round":{"to":1},"request":{"to":"sent"},"work":{"to":"open"},"lines":{"to":[{"oid":"01a20574-3d4e-7167-8c0e-58f850241939","product":"00000000-0000-0000-0000-000000000a43","snapshot":{"name":"Oak bowl 2627","summary":"Turned from one piece of oak.","imageSha256":"","version":1},"unitPrice":{"amount":2500,"currency":"EUR"},"discount":{"amount":0,"currency":"EUR"},"tax":{"amount":0,"currency":"EUR"},"units":{"pending":1,"accepted":0,"shipped":0,"delivered":0,"returned":0,"refunded":0,"undecided":0,"rejected":0,"cancelled":0,"lost":0}}]}}');
insert into deadlines (oid, kind, object_oid, artisan_oid, due) values ((lpad(to_hex(:r::bigint),16,'0')||'00000000000001e0')::uuid, 'work-order.answer', (lpad(to_hex(:r::bigint),16,'0')||'000000000000001e')::uuid, ('00000000-0000-0001-0000-'||lpad(to_hex(:a + 2),12,'0'))::uuid, now() + interval '72 hours')
on conflict (object_oid, kind) where done is null
do update set due = excluded.due, paused_left = null, attempts = 0, fault = null;
insert into deadlines (oid, kind, object_oid, artisan_oid, due) values ((lpad(to_hex(:r::bigint),16,'0')||'00000000000001e1')::uuid, 'work-order.remind', (lpad(to_hex(:r::bigint),16,'0')||'000000000000001e')::uuid, ('00000000-0000-0001-0000-'||lpad(to_hex(:a + 2),12,'0'))::uuid, now() + interval '36 hours')
on conflict (object_oid, kind) where done is null
do update set due = excluded.due, paused_left = null, attempts = 0, fault = null;
insert into deadlines (oid, kind, object_oid, artisan_oid, due) values ((lpad(to_hex(:r::bigint),16,'0')||'00000000000001e2')::uuid, 'work-order.remind-again', (lpad(to_hex(:r::bigint),16,'0')||'000000000000001e')::uuid, ('00000000-0000-0001-0000-'||lpad(to_hex(:a + 2),12,'0'))::uuid, now() + interval '57 hours')
on conflict (object_oid, kind) where done is null
do update set due = excluded.due, paused_left = null, attempts = 0, fault = null;
insert into deadlines (oid, kind, object_oid, artisan_oid, due) values ((lpad(to_hex(:r::bigint),16,'0')||'00000000000001e3')::uuid, 'work-order.unanswered', (lpad(to_hex(:r::bigint),16,'0')||'000000000000001e')::uuid, ('00000000-0000-0001-0000-'||lpad(to_hex(:a + 2),12,'0'))::uuid, now() + interval '24 hours')
on conflict (object_oid, kind) where done is null
do update set due = excluded.due, paused_left = null, attempts = 0, fault = null;
release savepoint attempt;
update idempotency_keys set outcome = '{"done":{"order":{"oid":"01a20574-3cd7-7412-8440-abdded544ec0","version":1,"created":"2026-11-22T22:50:32.754323Z","modified":"2026-11-22T22:50:32.754323Z","number":"2026-00001","channel":"00000000-0000-0002-0000-000000000001","externalId":"01a20574-357c-775b-90b2-ec5683ec50cc","customer":"01a20574-3cb9-7612-84a0-553430a45777","placedAt":"2026-11-22T22:50:31.692500Z","shipToName":"Lena Brandt","shipTo":{"streetAddress":"Kastanienallee 5","city":"Berlin","postalCode":"10435","country":"DE"},"items":{"amount":12500,"currency":"EUR"},"discount":{"amount":0,"currency":"EUR"},"shipping":{"amount":490,"currency":"EUR"},"tax":{"amount":0,"currency":"EUR"},"total":{"amount":12990,"currency":"EUR"},"units":{"pending":5,"accepted":0,"shipped":0,"delivered":0,"returned":0,"refunded":0,"undecided":0,"rejected":0,"cancelled":0,"lost":0},"attention":[]},"workOrders":[{"oid":"01a20574-3d4d-74e2-a93d-f2fe4ad12afa","version":1,"created":"2026-11-22T22:50:32.754323Z","modified":"2026-11-22T22:50:32.754323Z","order":"01a20574-3cd7-7412-8440-abdded544ec0","artisan":"00000000-0000-0001-0000-000000000018","reference":"2026-00001-1","shipToName":"Lena Brandt","shipTo":{"streetAddress":"Kastanienallee 5","city":"Berlin","postalCode":"10435","country":"DE"},"items":{"amount":5000,"currency":"EUR"},"discount":{"amount":0,"currency":"EUR"},"shipping":{"amount":196,"currency":"EUR"},"tax":{"amount":0,"currency":"EUR"},"answerBy":"2026-11-25T22:50:32.754323Z","round":1,"request":"sent","work":"open","lines":[{"oid":"01a20574-3d45-7220-81b3-fd41e6fb31e1","product":"00000000-0000-0000-0000-000000000a41","snapshot":{"name":"Oak bowl 2625","summary":"Turned from one piece of oak.","imageSha256":"","version":1},"unitPrice":{"amount":2500,"currency":"EUR"},"discount":{"amount":0,"currency":"EUR"},"tax":{"amount":0,"currency":"EUR"},"units":{"pending":1,"accepted":0,"shipped":0,"delivered":0,"returned":0,"refunded":0,"undecided":0,"rejected":0,"cancelled":0,"lost":0}},{"oid":"01a20574-3d47-700a-8acf-bea61636e7db","product":"00000000-0000-0000-0000-000000000aa5","snapshot":{"name":"Oak bowl 2725","summary":"Turned from one piece of oak.","imageSha256":"","version":1},"unitPrice":{"amount":2500,"currency":"EUR"},"discount":{"amount":0,"currency":"EUR"},"tax":{"amount":0,"currency":"EUR"},"units":{"pending":1,"accepted":0,"shipped":0,"delivered":0,"returned":0,"refunded":0,"undecided":0,"rejected":0,"cancelled":0,"lost":0}}]},{"oid":"01a20574-3d4e-7167-8c0e-58f850241938","version":1,"created":"2026-11-22T22:50:32.754323Z","modified":"2026-11-22T22:50:32.754323Z","order":"01a20574-3cd7-7412-8440-abdded544ec0","artisan":"00000000-0000-0001-0000-000000000019","reference":"2026-00001-2","shipToName":"Lena Brandt","shipTo":{"streetAddress":"Kastanienallee 5","city":"Berlin","postalCode":"10435","country":"DE"},"items":{"amount":5000,"currency":"EUR"},"discount":{"amount":0,"currency":"EUR"},"shipping":{"amount":196,"currency":"EUR"},"tax":{"amount":0,"currency":"EUR"},"answerBy":"2026-11-25T22:50:32.754323Z","round":1,"request":"sent","work":"open","lines":[{"oid":"01a20574-3d4d-74e2-a93d-f2fe4ad12afb","product":"00000000-0000-0000-0000-000000000a42","snapshot":{"name":"Oak bowl 2626","summary":"Turned from one piece of oak.","imageSha256":"","version":1},"unitPrice":{"amount":2500,"currency":"EUR"},"discount":{"amount":0,"currency":"EUR"},"tax":{"amount":0,"currency":"EUR"},"units":{"pending":1,"accepted":0,"shipped":0,"delivered":0,"returned":0,"refunded":0,"undecided":0,"rejected":0,"cancelled":0,"lost":0}},{"oid":"01a20574-3d4d-74e2-a93d-f2fe4ad12afc","product":"00000000-0000-0000-0000-000000000aa6","snapshot":{"name":"Oak bowl 2726","summary":"Turned from one piece of oak.","imageSha256":"","version":1},"unitPrice":{"amount":2500,"currency":"EUR"},"discount":{"amount":0,"currency":"EUR"},"tax":{"amount":0,"currency":"EUR"},"units":{"pending":1,"accepted":0,"shipped":0,"delivered":0,"returned":0,"refunded":0,"undecided":0,"rejected":0,"cancelled":0,"lost":0}}]},{"oid":"01a20574-3d4e-7167-8c0e-58f85024193a","version":1,"created":"2026-11-22T22:50:32.754323Z","modified":"2026-11-22T22:50:32.754323Z","order":"01a20574-3cd7-7412-8440-abdded544ec0","artisan":"00000000-0000-0001-0000-00000000001a","reference":"2026-00001-3","shipToName":"Lena Brandt","shipTo":{"streetAddress":"Kastanienallee 5","city":"Berlin","postalCode":"10435","country":"DE"},"items":{"amount":2500,"currency":"EUR"},"discount":{"amount":0,"currency":"EUR"},"shipping":{"amount":98,"currency":"EUR"},"tax":{"amount":0,"currency":"EUR"},"answerBy":"2026-11-25T22:50:32.754323Z","round":1,"request":"sent","work":"open","lines":[{"oid":"01a20574-3d4e-7167-8c0e-58f850241939","product":"00000000-0000-0000-0000-000000000a43","snapshot":{"name":"Oak bowl 2627","summary":"Turned from one piece of oak.","imageSha256":"","version":1},"unitPrice":{"amount":2500,"currency":"EUR"},"discount":{"amount":0,"currency":"EUR"},"tax":{"amount":0,"currency":"EUR"},"units":{"pending":1,"accepted":0,"shipped":0,"delivered":0,"returned":0,"refunded":0,"undecided":0,"rejected":0,"cancelled":0,"lost":0}}]}],"fates":[],"shipments":[],"requests":[]}}' where principal = 'channel-bench' and key = (lpad(to_hex(:r::bigint),16,'0')||'0000000000000001');
with t as (
    update streams set next_out = next_out + 1 where recipient_oid = ('00000000-0000-0001-0000-'||lpad(to_hex(:a + 0),12,'0'))::uuid
    returning next_out - 1 as sequence)
insert into outbox (message_id, recipient_oid, sequence, type, subject, correlation_id,
    payload, created, expires)
select (lpad(to_hex(:r::bigint),16,'0')||'000000000000000f')::uuid, ('00000000-0000-0001-0000-'||lpad(to_hex(:a + 0),12,'0'))::uuid, sequence, 'hms.work_order.sent.v1', 'work_order/'||(lpad(to_hex(:r::bigint),16,'0')||'000000000000000a'), null::uuid, convert_to('{"oid":"01a20574-3d4d-74e2-a93d-f2fe4ad12afa","version":1,"created":"2026-11-22T22:50:32.754323Z","modified":"2026-11-22T22:50:32.754323Z","reference":"2026-00001-1","shipToName":"Lena Brandt","shipTo":{"city":"Berlin","postalCode":"10435","country":"DE"},"items":{"amount":5000,"currency":"EUR"},"discount":{"amount":0,"currency":"EUR"},"shipping":{"amount":196,"currency":"EUR"},"tax":{"amount":0,"currency":"EUR"},"answerBy":"2026-11-25T22:50:32.754323Z","round":1,"lines":[{"oid":"01a20574-3d45-7220-81b3-fd41e6fb31e1","product":"00000000-0000-0000-0000-000000000a41","snapshot":{"name":"Oak bowl 2625","summary":"Turned from one piece of oak.","imageSha256":"","version":1},"unitPrice":{"amount":2500,"currency":"EUR"},"discount":{"amount":0,"currency":"EUR"},"tax":{"amount":0,"currency":"EUR"},"units":{"pending":1,"accepted":0,"shipped":0,"delivered":0,"returned":0,"refunded":0,"undecided":0,"rejected":0,"cancelled":0,"lost":0}},{"oid":"01a20574-3d47-700a-8acf-bea61636e7db","product":"00000000-0000-0000-0000-000000000aa5","snapshot":{"name":"Oak bowl 2725","summary":"Turned from one piece of oak.","imageSha256":"","version":1},"unitPrice":{"amount":2500,"currency":"EUR"},"discount":{"amount":0,"currency":"EUR"},"tax":{"amount":0,"currency":"EUR"},"units":{"pending":1,"accepted":0,"shipped":0,"delivered":0,"returned":0,"refunded":0,"undecided":0,"rejected":0,"cancelled":0,"lost":0}}],"requestState":"sent","workState":"open"}', 'UTF8'), now(), now() + interval '30 days' from t;
with t as (
    update streams set next_out = next_out + 1 where recipient_oid = ('00000000-0000-0001-0000-'||lpad(to_hex(:a + 1),12,'0'))::uuid
    returning next_out - 1 as sequence)
insert into outbox (message_id, recipient_oid, sequence, type, subject, correlation_id,
    payload, created, expires)
select (lpad(to_hex(:r::bigint),16,'0')||'0000000000000019')::uuid, ('00000000-0000-0001-0000-'||lpad(to_hex(:a + 1),12,'0'))::uuid, sequence, 'hms.work_order.sent.v1', 'work_order/'||(lpad(to_hex(:r::bigint),16,'0')||'0000000000000014'), null::uuid, convert_to('{"oid":"01a20574-3d4e-7167-8c0e-58f850241938","version":1,"created":"2026-11-22T22:50:32.754323Z","modified":"2026-11-22T22:50:32.754323Z","reference":"2026-00001-2","shipToName":"Lena Brandt","shipTo":{"city":"Berlin","postalCode":"10435","country":"DE"},"items":{"amount":5000,"currency":"EUR"},"discount":{"amount":0,"currency":"EUR"},"shipping":{"amount":196,"currency":"EUR"},"tax":{"amount":0,"currency":"EUR"},"answerBy":"2026-11-25T22:50:32.754323Z","round":1,"lines":[{"oid":"01a20574-3d4d-74e2-a93d-f2fe4ad12afb","product":"00000000-0000-0000-0000-000000000a42","snapshot":{"name":"Oak bowl 2626","summary":"Turned from one piece of oak.","imageSha256":"","version":1},"unitPrice":{"amount":2500,"currency":"EUR"},"discount":{"amount":0,"currency":"EUR"},"tax":{"amount":0,"currency":"EUR"},"units":{"pending":1,"accepted":0,"shipped":0,"delivered":0,"returned":0,"refunded":0,"undecided":0,"rejected":0,"cancelled":0,"lost":0}},{"oid":"01a20574-3d4d-74e2-a93d-f2fe4ad12afc","product":"00000000-0000-0000-0000-000000000aa6","snapshot":{"name":"Oak bowl 2726","summary":"Turned from one piece of oak.","imageSha256":"","version":1},"unitPrice":{"amount":2500,"currency":"EUR"},"discount":{"amount":0,"currency":"EUR"},"tax":{"amount":0,"currency":"EUR"},"units":{"pending":1,"accepted":0,"shipped":0,"delivered":0,"returned":0,"refunded":0,"undecided":0,"rejected":0,"cancelled":0,"lost":0}}],"requestState":"sent","workState":"open"}', 'UTF8'), now(), now() + interval '30 days' from t;
with t as (
    update streams set next_out = next_out + 1 where recipient_oid = ('00000000-0000-0001-0000-'||lpad(to_hex(:a + 2),12,'0'))::uuid
    returning next_out - 1 as sequence)
insert into outbox (message_id, recipient_oid, sequence, type, subject, correlation_id,
    payload, created, expires)
select (lpad(to_hex(:r::bigint),16,'0')||'0000000000000023')::uuid, ('00000000-0000-0001-0000-'||lpad(to_hex(:a + 2),12,'0'))::uuid, sequence, 'hms.work_order.sent.v1', 'work_order/'||(lpad(to_hex(:r::bigint),16,'0')||'000000000000001e'), null::uuid, convert_to('{"oid":"01a20574-3d4e-7167-8c0e-58f85024193a","version":1,"created":"2026-11-22T22:50:32.754323Z","modified":"2026-11-22T22:50:32.754323Z","reference":"2026-00001-3","shipToName":"Lena Brandt","shipTo":{"city":"Berlin","postalCode":"10435","country":"DE"},"items":{"amount":2500,"currency":"EUR"},"discount":{"amount":0,"currency":"EUR"},"shipping":{"amount":98,"currency":"EUR"},"tax":{"amount":0,"currency":"EUR"},"answerBy":"2026-11-25T22:50:32.754323Z","round":1,"lines":[{"oid":"01a20574-3d4e-7167-8c0e-58f850241939","product":"00000000-0000-0000-0000-000000000a43","snapshot":{"name":"Oak bowl 2627","summary":"Turned from one piece of oak.","imageSha256":"","version":1},"unitPrice":{"amount":2500,"currency":"EUR"},"discount":{"amount":0,"currency":"EUR"},"tax":{"amount":0,"currency":"EUR"},"units":{"pending":1,"accepted":0,"shipped":0,"delivered":0,"returned":0,"refunded":0,"undecided":0,"rejected":0,"cancelled":0,"lost":0}}],"requestState":"sent","workState":"open"}', 'UTF8'), now(), now() + interval '30 days' from t;
commit;
