package hms.domain.artisan;

import hms.domain.Handle;
import hms.domain.Outcome;
import hms.domain.PostalAddress;
import hms.domain.Rules;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an artisan tells about itself; the body of a public sign-up. Source: docs/domain.md.
 *
 * @param honorific such as "Dr.", before the name; at most 20 characters
 * @param suffix such as "Jr.", behind the name; at most 20 characters
 */
public record ArtisanProfile(
    @Nullable String honorific,
    String givenName,
    @Nullable String middleName,
    String familyName,
    @Nullable String suffix,
    @Nullable String companyName,
    String email,
    @Nullable String phone,
    @Nullable String website,
    PostalAddress businessAddress) {

  /** Checks and normalises; refuses with all violations. */
  public Outcome<ArtisanProfile> checked() {
    var rules = new Rules();
    rules.present("/businessAddress", businessAddress);
    var clean =
        new ArtisanProfile(
            rules.optionalLine("/honorific", honorific, 20),
            Objects.requireNonNullElse(rules.line("/givenName", givenName, 80), ""),
            rules.optionalLine("/middleName", middleName, 80),
            Objects.requireNonNullElse(rules.line("/familyName", familyName, 80), ""),
            rules.optionalLine("/suffix", suffix, 20),
            rules.optionalLine("/companyName", companyName, 120),
            Objects.requireNonNullElse(rules.email("/email", email), ""),
            rules.optionalPhone("/phone", phone),
            rules.optionalUrl("/website", website),
            businessAddress == null
                ? businessAddress
                : rules.part("/businessAddress", businessAddress.checked(), businessAddress));
    return rules.broken() ? rules.refused() : Outcome.done(clean);
  }

  /** The same, reached by another e-mail. */
  public ArtisanProfile withEmail(String address) {
    return new ArtisanProfile(
        honorific,
        givenName,
        middleName,
        familyName,
        suffix,
        companyName,
        address,
        phone,
        website,
        businessAddress);
  }

  /** What the public reads: the company, else the parts of the name. */
  public String displayName() {
    if (companyName != null) return companyName;
    return Stream.of(honorific, givenName, middleName, familyName, suffix)
        .filter(part -> part != null && !part.isEmpty())
        .collect(Collectors.joining(" "));
  }

  /** A readable name for addresses; uniqueness is the store's to add. */
  public String handle() {
    return Handle.of(displayName(), "maker");
  }
}
