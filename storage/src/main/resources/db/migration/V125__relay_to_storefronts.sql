-- The relay sends to storefronts too: it has to know which streams are theirs, and with what to sign.
create policy relay on streams for select to hms_relay using (true);
grant select on streams, channel_keys to hms_relay;
-- Which way a stream goes is the office's to say; what a storefront has fetched, it need not be sent.
grant update (link) on stream_leases to hms_office;
grant update (sent) on outbox to hms_office;

-- Keys of storefronts go through the states that all keys go through.
create trigger guard_state_update before update on channel_keys for each row
    when (old.state is distinct from new.state) execute function guard_state('artisan-key', 'state');
create trigger guard_state_insert before insert on channel_keys for each row
    execute function guard_state('artisan-key', 'state');
