-- The office looks for artisans of all states by words of their names.
create index artisans_search on artisans using gin (to_tsvector('simple', display_name));
