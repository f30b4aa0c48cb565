-- People look for words of the name and the summary, in any language: no stemming, no stop words.
alter table products add search tsvector not null generated always as (
    to_tsvector('simple', coalesce(content ->> 'name', '') || ' ' || coalesce(content ->> 'summary', ''))) stored;
create index products_search on products using gin (search);
