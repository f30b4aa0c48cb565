-- Products are found by the values of their categories: metadata.material=oak.
create index products_by_metadata on products using gin ((content -> 'metadata') jsonb_path_ops);
