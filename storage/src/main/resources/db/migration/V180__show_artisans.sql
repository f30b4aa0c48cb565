-- Strangers find the artisans who are active, by name, and read what these show of themselves.
alter table artisans
    add website text generated always as (profile ->> 'website') stored,
    add region text generated always as (profile #>> '{businessAddress,region}') stored;
create index artisans_shown_by_name on artisans (display_name collate "C", created, oid)
    where state = 'active';
create index artisans_shown_search on artisans using gin (to_tsvector('simple', display_name))
    where state = 'active';

grant select (version, created, modified, website, region) on artisans to hms_public;
