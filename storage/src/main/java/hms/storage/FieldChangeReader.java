package hms.storage;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.type.TypeFactory;
import hms.domain.WireName;
import hms.domain.artisan.ArtisanChange;
import hms.domain.artisan.ArtisanField;
import hms.domain.product.ContentChange;
import hms.domain.product.ContentField;
import hms.domain.product.ImageRef;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code {field, from, to}}: the field tells the type of the two values. A field that is none
 * is refused like an unknown member.
 */
final class FieldChangeReader<F extends WireName, C> extends StdDeserializer<C> {
  private static final long serialVersionUID = 1;
  private static final Set<String> MEMBERS = Set.of("field", "from", "to");

  private final Class<C> change;
  private final transient List<F> fields;
  private final transient BiFunction<F, TypeFactory, JavaType> types;
  private final transient Maker<F, C> maker;

  /** Makes a change of its parts. */
  private interface Maker<F, C> {
    C make(F field, @Nullable Object from, @Nullable Object to);
  }

  private FieldChangeReader(
      Class<C> change, F[] fields, BiFunction<F, TypeFactory, JavaType> types, Maker<F, C> maker) {
    super(change);
    this.change = change;
    this.fields = List.of(fields);
    this.types = types;
    this.maker = maker;
  }

  static FieldChangeReader<ContentField, ContentChange> ofContent() {
    return new FieldChangeReader<>(
        ContentChange.class, ContentField.values(), FieldChangeReader::type, ContentChange::new);
  }

  static FieldChangeReader<ArtisanField, ArtisanChange> ofArtisan() {
    return new FieldChangeReader<>(
        ArtisanChange.class,
        ArtisanField.values(),
        (field, types) -> types.constructType(field.type()),
        ArtisanChange::new);
  }

  @Override
  public C deserialize(JsonParser json, DeserializationContext context) throws IOException {
    JsonNode tree = context.readTree(json);
    if (!tree.isObject() || !tree.path("field").isTextual()) {
      throw MismatchedInputException.from(json, change, "{field, from, to}");
    }
    for (var names = tree.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!MEMBERS.contains(name)) {
        throw MismatchedInputException.from(json, change, "unknown member " + name);
      }
    }
    var field = field(json, tree.get("field").textValue());
    var type = types.apply(field, context.getTypeFactory());
    return maker.make(
        field, value(context, tree.get("from"), type), value(context, tree.get("to"), type));
  }

  private F field(JsonParser json, String name) throws IOException {
    for (var field : fields) {
      if (field.wire().equals(name)) return field;
    }
    List<Object> known = fields.stream().<Object>map(WireName::wire).toList();
    throw UnrecognizedPropertyException.from(json, change, name, known);
  }

  private static @Nullable Object value(
      DeserializationContext context, @Nullable JsonNode node, JavaType type) throws IOException {
    if (node == null || node.isNull()) return null;
    return context.readTreeAsValue(node, type);
  }

  private static JavaType type(ContentField field, TypeFactory types) {
    var text = types.constructType(String.class);
    return switch (field) {
      case METADATA ->
          types.constructMapType(
              Map.class, text, types.constructCollectionType(List.class, String.class));
      case IMAGES -> types.constructCollectionType(List.class, ImageRef.class);
      default -> types.constructType(field.type());
    };
  }
}
