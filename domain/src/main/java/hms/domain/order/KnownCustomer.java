package hms.domain.order;

import hms.domain.Versioned;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A customer of a storefront, as the office keeps it.
 *
 * @param externalId the storefront's own id; another one once the customer is forgotten
 * @param told what the storefront told last; null once the customer is forgotten
 * @param erased when the customer was forgotten
 */
public record KnownCustomer(
    UUID oid,
    long version,
    Instant created,
    Instant modified,
    UUID channel,
    String externalId,
    @Nullable Customer told,
    @Nullable Instant erased)
    implements Versioned {}
