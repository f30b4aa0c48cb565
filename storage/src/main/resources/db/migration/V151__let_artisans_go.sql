-- An artisan whose contract ended long ago loses its queue, and then the lease of its stream; one
-- that never had an order goes with all that hangs on it. Foreign keys keep what somebody ordered.
grant delete on artisan_keys, enrolments, streams, stream_leases to hms_office;
create index artisans_purged on artisans (purged, oid) where purged is not null;
