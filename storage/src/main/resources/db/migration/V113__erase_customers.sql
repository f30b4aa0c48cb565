-- A customer who wants to be forgotten: its data go here, and in its orders and work orders.
alter table customers add erased timestamptz;
