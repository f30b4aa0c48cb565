package hms.gateway.artisan;

import hms.domain.Permission;
import hms.gateway.export.Exportable;
import hms.storage.Listings;
import java.util.List;

/** The list of artisans, to be taken away whole. */
public final class ArtisanExports {
  private ArtisanExports() {}

  public static List<Exportable<?>> all() {
    return List.of(
        new Exportable<>(
            "artisans",
            Permission.ARTISANS_MANAGE,
            Listings.ARTISANS,
            (reader, query) -> query,
            (stores, query) -> stores.artisans().get(query),
            ArtisanViews::office));
  }
}
