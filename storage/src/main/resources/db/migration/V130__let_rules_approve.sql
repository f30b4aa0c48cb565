-- Moves that came with review rules and erasure, where the database guards moves.
do $$ begin
  if to_regclass('transitions') is not null then
    insert into transitions (machine, from_state, to_state, command, side) values
        ('artisan', 'declined', 'declined', 'erase', 'office'),
        ('revision', 'submitted', 'approved', 'approve_by_rule', 'office')
    on conflict do nothing;
  end if;
end $$;
