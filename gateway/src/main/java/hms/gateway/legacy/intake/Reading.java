package hms.gateway.legacy.intake;

import hms.gateway.legacy.ArtisanOriginal;
import hms.gateway.legacy.OrderOriginal;
import hms.gateway.legacy.ProductOriginal;

/** A file that was read. */
sealed interface Reading {
  String file();

  /** An artisan, to be taken on. */
  record OfArtisan(String file, ArtisanOriginal original) implements Reading {}

  /** A product, to be taken on. */
  record OfProduct(String file, ProductOriginal original) implements Reading {}

  /** An order, to be kept as it went. */
  record OfOrder(String file, OrderOriginal original) implements Reading {}

  /** Nothing is to be done any more. */
  record Settled(Entry entry) implements Reading {
    @Override
    public String file() {
      return entry.file();
    }
  }
}
