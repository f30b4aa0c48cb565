-- Purges remove objects that nothing refers to any more; foreign keys see to that.
grant delete on artisans, products, stock, product_revisions to hms_office;
