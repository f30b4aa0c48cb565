-- What autovacuum would do sooner or later, so that it does not do it while we measure. As the owner.
vacuum analyze;
