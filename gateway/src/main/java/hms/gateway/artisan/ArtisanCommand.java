package hms.gateway.artisan;

import hms.domain.artisan.ArtisanProfile;
import java.util.UUID;

/** What can be asked about an artisan. {@code seen} is the version that the caller saw. */
public sealed interface ArtisanCommand {

  /** A maker applies; anyone may. */
  record SignUp(ArtisanProfile profile) implements ArtisanCommand {}

  /** The office takes the applicant on: queue, streams and enrolment code come to be. */
  record Activate(UUID artisan, long seen) implements ArtisanCommand {}

  record Decline(UUID artisan, long seen) implements ArtisanCommand {}
}
