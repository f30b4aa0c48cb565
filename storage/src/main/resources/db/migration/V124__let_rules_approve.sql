-- A stored rule approves what was submitted.
insert into transitions (machine, from_state, to_state, command, side) values
    ('revision', 'submitted', 'approved', 'approve_by_rule', 'office');
