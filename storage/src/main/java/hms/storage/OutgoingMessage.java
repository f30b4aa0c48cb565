package hms.storage;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message to an artisan, as it is queued: all but its number, its signature and the instant of
 * sending, which come later.
 *
 * @param type {@code hms.work_order.sent.v1}
 * @param subject {@code work_order/<oid>}; null if the data name no object
 * @param correlation the message that this one answers; null if it answers none
 * @param payload UTF-8 JSON, at most 256 KiB; final
 */
public record OutgoingMessage(
    UUID id,
    UUID recipient,
    String type,
    @Nullable String subject,
    @Nullable UUID correlation,
    byte[] payload,
    Instant created,
    Instant expires) {}
