-- What is ordered together. Written by the job co-purchase, at its end, all at once.
create table recommendation (
    product_oid uuid             not null references products on delete cascade,
    rank        integer          not null check (rank between 1 and 100),
    other_oid   uuid             not null references products on delete cascade,
    together    bigint           not null check (together > 0),
    score       double precision not null check (score > 0 and score <= 1.000001),
    job         uuid             not null references job on delete cascade,
    primary key (product_oid, rank),
    unique (product_oid, other_oid),
    check (product_oid <> other_oid)
);
create index recommendation_of_other on recommendation (other_oid);
create index recommendation_of_job on recommendation (job);
comment on column recommendation.score is 'Orders with both, over the root of orders with one times orders with the other';
grant select, insert, update, delete on recommendation to hms_office;

-- The latest replaces all that was there.
create function publish_recommendations(asked uuid) returns void language plpgsql as $$
begin
    -- Who publishes at the same time waits, and then replaces these.
    lock table recommendation in share row exclusive mode;
    delete from recommendation;
    insert into recommendation (product_oid, rank, other_oid, together, score, job)
    select p.oid, (r ->> 1)::int, q.oid, (r ->> 3)::bigint, (r ->> 4)::float8, asked
    from job_rows(asked) r
      join products p on p.oid = (r ->> 0)::uuid
      join products q on q.oid = (r ->> 2)::uuid;
end $$;
