package hms.gateway.legacy;

import hms.domain.Outcome;
import hms.domain.Refusal.Invalid;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What every original object begins with.
 *
 * @param deleted it was deleted, softly
 */
record Head(UUID oid, Instant created, Instant modified, boolean deleted) {
  private static final Pattern HEX =
      Pattern.compile(
          "(\\p{XDigit}{8})-?(\\p{XDigit}{4})-?(\\p{XDigit}{4})-?"
              + "(\\p{XDigit}{4})-?(\\p{XDigit}{12})");
  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  /** Refuses with Invalid what has no oid, for it could not be known again. */
  static Outcome<Head> read(String fileName, Original from, Assumptions open) {
    String written = from.text("oid");
    return id(written == null ? "" : written.strip())
        .map(oid -> Outcome.done(read(fileName, oid, from, open)))
        .orElseGet(
            () -> Outcome.refused(Invalid.of("/oid", "oid", "expected a UUID, found " + written)));
  }

  private static Head read(String fileName, UUID oid, Original from, Assumptions open) {
    String stem = fileName.replaceFirst("(?i)\\.json$", "");
    if (!id(stem).equals(Optional.of(oid))) from.flag(Flag.NAME_MISMATCH);
    Instant created = time(from, "created", open);
    Instant modified = time(from, "modified", open);
    Instant born = created != null ? created : modified != null ? modified : open.now();
    if (created == null) from.flag(Flag.TIME_UNREADABLE);
    if (modified == null) from.flag(Flag.TIME_UNREADABLE);
    if (modified != null && modified.isBefore(born)) {
      modified = from.refused("modified", Flag.TIME_UNREADABLE);
    }
    return new Head(oid, born, modified == null ? born : modified, from.truth("is_deleted"));
  }

  /** A UUID, with or without hyphens. */
  static Optional<UUID> id(String text) {
    var parts = HEX.matcher(text);
    return parts.matches()
        ? Optional.of(UUID.fromString(parts.replaceFirst("$1-$2-$3-$4-$5")))
        : Optional.empty();
  }

  private static @Nullable Instant time(Original from, String key, Assumptions open) {
    String text = from.text(key);
    if (text == null) return null;
    try {
      return instant(LocalDateTime.parse(text.strip(), FORM), from, open);
    } catch (DateTimeException unreadable) {
      return from.refused(key, Flag.TIME_UNREADABLE);
    }
  }

  /** Where the clocks were changed, the offset before the change. */
  private static Instant instant(LocalDateTime local, Original from, Assumptions open) {
    var rules = open.zone().getRules();
    var change = rules.getTransition(local);
    if (change == null) return local.toInstant(rules.getOffset(local));
    from.flag(Flag.TIME_AMBIGUOUS);
    return local.toInstant(change.getOffsetBefore());
  }
}
