-- What has served its time goes: answers kept for repetitions, messages that were sent or received
-- long ago, pictures that nothing names. The house sweeps, a bounded batch at a time.
create index idempotency_keys_by_age on idempotency_keys (created);
create index outbox_by_age on outbox (sent, sequence) where sent is not null;
create index inbox_by_age on inbox (received);
create index parked_messages_by_age on parked_messages (received);
grant delete on outbox, inbox to hms_office;

-- Since when nothing has named a picture; null while something does, or nobody has looked yet.
alter table product_images
    add unused_since timestamptz,
    add constraint product_images_unused_check check (unused_since is null or not live);
create index product_images_unnamed on product_images (created) where not live and unused_since is null;
create index product_images_unused on product_images (unused_since) where unused_since is not null;
