package hms.storage.pg;

import static java.util.Map.entry;

import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.storage.Spoilt;
import hms.storage.Step;
import hms.storage.Store;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import java.util.Map;

/** Translates what PostgreSQL refuses into what a sender can act on. */
final class PgErrors {
  private static final String UNIQUE_VIOLATION = "23505";
  private static final String FOREIGN_KEY_VIOLATION = "23503";
  private static final String LOCK_TIMEOUT = "55P03";
  private static final String IN_FAILED_TRANSACTION = "25P02";
  private static final String DEADLOCK = "40P01";

  /** What each unique index is about; one that is not here is a defect, not a refusal. */
  private static final Map<String, String> FIELDS =
      Map.ofEntries(
          entry("artisans_pkey", "oid"),
          entry("product_revisions_pkey", "oid"),
          entry("artisans_email_once", "email"),
          entry("artisans_handle_key", "handle"),
          entry("channel_keys_one_active", "key"),
          entry("channel_keys_one_pending", "key"),
          entry("artisan_keys_one_active", "key"),
          entry("artisan_keys_one_pending", "key"),
          entry("products_pkey", "oid"),
          entry("products_handle_once", "handle"),
          entry("product_images_pkey", "oid"),
          entry("product_revisions_one_open", "revision"),
          entry("orders_channel_oid_external_id_key", "externalId"),
          entry("shipments_pkey", "shipment"),
          entry("cancel_requests_one_open", "cancelRequest"),
          entry("fact_reports_shipment_oid_key", "shipment"),
          entry("work_orders_reference_key", "reference"),
          entry("channels_name_key", "name"),
          entry("office_users_email_key", "email"),
          entry("saved_views_name_once", "name"),
          entry("schedule_name_once", "name"));

  private PgErrors() {}

  static <T> Step<T> duplicateAsRefusal(Future<T> future) {
    return new Step<>(
        future
            .map(Outcome::done)
            .recover(failure ->
                failure instanceof PgException e
                        && UNIQUE_VIOLATION.equals(e.getSqlState())
                        && FIELDS.containsKey(e.getConstraint())
                    ? Future.succeededFuture(Outcome.refused(duplicate(e.getConstraint())))
                    : Future.failedFuture(failure)));
  }

  /** Somebody holds the lock for longer than we wait: the same request is still running. */
  static <T> Step<T> lockTimeoutAsRefusal(Future<T> future) {
    return new Step<>(
        future
            .map(Outcome::done)
            .recover(failure ->
                failure instanceof PgException e && LOCK_TIMEOUT.equals(e.getSqlState())
                    ? Future.succeededFuture(Outcome.refused(new Refusal.InProgress()))
                    : Future.failedFuture(failure)));
  }

  /** What others refer to must stay; which others, its owner need not know. */
  static <T> Step<T> referenceAsRefusal(String kind, Future<T> future) {
    return new Step<>(
        future
            .map(Outcome::done)
            .recover(failure ->
                failure instanceof PgException e && FOREIGN_KEY_VIOLATION.equals(e.getSqlState())
                    ? Future.succeededFuture(Outcome.refused(Store.inUse(kind)))
                    : Future.failedFuture(failure)));
  }

  /** Tells a statement that failed by itself from one that came behind a failure. */
  static <T> Future<T> spoiltApart(Throwable failure) {
    return Future.failedFuture(
        failure instanceof PgException e && IN_FAILED_TRANSACTION.equals(e.getSqlState())
            ? new Spoilt(e)
            : failure);
  }

  /** Two transactions waited for each other, and this one was chosen to begin again. */
  static boolean deadlock(Throwable failure) {
    return failure instanceof PgException e && DEADLOCK.equals(e.getSqlState());
  }

  private static Refusal duplicate(String constraint) {
    String field = FIELDS.getOrDefault(constraint, constraint);
    return new Refusal.Duplicate(field, "another one with the same " + field + " exists");
  }
}
