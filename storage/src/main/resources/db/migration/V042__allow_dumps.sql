-- A dump reads and sets every sequence, and fills tables that refer to each other in one
-- transaction: a product names its revision, which names its product.
grant select, update on all sequences in schema public to hms_office;
alter default privileges in schema public grant select, update on sequences to hms_office;
alter table products alter constraint products_approved_revision_oid_fkey deferrable;
