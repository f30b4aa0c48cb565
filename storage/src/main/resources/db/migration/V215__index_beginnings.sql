-- How a handle begins is a range of its code points, whatever the order of the database is.
create index artisans_by_beginning on artisans (handle collate "C");
create index products_by_beginning on products (handle collate "C");
