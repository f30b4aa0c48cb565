-- Every list that people page through has an index in its very order, so that a late page costs
-- what the first one costs. PgListsIT holds each query to its index.

create index artisans_in_order on artisans (created, oid);
create index products_in_order on products (created, oid);
-- Currencies compare by code point, as all texts of a query do.
create index products_in_catalogue_by_price
    on products (currency collate "C", price_minor, created, oid)
    where state = 'listed' and available;
create index product_revisions_waiting on product_revisions (submitted, created, oid)
    where state in ('submitted', 'in_review');
create index product_revisions_of_product on product_revisions (product_oid, created, oid);
create index orders_in_order on orders (created, oid);
create index orders_of_channel on orders (channel_oid, created, oid);
create index orders_of_customer on orders (customer_oid, created, oid);
create index work_orders_of_artisan_in_order on work_orders (artisan_oid, created, oid);
create index work_orders_in_order on work_orders (created, oid);
