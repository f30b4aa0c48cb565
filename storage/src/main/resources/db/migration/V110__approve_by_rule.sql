-- Rules that approve revisions instead of a person. There are none until the office makes one; the
-- judging is the house's, so artisans and strangers have no right here at all.
create table review_rules (
    oid uuid primary key,
    version bigint not null check (version > 0),
    created timestamptz not null,
    modified timestamptz not null check (modified >= created),
    name text not null,
    condition jsonb not null check (jsonb_typeof(condition) = 'object' and condition <> '{}'),
    sample_percent int not null check (sample_percent between 0 and 100),
    enabled boolean not null
);
grant select, insert, update on review_rules to hms_office;

alter table product_revisions
    add rule_oid uuid references review_rules,
    add constraint product_revisions_rule_check check (rule_oid is null or state = 'approved');
-- An artisan names no rule: its own transactions cannot.
alter policy own on product_revisions with check (
    artisan_oid = (select current_artisan()) and rule_oid is null);

-- How an artisan has done so far; what was submitted lately.
create index product_revisions_approved on product_revisions (artisan_oid, modified)
    where state = 'approved';
create index product_revisions_submitted on product_revisions (submitted, oid)
    where submitted is not null;
