-- Two things stop the clock of a deadline: a hold of its object, and, for those of work orders and
-- cancel requests, the absence of the artisan. It goes on when neither does any more.
alter table deadlines
    add of_work boolean not null
        generated always as (kind ~ '^(work-order|cancel-request)\.') stored,
    add on_hold boolean not null default false,
    add away boolean not null default false;

-- The owner sees no rows, and until now nothing but a hold paused any.
alter table deadlines no force row level security;
update deadlines set on_hold = true where paused_left is not null;
alter table deadlines force row level security;

alter table deadlines
    add constraint deadlines_paused_for_a_reason check ((paused_left is not null) = (on_hold or away)),
    add constraint deadlines_away_of_work check (of_work or not away);

-- Whoever comes or goes has the clocks of its work stopped or started.
create index deadlines_of_work on deadlines (artisan_oid) where done is null and of_work;
