package hms.storage;

import com.fasterxml.uuid.Generators;
import java.util.UUID;

/** Ids as the gateway gives them: UUIDv7, ascending. */
public final class Ids {
  private static final com.fasterxml.uuid.impl.TimeBasedEpochGenerator IDS =
      Generators.timeBasedEpochGenerator();

  private Ids() {}

  public static UUID next() {
    return IDS.generate();
  }
}
