package hms.bench;

/**
 * What one side did in one round.
 *
 * @param operations that ended well
 * @param seconds of wall time
 * @param clientCpu seconds of CPU that the client took
 * @param serverCpu seconds of CPU that PostgreSQL took
 */
record Measured(long operations, double seconds, double clientCpu, double serverCpu) {

  double perSecond() {
    return operations / seconds;
  }

  /** Microseconds of both. */
  double cpuPerOperation() {
    return 1e6 * (clientCpu + serverCpu) / operations;
  }
}
