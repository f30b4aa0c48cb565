-- Artisans and their keys, products and revisions, with all the states they can be in.

alter table artisans
    drop constraint artisans_state_check,
    drop constraint artisans_check1,
    add constraint artisans_state_check
        check (state in ('applied', 'active', 'suspended', 'declined', 'closed')),
    add constraint artisans_queue_check check (state in ('applied', 'declined') or queue_id is not null),
    add reason text,
    add pending_email text,
    add away_from date,
    add away_to date,
    add link text not null default 'amqp' check (link in ('amqp', 'http', 'file')),
    add notes text,
    add import_notes jsonb not null default '{}' check (jsonb_typeof(import_notes) = 'object'),
    add purged timestamptz,
    add constraint artisans_away_check
        check (num_nonnulls(away_from, away_to) in (0, 2) and away_from <= away_to),
    add constraint artisans_purged_check check (purged is null or state = 'closed');
alter table artisans alter link drop default, alter import_notes drop default;
drop index artisans_email_once;
create unique index artisans_email_once on artisans (lower(email))
    where state in ('active', 'suspended');

alter table artisan_keys
    drop constraint artisan_keys_state_check,
    add constraint artisan_keys_state_check
        check (state in ('pending', 'active', 'retiring', 'retired', 'revoked')),
    add activated timestamptz,
    add retire_at timestamptz,
    add revoked timestamptz,
    add reason text,
    add constraint artisan_keys_retire_check check (state <> 'retiring' or retire_at is not null),
    add constraint artisan_keys_revoked_check check ((state = 'revoked') = (revoked is not null));
create unique index artisan_keys_one_pending on artisan_keys (artisan_oid) where state = 'pending';

-- Stock has versions of its own: an object is a row of one kind.
alter table audit_entries
    drop constraint audit_entries_object_object_version_key,
    add constraint audit_entries_once unique (kind, object, object_version);

alter table products
    drop constraint products_state_check,
    drop constraint products_check2,
    add constraint products_state_check
        check (state in ('draft', 'unlisted', 'listed', 'blocked', 'retired')),
    add constraint products_approved_check check (state in ('draft', 'retired')
        or (approved_revision_oid is not null and price_minor > 0)),
    add handle text check (handle ~ '^[a-z0-9-]{3,40}$'),
    add reason text,
    add import_notes jsonb not null default '{}' check (jsonb_typeof(import_notes) = 'object');
update products set handle = 'product-' || left(replace(oid::text, '-', ''), 32);
alter table products alter handle set not null, alter import_notes drop default,
    add constraint products_handle_once unique (artisan_oid, handle);

alter table product_revisions
    drop constraint product_revisions_state_check,
    add constraint product_revisions_state_check
        check (state in ('draft', 'submitted', 'in_review', 'changes_requested', 'approved', 'rejected',
            'withdrawn', 'superseded')),
    add base_version bigint not null default 1 check (base_version > 0),
    add claimed_until timestamptz,
    add text text,
    add constraint product_revisions_claim_check
        check ((state = 'in_review') = (claimed_until is not null)),
    add constraint product_revisions_reason_check check (reason in
        ('not_handmade', 'prohibited', 'misleading', 'poor_images', 'price', 'other'));
alter table product_revisions alter base_version drop default;
-- Comments say who made them, and when.
update product_revisions set comments = (
    select coalesce(jsonb_agg(c || jsonb_build_object('by', coalesce(reviewer, 'office'), 'at',
        to_char(modified at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))), '[]')
    from jsonb_array_elements(comments) c)
where comments <> '[]';
drop index product_revisions_one_open;
create unique index product_revisions_one_open on product_revisions (product_oid)
    where state in ('draft', 'submitted', 'in_review', 'changes_requested');
drop index product_revisions_queue;
create index product_revisions_queue on product_revisions (submitted, oid)
    where state in ('submitted', 'in_review');

-- What a product or an artisan may not leave behind.
create index order_lines_open_of_product on order_lines (product_oid)
    where q_pending + q_accepted > 0;
create index order_lines_open_of_artisan on order_lines (artisan_oid)
    where q_pending + q_accepted > 0;
create index order_lines_of_product on order_lines (product_oid);
create index work_orders_of_maker on work_orders (artisan_oid);

-- A product that was never ordered goes for good, an artisan's queue and account too.
grant delete on products, stock, product_images, image_bytes, product_revisions, enrolments to hms_office;
