package hms.gateway.artisan;

import hms.domain.Permission;
import hms.gateway.export.Exportable;
import hms.gateway.http.OwnRows;
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
            (stores, query) -> stores.artisans().search(query),
            ArtisanViews::office));
  }

  /** An artisan, as it sees itself. */
  public static Exportable<?> own() {
    return new Exportable<>(
        "artisans",
        Permission.ARTISANS_READ,
        Listings.ARTISANS,
        (reader, query) -> query.named(OwnRows.of(reader).stream().toList()),
        (stores, query) -> stores.artisans().search(query),
        ArtisanViews::own);
  }
}
