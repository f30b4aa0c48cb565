-- A backstop behind the domain: a state moves only as the lifecycles say, whoever writes it. The rows
-- follow from the Java tables; TransitionsIT compares them and prints what a migration has to change.
-- docs/adr/0021.

-- from_state '[*]' makes an object; side is who may write the move.
create table transitions (
    machine text not null,
    from_state text not null,
    to_state text not null,
    command text not null,
    side text not null check (side in ('artisan', 'office', 'any')),
    primary key (machine, from_state, to_state, command, side)
);
grant select on transitions to hms_office, hms_artisan;

-- Arguments: the machine, and its column. The rows of a dump come in any state; reading one says so.
create function guard_state() returns trigger language plpgsql as $$
declare
    machine_name constant text := tg_argv[0];
    side_name constant text := case current_user when 'hms_artisan' then 'artisan' else 'office' end;
    state_before text := '[*]';
    state_after text;
begin
    if tg_op = 'INSERT' and side_name = 'office' and current_setting('app.restoring', true) = 'on' then
        return new;
    end if;
    case tg_argv[1]
        when 'state' then
            state_after := lower(new.state);
            if tg_op = 'UPDATE' then state_before := lower(old.state); end if;
        when 'request_state' then
            state_after := new.request_state;
            if tg_op = 'UPDATE' then state_before := old.request_state; end if;
        when 'work_state' then
            state_after := new.work_state;
            if tg_op = 'UPDATE' then state_before := old.work_state; end if;
    end case;
    if not exists (
        select from transitions t
        where t.machine = machine_name and t.from_state = state_before and t.to_state = state_after
          and t.side in (side_name, 'any'))
    then
        raise exception using errcode = 'HM001', table = tg_table_name, column = tg_argv[1],
            message = format('%s.%s: the %s may not move %s to %s', tg_table_name, tg_argv[1], side_name,
                state_before, state_after),
            hint = 'table transitions, and docs/lifecycle';
    end if;
    return new;
end $$;

do $$
declare guarded record;
begin
  for guarded in select * from (values
      ('artisans', 'state', 'artisan'),
      ('artisan_keys', 'state', 'artisan-key'),
      ('products', 'state', 'product'),
      ('product_revisions', 'state', 'revision'),
      ('work_orders', 'request_state', 'work-order-request'),
      ('work_orders', 'work_state', 'work-order-work'),
      ('cancel_requests', 'state', 'cancel-request'),
      ('shipments', 'state', 'shipment'),
      ('fact_reports', 'state', 'fact-report'),
      ('job', 'state', 'job')) as g (relation, attribute, machine)
  loop
    execute format('create trigger guard_%2$s_update before update on %1$I for each row '
        'when (old.%2$I is distinct from new.%2$I) execute function guard_state(%3$L, %2$L)',
        guarded.relation, guarded.attribute, guarded.machine);
    execute format('create trigger guard_%2$s_insert before insert on %1$I for each row '
        'execute function guard_state(%3$L, %2$L)',
        guarded.relation, guarded.attribute, guarded.machine);
  end loop;
end $$;

-- Work orders are the office's to make; what it makes usually costs the order intake no look-up.
revoke insert on work_orders from hms_artisan;
drop trigger guard_request_state_insert on work_orders;
create trigger guard_request_state_insert before insert on work_orders for each row
    when (new.request_state <> 'sent') execute function guard_state('work-order-request', 'request_state');
drop trigger guard_work_state_insert on work_orders;
create trigger guard_work_state_insert before insert on work_orders for each row
    when (new.work_state <> 'open') execute function guard_state('work-order-work', 'work_state');

