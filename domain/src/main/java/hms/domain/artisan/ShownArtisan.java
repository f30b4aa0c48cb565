package hms.domain.artisan;

import hms.domain.Versioned;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What strangers see of an active artisan.
 *
 * @param version of the artisan; it also counts changes that strangers do not see
 * @param name of the company, else of the person: {@link ArtisanProfile#displayName}
 * @param region where it works, no more exactly
 */
public record ShownArtisan(
    UUID oid,
    long version,
    Instant created,
    Instant modified,
    String name,
    @Nullable String website,
    @Nullable String region)
    implements Versioned {}
