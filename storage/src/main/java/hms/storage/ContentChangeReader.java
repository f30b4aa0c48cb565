package hms.storage;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.type.TypeFactory;
import hms.domain.product.ContentChange;
import hms.domain.product.ContentField;
import hms.domain.product.ImageRef;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code {field, from, to}}: the field tells the type of the two values. */
final class ContentChangeReader extends StdDeserializer<ContentChange> {
  private static final long serialVersionUID = 1;
  private static final Set<String> MEMBERS = Set.of("field", "from", "to");

  ContentChangeReader() {
    super(ContentChange.class);
  }

  @Override
  public ContentChange deserialize(JsonParser json, DeserializationContext context)
      throws IOException {
    JsonNode tree = context.readTree(json);
    if (!tree.isObject() || !tree.hasNonNull("field")) {
      throw MismatchedInputException.from(json, ContentChange.class, "{field, from, to}");
    }
    for (var names = tree.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!MEMBERS.contains(name)) {
        throw MismatchedInputException.from(json, ContentChange.class, "unknown member " + name);
      }
    }
    var field = context.readTreeAsValue(tree.get("field"), ContentField.class);
    return new ContentChange(
        field, value(context, tree.get("from"), field), value(context, tree.get("to"), field));
  }

  private static @Nullable Object value(
      DeserializationContext context, @Nullable JsonNode node, ContentField field)
      throws IOException {
    if (node == null || node.isNull()) return null;
    return context.readTreeAsValue(node, typeOf(field, context.getTypeFactory()));
  }

  private static JavaType typeOf(ContentField field, TypeFactory types) {
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
