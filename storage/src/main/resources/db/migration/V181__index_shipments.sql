-- Whatever may be asked of the list of parcels is found by an index; see V160.
create index shipments_in_order on shipments (created, oid);
create index shipments_of_artisan on shipments (artisan_oid, created, oid);
create index shipments_by_state on shipments (state, created, oid);
create index shipments_by_tracking on shipments (tracking_status, created, oid);
create index shipments_by_carrier on shipments (carrier, created, oid);
create index shipments_by_departure on shipments (shipped_at, created, oid);
