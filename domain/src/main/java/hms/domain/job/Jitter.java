package hms.domain.job;

/** Chance without a generator: a number that follows from job, units and attempt. */
final class Jitter {
  private Jitter() {}

  /** From 0 to below 1. */
  static double of(Chunk chunk) {
    long mixed = mix(chunk.job().getMostSignificantBits() ^ chunk.job().getLeastSignificantBits());
    mixed = mix(mixed + chunk.lo());
    return (mix(mixed + chunk.attempt()) >>> 11) * 0x1p-53;
  }

  /** The finaliser of SplitMix64. */
  private static long mix(long bits) {
    long z = bits + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
