-- The office lists the work orders of all artisans, by what stands in each.
create index work_orders_by_any_request on work_orders (request_state, created, oid);
create index work_orders_by_any_work on work_orders (work_state, created, oid);
create index work_orders_by_any_answer on work_orders (answer_by, created, oid);
