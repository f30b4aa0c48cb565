-- Orders that ask the office to look at them are few; those that do not cost nothing here.
create index orders_asking on orders (created, oid) where attention <> '{}';
