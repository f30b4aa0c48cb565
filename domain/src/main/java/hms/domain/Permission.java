package hms.domain;

import java.util.List;
import java.util.Locale;

/** What a credential may do. Source: the permission table in docs/http-api.md. */
public enum Permission implements WireName {
  ARTISANS_READ,
  ARTISANS_EDIT,
  ARTISANS_MANAGE,
  PRODUCTS_READ,
  PRODUCTS_EDIT,
  PRODUCTS_OFFICE,
  /** Taking a product off for good, and back: its artisan may, and a reviewer. */
  PRODUCTS_RETIRE,
  REVISIONS_READ,
  REVISIONS_REVIEW,
  /** Rules that approve without a person. */
  REVIEW_RULES_READ,
  REVIEW_RULES_MANAGE,
  ORDERS_READ,
  ORDERS_PLACE,
  ORDERS_CANCEL,
  ORDERS_MANAGE,
  CUSTOMERS_READ,
  /** Forgetting who bought something, for good. */
  CUSTOMERS_ERASE,
  WORK_ORDERS_READ,
  WORK_ORDERS_WORK,
  WORK_ORDERS_MANAGE,
  SHIPMENTS_DELIVER,
  /** Fetching and acknowledging one's own stream, and saying how messages come. */
  MESSAGES_EXCHANGE,
  KEYS_READ,
  KEYS_EDIT,
  /** What waits or is stuck: deadlines. */
  PARKED_READ,
  PARKED_MANAGE,
  JOBS_READ,
  JOBS_RUN,
  /** Submitting a job that counts as somebody else's. */
  JOBS_ASSIGN,
  /** Having jobs made by the clock. */
  JOBS_MANAGE,
  CLUSTER_READ,
  /** Telling a node that computes to hand over what it has. */
  CLUSTER_MANAGE,
  AUDIT_READ,
  /** Letting the whole chain of the audit be walked. */
  AUDIT_VERIFY,
  /** Bringing in files of rows, each as one may do it by hand. */
  IMPORTS_RUN,
  /** Who one is, and what happens now of what one may read: whoever is signed in. */
  ACCOUNT_READ,
  /** One's own password, sessions, tokens, saved views ...: a person who has signed in. */
  ACCOUNT_EDIT,
  /** Who works in the office, and as what. */
  USERS_MANAGE,
  /** Tokens of everybody, and those of storefronts. */
  TOKENS_MANAGE,
  CHANNELS_READ,
  CHANNELS_MANAGE,
  /** Where storefronts are told by HTTP; one of them its own. */
  WEBHOOKS_MANAGE,
  /** How the office trades, while it runs. */
  SETTINGS_MANAGE,
  /** What happens by itself, by the clock or as a consequence: nobody holds it but the house. */
  HOUSE_ACT;

  /** Refused as Denied, naming the permission, unless {@code actor} has it. */
  public Outcome<Actor> needed(Actor actor) {
    return actor.may(this)
        ? Outcome.done(actor)
        : Outcome.refused(new Refusal.Denied("needs the permission " + wire(), List.of()));
  }

  /** The name on the wire: {@code work-orders.read}. */
  @Override
  public String wire() {
    int last = name().lastIndexOf('_');
    String words = name().substring(0, last).replace('_', '-') + "." + name().substring(last + 1);
    return words.toLowerCase(Locale.ROOT);
  }
}
