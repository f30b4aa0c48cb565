package hms.cluster.jobs.forecast;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What days are taken together. All days are those of UTC, weeks begin on Monday. */
enum Bucket {
  WEEK(7, 52),
  DAY(1, 7);

  private final int days;

  /** Buckets after which the pattern of the year, or of the week, begins anew. */
  final int season;

  Bucket(int days, int season) {
    this.days = days;
    this.season = season;
  }

  /** The word for it in parameters, and of PostgreSQL's {@code date_trunc}. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Bucket> of(Object word) {
    return Stream.of(values()).filter(each -> each.word().equals(word)).findFirst();
  }

  LocalDate after(LocalDate first, int buckets) {
    return first.plusDays((long) buckets * days);
  }
}
