-- A receiver learns a new secret in its own time: until then the one before signs too.
alter table webhooks
    add old_wrapped_secret bytea check (octet_length(old_wrapped_secret) = 60),
    add old_until timestamptz,
    add check ((old_wrapped_secret is null) = (old_until is null));
grant update (wrapped_secret, old_wrapped_secret, old_until) on webhooks to hms_office;
