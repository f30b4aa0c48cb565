package hms.domain.artisan;

import hms.domain.Outcome;
import hms.domain.PostalAddress;
import hms.domain.Rules;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What an artisan tells about itself; the body of a public sign-up. Source: docs/domain.md. */
public record ArtisanProfile(
    String givenName,
    String familyName,
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
            Objects.requireNonNullElse(rules.line("/givenName", givenName, 80), ""),
            Objects.requireNonNullElse(rules.line("/familyName", familyName, 80), ""),
            rules.optionalLine("/companyName", companyName, 120),
            Objects.requireNonNullElse(rules.email("/email", email), ""),
            rules.optionalPhone("/phone", phone),
            rules.optionalUrl("/website", website),
            businessAddress == null
                ? businessAddress
                : rules.part("/businessAddress", businessAddress.checked(), businessAddress));
    return rules.broken() ? rules.refused() : Outcome.done(clean);
  }

  public String displayName() {
    return companyName != null ? companyName : givenName + " " + familyName;
  }

  /** A readable name for addresses: {@code [a-z0-9-]{3,40}}; uniqueness is the store's to add. */
  public String handle() {
    String plain = Normalizer.normalize(displayName(), Normalizer.Form.NFD);
    String dashed = plain.toLowerCase(Locale.ROOT).replaceAll("\\p{M}", "");
    String handle = dashed.replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    String cut = handle.substring(0, Math.min(36, handle.length())).replaceAll("-$", "");
    return cut.length() < 3 ? "maker-" + cut : cut;
  }
}
