-- Moves that came with review rules and erasure.
insert into transitions (machine, from_state, to_state, command, side) values
    ('artisan', 'declined', 'declined', 'erase', 'office'),
    ('revision', 'submitted', 'approved', 'approve_by_rule', 'office');
