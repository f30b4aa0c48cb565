package hms.gateway.artisan;

import hms.domain.Outcome;
import hms.domain.artisan.Artisan;
import hms.domain.artisan.ArtisanChange;
import hms.domain.artisan.ArtisanProfile;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What can be asked about an artisan. {@code seen} is the version that the caller saw, null where
 * none need have been seen.
 */
public sealed interface ArtisanCommand {

  /** A maker applies; anyone may. */
  record SignUp(ArtisanProfile profile) implements ArtisanCommand {}

  /** The office takes somebody on who has not applied. */
  record Create(ArtisanProfile profile) implements ArtisanCommand {}

  /** The office takes the applicant on: queue, streams and enrolment code come to be. */
  record Activate(UUID artisan, long seen) implements ArtisanCommand {}

  /**
   * What people write about an artisan changes.
   *
   * @param changes from the artisan as it stands to what its author wants
   */
  record Update(
      UUID artisan, @Nullable Long seen, Function<Artisan, Outcome<List<ArtisanChange>>> changes)
      implements ArtisanCommand {}

  /**
   * A step of the contract that needs no more than its name and a reason.
   *
   * @param step any but those that have a record of their own here
   * @param reason at most 200 characters; must be there to decline, suspend and close
   */
  record Take(UUID artisan, @Nullable Long seen, Artisan.Command step, @Nullable String reason)
      implements ArtisanCommand {}
}
