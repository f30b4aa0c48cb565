package hms.gateway.artisan;

import hms.domain.artisan.Artisan;
import hms.gateway.command.ShownOnce;
import org.jspecify.annotations.Nullable;

/**
 * @param enrolmentCode on activation only, once: a person hands it to the artisan
 */
public record ArtisanResult(Artisan artisan, @Nullable String enrolmentCode)
    implements ShownOnce<ArtisanResult> {

  @Override
  public ArtisanResult withoutSecrets() {
    return new ArtisanResult(artisan, null);
  }
}
