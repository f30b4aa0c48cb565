package hms.gateway.artisan;

import hms.domain.artisan.Artisan;
import hms.gateway.command.ShownOnce;
import org.jspecify.annotations.Nullable;

/**
 * @param enrolmentCode when the artisan is taken on only, once: a person hands it to the artisan
 */
public record ArtisanResult(Artisan artisan, @Nullable String enrolmentCode)
    implements ShownOnce<ArtisanResult> {

  static ArtisanResult of(Artisan artisan) {
    return new ArtisanResult(artisan, null);
  }

  @Override
  public ArtisanResult withoutSecrets() {
    return new ArtisanResult(artisan, null);
  }
}
