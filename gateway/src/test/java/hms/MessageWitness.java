package hms;

import com.fasterxml.jackson.databind.JsonNode;
import dev.harrel.jsonschema.Dialects;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.JacksonNode;
import hms.domain.Role;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Holds the data of messages against the schemas that the office publishes for them. */
public final class MessageWitness {
  private final Validator validator =
      new ValidatorFactory()
          .withJsonNodeFactory(new JacksonNode.Factory())
          .withDefaultDialect(new Dialects.Draft2020Dialect())
          .createValidator();
  private final Map<String, URI> schemas = new HashMap<>();

  public MessageWitness() {
    for (JsonNode each : Ask.get("/message-types").by(Role.REVIEWER).send().good().at("/items")) {
      String type = each.path("type").asText();
      var uri = URI.create("urn:test:" + type);
      validator.registerSchema(uri, each.path("schema"));
      schemas.put(type, uri);
    }
  }

  /** What the schema of this type says against the data; empty if nothing. */
  public List<String> objections(String type, String data) {
    return validator.validate(schemas.get(type), data).getErrors().stream()
        .map(error -> error.getInstanceLocation() + ": " + error.getError())
        .toList();
  }
}
