package hms.domain.artisan;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of a key in an artisan's name, as the audit tells it: nobody can take it back.
 *
 * @param n its number in the audit, in the order of writing
 * @param by who did it, as {@code Actor.name}
 * @param version of the key
 * @param command such as {@code enrol}, {@code prove}, {@code revoke}
 * @param state that it brought the key into; null if it stayed in its state
 * @param reason that was given; null if none was
 */
public record KeyEvent(
    long n,
    Instant at,
    String by,
    UUID key,
    UUID artisan,
    long version,
    String command,
    @Nullable String state,
    @Nullable String reason) {}
