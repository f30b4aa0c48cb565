-- What is done for a job goes on in the trace of the call that submitted it. docs/adr/0046.
alter table job add column traceparent text
    check (traceparent ~ '^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$');