insert into transitions (machine, from_state, to_state, command, side) values
    ('artisan', '[*]', 'active', 'create', 'office'),
    ('artisan', '[*]', 'applied', 'import', 'office'),
    ('artisan', '[*]', 'applied', 'sign_up', 'office'),
    ('artisan', '[*]', 'closed', 'import', 'office'),
    ('artisan', 'active', 'active', 'confirm_email', 'office'),
    ('artisan', 'active', 'active', 'update', 'any'),
    ('artisan', 'active', 'closed', 'close', 'office'),
    ('artisan', 'active', 'suspended', 'suspend', 'office'),
    ('artisan', 'applied', 'active', 'activate', 'office'),
    ('artisan', 'applied', 'applied', 'confirm_email', 'office'),
    ('artisan', 'applied', 'applied', 'update', 'any'),
    ('artisan', 'applied', 'declined', 'decline', 'office'),
    ('artisan', 'applied', 'declined', 'expire', 'office'),
    ('artisan', 'closed', 'closed', 'purge', 'office'),
    ('artisan', 'closed', 'suspended', 'reopen', 'office'),
    ('artisan', 'suspended', 'active', 'reinstate', 'office'),
    ('artisan', 'suspended', 'closed', 'close', 'office'),
    ('artisan', 'suspended', 'suspended', 'confirm_email', 'office'),
    ('artisan', 'suspended', 'suspended', 'update', 'any'),
    ('artisan-key', '[*]', 'pending', 'issue', 'any'),
    ('artisan-key', 'active', 'retiring', 'phase_out', 'any'),
    ('artisan-key', 'active', 'revoked', 'revoke', 'any'),
    ('artisan-key', 'pending', 'active', 'prove', 'any'),
    ('artisan-key', 'pending', 'revoked', 'expire', 'office'),
    ('artisan-key', 'pending', 'revoked', 'revoke', 'any'),
    ('artisan-key', 'retiring', 'retired', 'retire', 'office'),
    ('artisan-key', 'retiring', 'revoked', 'revoke', 'any'),
    ('cancel-request', '[*]', 'requested', 'create', 'office'),
    ('cancel-request', 'requested', 'agreed', 'agree', 'artisan'),
    ('cancel-request', 'requested', 'agreed', 'expire', 'office'),
    ('cancel-request', 'requested', 'refused', 'expire_started', 'office'),
    ('cancel-request', 'requested', 'refused', 'overtake', 'any'),
    ('cancel-request', 'requested', 'refused', 'refuse', 'artisan'),
    ('cancel-request', 'requested', 'withdrawn', 'withdraw', 'office'),
    ('fact-report', '[*]', 'open', 'create', 'artisan'),
    ('fact-report', 'open', 'confirmed', 'confirm', 'office'),
    ('fact-report', 'open', 'dismissed', 'dismiss', 'office'),
    ('job', '[*]', 'queued', 'create', 'office'),
    ('job', 'planning', 'failed', 'fail', 'office'),
    ('job', 'planning', 'running', 'plan', 'office'),
    ('job', 'queued', 'planning', 'claim', 'office'),
    ('job', 'running', 'failed', 'fail', 'office'),
    ('job', 'running', 'succeeded', 'succeed', 'office'),
    ('product', '[*]', 'draft', 'create', 'artisan'),
    ('product', '[*]', 'draft', 'import', 'office'),
    ('product', '[*]', 'retired', 'import', 'office'),
    ('product', 'blocked', 'blocked', 'adjust_stock', 'artisan'),
    ('product', 'blocked', 'blocked', 'recount_stock', 'artisan'),
    ('product', 'blocked', 'blocked', 'switch', 'artisan'),
    ('product', 'blocked', 'retired', 'retire', 'any'),
    ('product', 'blocked', 'unlisted', 'unblock', 'office'),
    ('product', 'draft', 'draft', 'adjust_stock', 'artisan'),
    ('product', 'draft', 'draft', 'edit', 'artisan'),
    ('product', 'draft', 'draft', 'recount_stock', 'artisan'),
    ('product', 'draft', 'draft', 'switch', 'artisan'),
    ('product', 'draft', 'retired', 'retire', 'any'),
    ('product', 'draft', 'unlisted', 'approve_first', 'office'),
    ('product', 'listed', 'blocked', 'block', 'office'),
    ('product', 'listed', 'listed', 'adjust_stock', 'artisan'),
    ('product', 'listed', 'listed', 'alter', 'office'),
    ('product', 'listed', 'listed', 'apply_change', 'office'),
    ('product', 'listed', 'listed', 'recount_stock', 'artisan'),
    ('product', 'listed', 'listed', 'switch', 'artisan'),
    ('product', 'listed', 'retired', 'retire', 'any'),
    ('product', 'listed', 'unlisted', 'unlist', 'office'),
    ('product', 'retired', 'draft', 'restore_draft', 'any'),
    ('product', 'retired', 'unlisted', 'restore', 'any'),
    ('product', 'unlisted', 'blocked', 'block', 'office'),
    ('product', 'unlisted', 'listed', 'list', 'office'),
    ('product', 'unlisted', 'retired', 'retire', 'any'),
    ('product', 'unlisted', 'unlisted', 'adjust_stock', 'artisan'),
    ('product', 'unlisted', 'unlisted', 'alter', 'office'),
    ('product', 'unlisted', 'unlisted', 'apply_change', 'office'),
    ('product', 'unlisted', 'unlisted', 'recount_stock', 'artisan'),
    ('product', 'unlisted', 'unlisted', 'switch', 'artisan'),
    ('revision', '[*]', 'draft', 'open', 'artisan'),
    ('revision', '[*]', 'submitted', 'open', 'artisan'),
    ('revision', 'changes_requested', 'changes_requested', 'amend', 'artisan'),
    ('revision', 'changes_requested', 'submitted', 'submit', 'artisan'),
    ('revision', 'changes_requested', 'superseded', 'supersede', 'any'),
    ('revision', 'changes_requested', 'withdrawn', 'expire', 'office'),
    ('revision', 'changes_requested', 'withdrawn', 'withdraw', 'artisan'),
    ('revision', 'draft', 'draft', 'amend', 'artisan'),
    ('revision', 'draft', 'submitted', 'submit', 'artisan'),
    ('revision', 'draft', 'superseded', 'supersede', 'any'),
    ('revision', 'draft', 'withdrawn', 'withdraw', 'artisan'),
    ('revision', 'in_review', 'approved', 'approve', 'office'),
    ('revision', 'in_review', 'changes_requested', 'request_changes', 'office'),
    ('revision', 'in_review', 'in_review', 'amend', 'artisan'),
    ('revision', 'in_review', 'in_review', 'assign', 'office'),
    ('revision', 'in_review', 'in_review', 'claim', 'office'),
    ('revision', 'in_review', 'rejected', 'reject', 'office'),
    ('revision', 'in_review', 'submitted', 'lease_over', 'office'),
    ('revision', 'in_review', 'submitted', 'release', 'office'),
    ('revision', 'in_review', 'superseded', 'supersede', 'any'),
    ('revision', 'in_review', 'withdrawn', 'withdraw', 'artisan'),
    ('revision', 'submitted', 'approved', 'approve', 'office'),
    ('revision', 'submitted', 'changes_requested', 'request_changes', 'office'),
    ('revision', 'submitted', 'in_review', 'assign', 'office'),
    ('revision', 'submitted', 'in_review', 'claim', 'office'),
    ('revision', 'submitted', 'rejected', 'reject', 'office'),
    ('revision', 'submitted', 'submitted', 'amend', 'artisan'),
    ('revision', 'submitted', 'superseded', 'supersede', 'any'),
    ('revision', 'submitted', 'withdrawn', 'withdraw', 'artisan'),
    ('shipment', '[*]', 'shipped', 'create', 'any'),
    ('shipment', 'lost', 'delivered', 'deliver', 'any'),
    ('shipment', 'shipped', 'delivered', 'deliver', 'any'),
    ('shipment', 'shipped', 'lost', 'lose', 'office'),
    ('shipment', 'shipped', 'voided', 'void', 'any'),
    ('work-order-request', '[*]', 'accepted', 'import', 'office'),
    ('work-order-request', '[*]', 'sent', 'create', 'office'),
    ('work-order-request', 'accepted', 'accepted', 'give_up', 'office'),
    ('work-order-request', 'expired', 'expired', 'give_up', 'office'),
    ('work-order-request', 'expired', 'expired', 'reroute', 'office'),
    ('work-order-request', 'expired', 'sent', 'offer_again', 'office'),
    ('work-order-request', 'part_accepted', 'part_accepted', 'give_up', 'office'),
    ('work-order-request', 'part_accepted', 'part_accepted', 'reroute', 'office'),
    ('work-order-request', 'received', 'accepted', 'accept', 'any'),
    ('work-order-request', 'received', 'expired', 'expire', 'office'),
    ('work-order-request', 'received', 'part_accepted', 'accept_part', 'any'),
    ('work-order-request', 'received', 'recalled', 'recall', 'office'),
    ('work-order-request', 'received', 'rejected', 'reject', 'any'),
    ('work-order-request', 'rejected', 'rejected', 'give_up', 'office'),
    ('work-order-request', 'rejected', 'rejected', 'reroute', 'office'),
    ('work-order-request', 'rejected', 'sent', 'offer_again', 'office'),
    ('work-order-request', 'sent', 'accepted', 'accept', 'any'),
    ('work-order-request', 'sent', 'expired', 'expire', 'office'),
    ('work-order-request', 'sent', 'part_accepted', 'accept_part', 'any'),
    ('work-order-request', 'sent', 'recalled', 'recall', 'office'),
    ('work-order-request', 'sent', 'received', 'receipt', 'artisan'),
    ('work-order-request', 'sent', 'rejected', 'reject', 'any'),
    ('work-order-work', '[*]', 'fulfilled', 'import', 'office'),
    ('work-order-work', '[*]', 'open', 'create', 'office'),
    ('work-order-work', 'cancelled', 'fulfilled', 'fulfil', 'any'),
    ('work-order-work', 'cancelled', 'open', 'reopen', 'any'),
    ('work-order-work', 'closed_short', 'in_progress', 'reopen_started', 'any'),
    ('work-order-work', 'closed_short', 'open', 'reopen', 'any'),
    ('work-order-work', 'fulfilled', 'in_progress', 'reopen_started', 'any'),
    ('work-order-work', 'fulfilled', 'open', 'reopen', 'any'),
    ('work-order-work', 'in_progress', 'cancelled', 'cancel', 'any'),
    ('work-order-work', 'in_progress', 'closed_short', 'cut_short', 'any'),
    ('work-order-work', 'in_progress', 'fulfilled', 'fulfil', 'any'),
    ('work-order-work', 'in_progress', 'fulfilled', 'ship', 'any'),
    ('work-order-work', 'in_progress', 'in_progress', 'ship', 'any'),
    ('work-order-work', 'in_progress', 'on_hold', 'hold', 'any'),
    ('work-order-work', 'on_hold', 'cancelled', 'cancel', 'any'),
    ('work-order-work', 'on_hold', 'closed_short', 'cut_short', 'any'),
    ('work-order-work', 'on_hold', 'fulfilled', 'fulfil', 'any'),
    ('work-order-work', 'on_hold', 'fulfilled', 'ship', 'any'),
    ('work-order-work', 'on_hold', 'in_progress', 'release_started', 'any'),
    ('work-order-work', 'on_hold', 'in_progress', 'ship', 'any'),
    ('work-order-work', 'on_hold', 'open', 'release', 'any'),
    ('work-order-work', 'open', 'cancelled', 'cancel', 'any'),
    ('work-order-work', 'open', 'fulfilled', 'ship', 'any'),
    ('work-order-work', 'open', 'in_progress', 'ship', 'any'),
    ('work-order-work', 'open', 'in_progress', 'start', 'artisan'),
    ('work-order-work', 'open', 'on_hold', 'hold', 'any');
