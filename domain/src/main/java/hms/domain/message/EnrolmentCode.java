package hms.domain.message;

import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/** What a person hands to an artisan so that its app may enrol once: 160 random bits. */
public final class EnrolmentCode {
  public static final int SEED_BYTES = 20;

  /** How long one can be used. */
  public static final Duration LIFE = Duration.ofDays(7);

  private final String letters;

  private EnrolmentCode(String letters) {
    this.letters = letters;
  }

  /** A new code from 20 random bytes. */
  public static EnrolmentCode of(byte[] seed) {
    if (seed.length != SEED_BYTES) {
      throw new IllegalArgumentException("expected 20 random bytes, found " + seed.length);
    }
    return new EnrolmentCode(Base32.encode(seed));
  }

  /** Reads what was typed: hyphens, blanks and case are ignored. Else refused as Untrusted. */
  public static Outcome<EnrolmentCode> parse(String typed) {
    String letters = typed.replaceAll("[-\\s]", "").toLowerCase(Locale.ROOT);
    return letters.matches("[a-z2-7]{32}")
        ? Outcome.done(new EnrolmentCode(letters))
        : Outcome.refused(new Refusal.Untrusted("enrolment code is not 32 of a-z2-7"));
  }

  /** For people: groups of four with hyphens. Shown once, never logged. */
  public String shown() {
    return letters.replaceAll("(.{4})(?!$)", "$1-");
  }

  /** SHA-256 of the letters without hyphens: kept in the store, and the salt of the agreement. */
  public byte[] hash() {
    return Sha256.of(letters.getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public String toString() {
    return "EnrolmentCode[hidden]";
  }
}
