-- Imported orders go through the moves that their past made: docs/adr/0022. No work order begins
-- where others have gone.
delete from transitions where (machine, from_state, to_state, command, side) in (
    ('work-order-request', '[*]', 'accepted', 'import', 'office'),
    ('work-order-work', '[*]', 'fulfilled', 'import', 'office'));
