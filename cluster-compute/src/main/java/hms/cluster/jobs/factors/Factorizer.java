package hms.cluster.jobs.factors;

import hms.cluster.job.ChunkContext;
import hms.cluster.job.Stopped;

/** A way to factor a single integer. One thread. */
interface Factorizer {
  /** The product of more distinct primes is above 2^63. */
  int DISTINCT_MAX = 15;

  /**
   * Hands the prime factors of {@code n} on.
   *
   * @param n at least 1; each way says how large
   */
  void factor(long n, FactorSink sink, ChunkContext chunk) throws Stopped;
}
