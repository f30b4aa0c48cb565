-- What was queued goes on in the trace of what queued it, whoever sends it, and when.
alter table outbox add column traceparent text
    check (traceparent ~ '^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$');
