package hms.gateway.product;

import hms.domain.Outcome;
import hms.domain.Rules;
import hms.domain.product.ContentField;
import hms.domain.product.ProductRevision.Comment;
import hms.gateway.product.ProductCommand.Wish;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What a reviewer wants changed: at least one wish, each bound to a field of the content. */
final class Wishes {
  private static final int WISHES_MAX = 50;
  private static final int TEXT_MAX = 4000;

  private Wishes() {}

  static Outcome<List<Comment>> checked(List<Wish> wishes, String by, Instant now) {
    var rules = new Rules();
    rules.present("/comments", wishes);
    if (rules.broken()) return rules.refused();
    rules.size("/comments", wishes, 1, WISHES_MAX);
    var clean = new ArrayList<Comment>();
    for (int i = 0; i < wishes.size(); i++) {
      clean.add(comment(rules, "/comments/" + i, wishes.get(i), by, now));
    }
    return rules.broken() ? rules.refused() : Outcome.done(clean);
  }

  /** A single one. Errors: Invalid. */
  static Outcome<Comment> one(Wish wish, String by, Instant now) {
    var rules = new Rules();
    var comment = comment(rules, "", wish, by, now);
    return rules.broken() ? rules.refused() : Outcome.done(comment);
  }

  private static Comment comment(Rules rules, String at, Wish wish, String by, Instant now) {
    rules.that(bound(wish.pointer()), at + "/pointer", "pointer", "expected a field: /summary");
    String text = Objects.requireNonNullElse(rules.text(at + "/text", wish.text(), TEXT_MAX), "");
    return new Comment(wish.pointer(), text, by, now);
  }

  /** Does the pointer begin at a field, so that the artisan's app knows where to show the wish? */
  private static boolean bound(String pointer) {
    if (pointer == null || !pointer.startsWith("/")) return false;
    String first = pointer.substring(1).split("/", -1)[0];
    for (var field : ContentField.values()) {
      if (field.wire().equals(first)) return true;
    }
    return false;
  }
}
