-- Work that outlasts its call. A node holds a running one under a lease; whose lease is over is taken
-- up by another node, with a higher epoch, and what the former one still says is not heard.
create table operations (
    oid uuid primary key,
    version bigint not null check (version > 0),
    created timestamptz not null,
    modified timestamptz not null check (modified >= created),
    kind text not null check (kind <> ''),
    principal text not null,
    -- Whose it is, if an artisan asked; no reference: it outlives nobody by more than a week.
    artisan_oid uuid,
    mandate jsonb not null,
    parameters jsonb not null,
    state text not null
        check (state in ('waiting', 'running', 'cancelling', 'succeeded', 'failed', 'cancelled')),
    done bigint not null check (done >= 0),
    total bigint check (total >= 0),
    outcome jsonb,
    started timestamptz,
    ended timestamptz,
    expires timestamptz,
    node text,
    lease_until timestamptz,
    epoch bigint not null default 0 check (epoch >= 0),
    check ((ended is null) = (state in ('waiting', 'running', 'cancelling'))),
    check ((ended is null) = (expires is null)),
    check ((outcome is null) = (state not in ('succeeded', 'failed')))
);
create index operations_of_principal on operations (principal, created, oid);
create index operations_to_do on operations (created, oid) where ended is null;
create index operations_by_age on operations (ended) where ended is not null;

create trigger guard_state_update before update on operations for each row
    when (old.state is distinct from new.state) execute function guard_state('operation', 'state');
create trigger guard_state_insert before insert on operations for each row
    execute function guard_state('operation', 'state');
insert into transitions (machine, from_state, to_state, command, side) values
    ('operation', '[*]', 'waiting', 'ask', 'any'),
    ('operation', 'cancelling', 'cancelled', 'stop', 'office'),
    ('operation', 'cancelling', 'failed', 'fail', 'office'),
    ('operation', 'cancelling', 'succeeded', 'succeed', 'office'),
    ('operation', 'running', 'cancelling', 'cancel', 'any'),
    ('operation', 'running', 'failed', 'fail', 'office'),
    ('operation', 'running', 'running', 'take_over', 'office'),
    ('operation', 'running', 'succeeded', 'succeed', 'office'),
    ('operation', 'waiting', 'cancelled', 'cancel', 'any'),
    ('operation', 'waiting', 'running', 'start', 'office');

alter table operations enable row level security, force row level security;
create policy office on operations to hms_office using (true) with check (true);
create policy own on operations to hms_artisan
    using (artisan_oid = (select current_artisan()))
    with check (artisan_oid = (select current_artisan()));
grant select, insert, update, delete on operations to hms_office;
grant select, insert, update (version, modified, state, outcome, started, ended, expires) on operations
    to hms_artisan;
