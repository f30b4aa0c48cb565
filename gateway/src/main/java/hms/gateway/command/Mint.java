package hms.gateway.command;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** What the domain may not invent itself: the time, new ids, random bytes. Any thread. */
public final class Mint {
  private final Clock clock;
  private final SecureRandom random;
  private final TimeBasedEpochGenerator ids = Generators.timeBasedEpochGenerator();

  public Mint(Clock clock, SecureRandom random) {
    this.clock = clock;
    this.random = random;
  }

  /** Now, in microseconds: what the database keeps. */
  public Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  /** A new UUIDv7. */
  public UUID id() {
    return ids.generate();
  }

  public byte[] bytes(int n) {
    byte[] bytes = new byte[n];
    random.nextBytes(bytes);
    return bytes;
  }

  /** For those who draw for themselves: key pairs, passwords. */
  public SecureRandom random() {
    return random;
  }
}
