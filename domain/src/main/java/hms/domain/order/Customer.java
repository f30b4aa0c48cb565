package hms.domain.order;

import hms.domain.Outcome;
import hms.domain.PostalAddress;
import hms.domain.Rules;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who buys, as the storefront tells it. Artisans never see these data.
 *
 * @param externalId the storefront's own id, unique within its channel
 */
public record Customer(
    String externalId,
    String name,
    @Nullable String email,
    PostalAddress billingAddress,
    @Nullable PostalAddress shippingAddress) {

  public Outcome<Customer> checked() {
    var rules = new Rules();
    rules.present("/billingAddress", billingAddress);
    var clean =
        new Customer(
            Objects.requireNonNullElse(rules.line("/externalId", externalId, 80), ""),
            Objects.requireNonNullElse(rules.line("/name", name, 160), ""),
            rules.optionalEmail("/email", email),
            billingAddress == null
                ? billingAddress
                : rules.part("/billingAddress", billingAddress.checked(), billingAddress),
            shippingAddress == null
                ? null
                : rules.part("/shippingAddress", shippingAddress.checked(), shippingAddress));
    return rules.broken() ? rules.refused() : Outcome.done(clean);
  }
}
