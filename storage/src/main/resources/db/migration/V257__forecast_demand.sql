-- What is expected to be ordered. Written by the job demand-forecast, at its end, all at once; a
-- later job writes over an earlier one.
create table demand_forecast (
    product_oid uuid             not null references products on delete cascade,
    bucket      text             not null check (bucket in ('week', 'day')),
    starts      date             not null,
    forecast    double precision not null check (forecast >= 0),
    low         double precision not null check (low >= 0 and low <= forecast),
    high        double precision not null check (high >= forecast),
    method      text             not null check (method in ('croston', 'holt-winters', 'holt', 'mean')),
    mae         double precision check (mae >= 0),
    wape        double precision check (wape >= 0),
    mase        double precision check (mase >= 0),
    job         uuid             not null references job on delete cascade,
    primary key (product_oid, bucket, starts)
);
create index demand_forecast_of_job on demand_forecast (job);
comment on column demand_forecast.low is 'One of ten is expected below it, and one above high';
comment on column demand_forecast.mase is 'Mean error where the answer was known, over that of last season''s numbers; below 1 is better than those';
grant select, insert, update, delete on demand_forecast to hms_office;
