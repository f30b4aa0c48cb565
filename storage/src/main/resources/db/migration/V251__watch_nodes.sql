-- What the nodes that compute are doing, and which of them are to leave. docs/compute.md.

alter table compute_node
    add column version text    not null default '',
    add column types   text[]  not null default '{}',
    add column busy    integer not null default 0 check (busy >= 0),
    add column duty    text    not null default 'UP' check (duty in ('UP', 'DRAINING', 'DRAINED')),
    add column drained_by text;
comment on column compute_node.busy is 'Slots with a chunk, as of its last renewal';
comment on column compute_node.duty is 'DRAINING: somebody wants it to leave; DRAINED: it has handed over all it had';
