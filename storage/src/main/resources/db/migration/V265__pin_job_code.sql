-- All chunks of a job come from the same code, and only nodes that have it may own the job. docs/adr/0073.

alter table job add column code text check (length(code) between 3 and 200);
comment on column job.code is 'Type, version and digest of what computes it; null until it is planned';
alter table compute_node add column codes text[] not null default '{}';
comment on column compute_node.codes is 'What the node can compute, each as in job.code';
