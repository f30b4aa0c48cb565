package hms.cluster;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import hms.domain.job.JobMessage;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Stream;

/**
 * Records as JSON between nodes. A record of a sealed message carries its name in {@code kind}.
 * Unknown members are passed over, so nodes one version apart understand each other.
 */
final class Wire {
  private static final ObjectMapper JSON = mapper();

  private Wire() {}

  static Buffer write(Object message) {
    try {
      return Buffer.buffer(JSON.writeValueAsBytes(message));
    } catch (JsonProcessingException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  static <T> T read(Buffer bytes, Class<T> type) {
    try {
      ObjectReader reader = JSON.readerFor(type);
      return reader.readValue(bytes.getBytes());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static ObjectMapper mapper() {
    ObjectMapper mapper =
        JsonMapper.builder()
            .addModule(new com.fasterxml.jackson.datatype.jsr310.JavaTimeModule())
            .addMixIn(JobMessage.class, Kind.class)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    mapper.registerSubtypes(records(JobMessage.class).toArray(Class<?>[]::new));
    return mapper;
  }

  private static Stream<Class<?>> records(Class<?> type) {
    return type.isSealed()
        ? Stream.of(type.getPermittedSubclasses()).flatMap(Wire::records)
        : Stream.of(type);
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "kind")
  private interface Kind {}
}
