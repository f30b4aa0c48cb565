-- Whatever callers may ask of a list (hms.storage.Listings) is found by an index: a value that is
-- equal, in the order of creation, or a range, in its own order. PgListsIT tries them all.

create index artisans_by_email on artisans (email);

create index products_by_handle on products (handle);
create index products_by_flag on products (available, created, oid);
create index products_by_store_flag on products (store_available, created, oid);
create index products_by_change on products (modified, created, oid);
create index products_by_price on products (currency collate "C", price_minor, created, oid)
    where price_minor is not null;
create index products_in_catalogue_by_name
    on products (((content ->> 'name')::text) collate "C", created, oid)
    where state = 'listed' and available;

create index product_revisions_in_order on product_revisions (created, oid);
create index product_revisions_by_state on product_revisions (state, created, oid);
create index product_revisions_of_artisan on product_revisions (artisan_oid, created, oid);
create index product_revisions_of_reviewer on product_revisions (reviewer, created, oid);
create index product_revisions_by_submission on product_revisions (submitted, created, oid)
    where submitted is not null;

create index orders_by_external_id on orders (external_id);
create index orders_by_placement on orders (placed_at, created, oid);

create index work_orders_by_request on work_orders (artisan_oid, request_state, created, oid);
create index work_orders_by_answer on work_orders (artisan_oid, answer_by, created, oid);
