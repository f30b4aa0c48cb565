-- Orders in full: every edge of a unit, holds, attention, cancel requests, parcels with a fate, facts
-- that no edge allows. Words, edges and the order of the status rule are those of docs/domain.md.

-- Pieces nobody will make, until the office decides; pieces that came back and were paid back.
alter table order_lines
    add q_undecided int not null default 0 check (q_undecided >= 0),
    add q_refunded int not null default 0 check (q_refunded >= 0),
    drop constraint order_lines_check,
    drop constraint order_lines_check1,
    drop constraint order_lines_q_ordered_check;
alter table order_lines
    add constraint order_lines_q_ordered_check check (q_ordered between 0 and 10000),
    add constraint order_lines_discount_check check (discount_minor <= q_ordered * unit_price_minor),
    add constraint order_lines_units_check check (q_ordered = q_pending + q_accepted + q_shipped
        + q_delivered + q_returned + q_refunded + q_undecided + q_rejected + q_cancelled + q_lost),
    -- The same rule as OrderLine.refundDue; all pieces together give exactly the net amount.
    add refund_due_minor bigint not null generated always as (case when q_ordered = 0 then 0
        else (q_rejected + q_cancelled + q_lost + q_refunded)
            * (q_ordered * unit_price_minor - discount_minor + tax_minor) / q_ordered end) stored;

-- What a product or an artisan may not leave behind.
create index order_lines_open_of_product on order_lines (product_oid)
    where q_pending + q_accepted > 0;
create index order_lines_open_of_artisan on order_lines (artisan_oid)
    where q_pending + q_accepted > 0;

-- 'elsewhere' is a line of another artisan, to which pieces were rerouted.
alter table unit_moves
    add check (from_bucket in ('pending', 'accepted', 'shipped', 'delivered', 'undecided',
        'rejected', 'cancelled', 'lost')),
    add check (to_bucket in ('pending', 'accepted', 'shipped', 'delivered', 'returned', 'refunded',
        'undecided', 'rejected', 'cancelled', 'lost', 'elsewhere')),
    add check (from_bucket <> to_bucket);
create index unit_moves_of_line on unit_moves (line_oid, n);

alter table orders drop column status;
alter table orders
    add q_undecided int not null default 0 check (q_undecided >= 0),
    add q_refunded int not null default 0 check (q_refunded >= 0),
    add held_reason text,
    add closed timestamptz,
    add attention text[] not null default '{}' check (attention <@ array['price_differs',
        'unanswered', 'undecided', 'fact_report', 'not_enrolled', 'late', 'imported']),
    drop constraint orders_check3;
alter table orders
    add constraint orders_units_check check (q_ordered = q_pending + q_accepted + q_shipped
        + q_delivered + q_returned + q_refunded + q_undecided + q_rejected + q_cancelled + q_lost),
    -- The same rule as hms.domain.order.OrderStatus; a test compares the two.
    add status text not null generated always as (case
        when closed is not null then 'closed'
        when held_reason is not null then 'on_hold'
        when q_rejected + q_cancelled = q_ordered then 'cancelled'
        when q_pending + q_undecided + q_accepted > 0
            and q_shipped + q_delivered + q_returned + q_refunded + q_lost > 0
            then 'partially_shipped'
        when q_accepted > 0 then 'in_progress'
        when q_pending + q_undecided > 0 then 'routed'
        when q_shipped > 0 and q_delivered + q_returned + q_refunded + q_lost > 0
            then 'partially_delivered'
        when q_shipped > 0 then 'shipped'
        when q_delivered > 0 then 'delivered'
        else 'returned' end) stored;
create index orders_by_status on orders (status, created, oid);
create index orders_with_attention on orders using gin (attention) where attention <> '{}';

alter table work_orders
    add round int not null default 1 check (round > 0),
    add held_from text check (held_from in ('open', 'in_progress')),
    add held_by text check (held_by in ('artisan', 'office')),
    add reason text,
    drop constraint work_orders_request_state_check,
    drop constraint work_orders_work_state_check;
alter table work_orders
    add constraint work_orders_request_state_check check (request_state in ('sent', 'received',
        'accepted', 'part_accepted', 'rejected', 'expired', 'recalled')),
    add constraint work_orders_work_state_check check (work_state in ('open', 'in_progress',
        'on_hold', 'fulfilled', 'closed_short', 'cancelled')),
    add constraint work_orders_hold_check check (
        (work_state = 'on_hold') = (held_from is not null)
        and (held_from is null) = (held_by is null));

alter table shipments
    add version bigint not null default 1 check (version > 0),
    add modified timestamptz,
    add state text not null default 'shipped'
        check (state in ('shipped', 'delivered', 'lost', 'voided')),
    add tracking_status text not null default 'unknown' check (tracking_status in ('unknown',
        'pre_transit', 'in_transit', 'out_for_delivery', 'available_for_pickup', 'delivered',
        'exception', 'returned')),
    add tracked_at timestamptz;
update shipments set modified = created;
alter table shipments alter modified set not null, add check (modified >= created);
create index shipments_of_work_order on shipments (work_order_oid, created);
alter table shipment_lines add artisan_oid uuid;
update shipment_lines l set artisan_oid = s.artisan_oid from shipments s where s.oid = l.shipment_oid;
alter table shipment_lines alter artisan_oid set not null;

create table cancel_requests (
    oid uuid primary key,
    version bigint not null check (version > 0),
    created timestamptz not null,
    modified timestamptz not null check (modified >= created),
    work_order_oid uuid not null,
    artisan_oid uuid not null,
    asked_by text not null check (asked_by in ('customer', 'office')),
    reason text not null,
    answer_by timestamptz not null,
    state text not null check (state in ('requested', 'agreed', 'refused', 'withdrawn')),
    refusal text check (refusal in ('work_started', 'personalised', 'other', 'already_shipped')),
    foreign key (work_order_oid, artisan_oid) references work_orders (oid, artisan_oid),
    check ((state = 'refused') = (refusal is not null))
);
create unique index cancel_requests_one_open on cancel_requests (work_order_oid)
    where state = 'requested';
create index cancel_requests_of_work_order on cancel_requests (work_order_oid, created);

create table cancel_request_lines (
    request_oid uuid not null references cancel_requests,
    line_oid uuid not null references order_lines,
    artisan_oid uuid not null,
    position int not null,
    units int not null check (units > 0),
    agreed int not null check (agreed between 0 and units),
    primary key (request_oid, line_oid)
);

create table fact_reports (
    oid uuid primary key,
    version bigint not null check (version > 0),
    created timestamptz not null,
    modified timestamptz not null check (modified >= created),
    work_order_oid uuid not null,
    artisan_oid uuid not null,
    shipment_oid uuid not null unique,
    notice jsonb not null,
    occurred_at timestamptz not null,
    details text not null,
    state text not null check (state in ('open', 'confirmed', 'dismissed')),
    settled_by text,
    text text,
    foreign key (work_order_oid, artisan_oid) references work_orders (oid, artisan_oid),
    check ((state = 'open') = (settled_by is null))
);
create index fact_reports_open on fact_reports (created, oid) where state = 'open';
create index fact_reports_of_work_order on fact_reports (work_order_oid, created);

grant select, insert, update on cancel_requests, cancel_request_lines, fact_reports, shipments
    to hms_office;
