-- Nothing waits, and nobody holds a stream. As the relay.
update outbox set sent = now() where sent is null;
update stream_leases set until = '-infinity';
