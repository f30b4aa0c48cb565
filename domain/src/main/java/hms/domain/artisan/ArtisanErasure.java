package hms.domain.artisan;

import hms.domain.PostalAddress;
import java.time.Instant;
import java.util.Map;

/** An artisan without what it told of itself: its id, its times and its state are left. */
final class ArtisanErasure {
  private static final ArtisanProfile NOBODY =
      new ArtisanProfile(
          null,
          "",
          null,
          "",
          null,
          null,
          "",
          null,
          null,
          new PostalAddress("", null, "", null, "", ""));

  private ArtisanErasure() {}

  /** The handle came from the name; the new one is as unique as the id. */
  static Artisan of(Artisan artisan, Instant modified) {
    return new Artisan(
        artisan.oid(),
        artisan.version() + 1,
        artisan.created(),
        modified,
        "erased-" + artisan.oid().toString().replace("-", ""),
        NOBODY,
        ArtisanTerms.usual(),
        artisan.state(),
        "erased",
        artisan.queueId(),
        null,
        Map.of(),
        artisan.purged());
  }
}
