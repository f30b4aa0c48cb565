-- What an artisan's link says is what the relay does: it sends to those whose link is amqp, whoever
-- changed the link and by whichever door. The relay's rows are not the artisan's to write.
alter table stream_leases
    drop constraint stream_leases_link_check,
    add constraint stream_leases_link_check check (link in ('amqp', 'http', 'file'));

create function follow_link() returns trigger language plpgsql security definer
    set search_path = public, pg_temp as $$
begin
    update stream_leases set link = new.link where recipient_oid = new.oid and link <> new.link;
    return null;
end $$;
revoke execute on function follow_link() from public;
create trigger follow_link after update on artisans for each row
    when (old.link is distinct from new.link) execute function follow_link();

-- An artisan sees how its own stream stands, but for what is in its messages: those are sealed to it.
grant select (recipient_oid, sequence, created, sent) on outbox to hms_artisan;
