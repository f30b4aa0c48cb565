-- What the relay and the guard of states learn about storefronts; behind V120 and V121, which they add to.

create policy relay on streams for select to hms_relay using (true);
grant select on streams, channel_keys to hms_relay;

-- How messages reach a storefront is its wish, which the office writes down.
grant update (link) on stream_leases to hms_office;

create trigger guard_state_update before update on channel_keys for each row
    when (old.state is distinct from new.state) execute function guard_state('artisan-key', 'state');
create trigger guard_state_insert before insert on channel_keys for each row
    execute function guard_state('artisan-key', 'state');
