package hms.storage;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.MutableCoercionConfig;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import hms.domain.Lifecycle;
import hms.domain.Refusal;
import hms.domain.WireName;
import hms.domain.artisan.ArtisanChange;
import hms.domain.order.UnitLedger;
import hms.domain.product.ContentChange;
import hms.domain.product.Stock;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** How each type of the domain looks in JSON. */
final class DomainMapper {
  private DomainMapper() {}

  static ObjectMapper create() {
    var limits =
        StreamReadConstraints.builder()
            .maxNestingDepth(20)
            .maxStringLength(1 << 20)
            .maxNumberLength(40)
            .maxNameLength(256)
            .build();
    var mapper =
        JsonMapper.builder(JsonFactory.builder().streamReadConstraints(limits).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .withCoercionConfig(
                LogicalType.Textual,
                text -> {
                  for (var shape : NOT_TEXT) text.setCoercion(shape, CoercionAction.Fail);
                })
            .withCoercionConfigDefaults(DomainMapper::takeNoBlanks)
            .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
            .addModule(module())
            .build();
    mapper.addMixIn(Stock.class, StockKind.class);
    mapper.addMixIn(Refusal.class, RefusalKind.class);
    mapper.addMixIn(UnitLedger.class, LedgerAsObject.class);
    return mapper;
  }

  /** An empty or blank text is a text; by itself Jackson reads it as null where none is wanted. */
  private static void takeNoBlanks(MutableCoercionConfig any) {
    any.setAcceptBlankAsEmpty(false);
    any.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail);
  }

  private static final CoercionInputShape[] NOT_TEXT = {
    CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean
  };

  private static SimpleModule module() {
    var module = new SimpleModule("hms");
    module.addSerializer(Instant.class, writer(Timestamps::text));
    module.addDeserializer(Instant.class, reader(Instant.class, Timestamps::instant));
    module.addSerializer(LocalDate.class, writer(LocalDate::toString));
    module.addDeserializer(LocalDate.class, reader(LocalDate.class, LocalDate::parse));
    module.addDeserializer(UUID.class, reader(UUID.class, DomainMapper::uuid));
    module.addSerializer(Enum.class, writer(DomainMapper::word));
    module.addKeySerializer(UnitLedger.Bucket.class, new BucketWriter());
    module.addKeyDeserializer(UnitLedger.Bucket.class, new BucketReader());
    module.setDeserializerModifier(
        new BeanDeserializerModifier() {
          @Override
          public JsonDeserializer<?> modifyEnumDeserializer(
              DeserializationConfig config,
              JavaType type,
              BeanDescription bean,
              JsonDeserializer<?> original) {
            return enumReader(type.getRawClass());
          }
        });
    module.addDeserializer(ContentChange.class, FieldChangeReader.ofContent());
    module.addDeserializer(ArtisanChange.class, FieldChangeReader.ofArtisan());
    return module;
  }

  private static <T> JsonSerializer<T> writer(Function<T, String> form) {
    return new JsonSerializer<>() {
      @Override
      public void serialize(T value, JsonGenerator json, SerializerProvider all)
          throws IOException {
        json.writeString(form.apply(value));
      }
    };
  }

  private static <T> JsonDeserializer<T> reader(Class<T> type, Function<String, T> form) {
    return new StdScalarDeserializer<>(type) {
      private static final long serialVersionUID = 1;

      @Override
      public T deserialize(JsonParser json, DeserializationContext context) throws IOException {
        String text = json.getText();
        try {
          if (json.currentToken().isScalarValue() && !json.currentToken().isNumeric()) {
            return form.apply(text);
          }
        } catch (DateTimeException | IllegalArgumentException e) {
          return type.cast(context.handleWeirdStringValue(type, text, "%s", e.getMessage()));
        }
        return type.cast(context.handleUnexpectedToken(type, json));
      }
    };
  }

  private static UUID uuid(String text) {
    var id = UUID.fromString(text);
    if (!id.toString().equals(text)) throw new IllegalArgumentException("not a UUID");
    return id;
  }

  private static <E> JsonDeserializer<E> enumReader(Class<E> type) {
    var words = new LinkedHashMap<String, E>();
    for (var constant : type.getEnumConstants()) words.put(word((Enum<?>) constant), constant);
    return reader(
        type,
        text -> {
          var found = words.get(text);
          if (found == null) {
            throw new IllegalArgumentException("expected one of " + words.keySet());
          }
          return found;
        });
  }

  private static String word(Enum<?> constant) {
    return constant instanceof WireName field ? field.wire() : Lifecycle.word(constant);
  }

  private static final class BucketWriter extends JsonSerializer<UnitLedger.Bucket> {
    @Override
    public void serialize(UnitLedger.Bucket key, JsonGenerator json, SerializerProvider all)
        throws IOException {
      json.writeFieldName(word(key));
    }
  }

  private static final class BucketReader extends KeyDeserializer {
    @Override
    public Object deserializeKey(String key, DeserializationContext context) throws IOException {
      for (var bucket : UnitLedger.Bucket.values()) {
        if (word(bucket).equals(key)) return bucket;
      }
      return context.handleWeirdKey(UnitLedger.Bucket.class, key, "unknown bucket");
    }
  }

  private abstract static class LedgerAsObject {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    LedgerAsObject(Map<UnitLedger.Bucket, Integer> units) {}

    @JsonValue
    abstract Map<UnitLedger.Bucket, Integer> units();
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Stock.OnHand.class, name = "on_hand"),
    @JsonSubTypes.Type(value = Stock.MadeToOrder.class, name = "made_to_order")
  })
  private interface StockKind {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "refusal")
  @JsonSubTypes({
    @JsonSubTypes.Type(Refusal.Invalid.class),
    @JsonSubTypes.Type(Refusal.NotFound.class),
    @JsonSubTypes.Type(Refusal.Denied.class),
    @JsonSubTypes.Type(Refusal.WrongState.class),
    @JsonSubTypes.Type(Refusal.Stale.class),
    @JsonSubTypes.Type(Refusal.Conflict.class),
    @JsonSubTypes.Type(Refusal.Duplicate.class),
    @JsonSubTypes.Type(Refusal.Shortage.class),
    @JsonSubTypes.Type(Refusal.KeyReused.class),
    @JsonSubTypes.Type(Refusal.InProgress.class),
    @JsonSubTypes.Type(Refusal.Untrusted.class),
    @JsonSubTypes.Type(Refusal.Busy.class),
    @JsonSubTypes.Type(Refusal.Throttled.class)
  })
  private interface RefusalKind {}
}
