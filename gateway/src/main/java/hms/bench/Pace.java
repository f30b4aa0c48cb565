package hms.bench;

/** When a load generator begins its requests. Times are nanoseconds since it began. */
interface Pace {
  /** No request is due: no more are wanted, or not before another is answered. */
  long NONE = Long.MAX_VALUE;

  /**
   * When the next request is due; what is past is due at once.
   *
   * @param begun requests so far
   * @param answered of them
   */
  long next(long begun, long answered, long now);

  /**
   * An open loop: requests begin when they are due, however many still wait, as customers do.
   *
   * @param requests in all
   */
  record Open(double perSecond, long requests) implements Pace {
    @Override
    public long next(long begun, long answered, long now) {
      return begun == requests ? NONE : (long) (begun * 1e9 / perSecond);
    }
  }

  /** A closed loop: so many users, each of whom begins anew when answered. */
  record Closed(int users, int seconds) implements Pace {
    @Override
    public long next(long begun, long answered, long now) {
      boolean over = now >= seconds * 1_000_000_000L;
      return over || begun - answered == users ? NONE : now;
    }
  }
}
