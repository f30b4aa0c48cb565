package hms.gateway.product;

import com.fasterxml.jackson.databind.JsonNode;
import hms.domain.Outcome;
import hms.domain.Refusal;
import hms.domain.product.ImageRef;
import hms.domain.product.ProductContent;
import hms.domain.product.ProductImage;
import hms.gateway.http.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What happens to a picture's place in a content. One that the content does not name is NotFound.
 */
final class PlaceEdits {
  private PlaceEdits() {}

  /**
   * What somebody wants of a place.
   *
   * @param primary true to make it the picture that lists show
   * @param position from 0; beyond the last one means the last
   */
  record Patch(
      @Nullable String altText,
      @Nullable String caption,
      @Nullable Boolean primary,
      @Nullable Integer position) {}

  /** The parts of a form that say something of a picture. */
  static final Set<String> TEXTS = Set.of("altText", "caption", "primary");

  /** What a form says of its picture. */
  record Said(@Nullable String altText, @Nullable String caption, boolean primary) {
    static Outcome<Said> of(Form form) {
      String primary = form.text("primary").orElse("false");
      if (!Set.of("true", "false").contains(primary)) {
        return Outcome.refused(Refusal.Invalid.of("/primary", "format", "true or false"));
      }
      return Outcome.done(
          new Said(
              form.text("altText").orElse(null),
              form.text("caption").orElse(null),
              Boolean.parseBoolean(primary)));
    }

    ImageRef about(ProductImage image) {
      return new ImageRef(image.oid(), image.sha256(), primary, caption, altText);
    }
  }

  /**
   * @param said the same as {@code patch}: there null and absent differ. Source: RFC 7396.
   */
  static Outcome<ProductContent> patched(
      ProductContent content, UUID image, Patch patch, JsonNode said) {
    int at = at(content, image);
    if (at < 0) return Outcome.refused(new Refusal.NotFound("image"));
    var found = content.images().get(at);
    if (found.primary() && Boolean.FALSE.equals(patch.primary())) return mustHaveOne();
    boolean primary = found.primary() || Boolean.TRUE.equals(patch.primary());
    var next =
        new ImageRef(
            image,
            found.sha256(),
            primary,
            said.has("caption") ? patch.caption() : found.caption(),
            said.has("altText") ? patch.altText() : found.altText());
    var places = without(content, at);
    if (primary) places.replaceAll(each -> as(each, false));
    int wanted = Objects.requireNonNullElse(patch.position(), at);
    places.add(Math.min(wanted, places.size()), next);
    return content.withImages(places).checked();
  }

  /** With the picture at the end; the first one is what lists show. */
  static Outcome<ProductContent> added(ProductContent content, ImageRef place) {
    if (at(content, place.image()) >= 0) return Outcome.done(content);
    var places = new ArrayList<>(content.images());
    boolean primary = place.primary() || places.isEmpty();
    if (primary) places.replaceAll(each -> as(each, false));
    places.add(as(place, primary));
    return content.withImages(places).checked();
  }

  /** Without the picture; the first of the others takes over what lists show. */
  static Outcome<ProductContent> removed(ProductContent content, UUID image) {
    int at = at(content, image);
    if (at < 0) return Outcome.refused(new Refusal.NotFound("image"));
    var places = without(content, at);
    boolean leaderless = places.stream().noneMatch(ImageRef::primary);
    if (leaderless && !places.isEmpty()) places.set(0, as(places.getFirst(), true));
    return content.withImages(places).checked();
  }

  private static int at(ProductContent content, UUID image) {
    return IntStream.range(0, content.images().size())
        .filter(i -> content.images().get(i).image().equals(image))
        .findFirst()
        .orElse(-1);
  }

  private static List<ImageRef> without(ProductContent content, int at) {
    var places = new ArrayList<>(content.images());
    places.remove(at);
    return places;
  }

  private static ImageRef as(ImageRef place, boolean primary) {
    return new ImageRef(place.image(), place.sha256(), primary, place.caption(), place.altText());
  }

  private static Outcome<ProductContent> mustHaveOne() {
    return Outcome.refused(
        Refusal.Invalid.of("/primary", "primary", "make another picture primary instead"));
  }
}
