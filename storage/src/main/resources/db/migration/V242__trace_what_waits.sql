-- What waits goes on in the trace of what made it wait: notices until they have a number, deadlines
-- until they are due. docs/adr/0046.
alter table channel_notices add column traceparent text
    check (traceparent ~ '^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$');

alter table deadlines
    add column traceparent text check (traceparent ~ '^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$'),
    -- When it was set by that: what comes of it much later is a trace of its own.
    add column traced timestamptz,
    add check ((traceparent is null) = (traced is null));
