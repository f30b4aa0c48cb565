package hms.storage.stall;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.domain.fixture.Makers;
import hms.domain.fixture.Samples;
import hms.storage.DomainJson;
import hms.storage.stall.WaitingLog.Merge;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is asked and not yet sent is asked once. */
final class WaitingLogTest {
  private static final UUID BOWL = new UUID(7, 1);
  private static final UUID CUP = new UUID(7, 2);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // former | later | what becomes of them: the data that are left, two, none
        "product.create {content:{name:a}} | product.update {changes:[{field:name,from:a,to:b}]}"
            + " | {content:{name:b}}",
        "product.create {content:{name:a,size:s}} | product.update {changes:[{field:size,to:null}]}"
            + " | {content:{name:a}}",
        "product.create {content:{name:a}} | product.delete {} | none",
        "product.create {content:{name:a}} | product.switch {available:true} | two",
        "product.create {content:{name:a}} | stock.adjust {delta:1} | two",
        "product.update {baseVersion:3,changes:[{field:name,from:a,to:b}]}"
            + " | product.update {baseVersion:3,changes:[{field:name,from:b,to:c}]}"
            + " | {baseVersion:3,changes:[{field:name,from:a,to:c}]}",
        "product.update {changes:[{field:name,from:a,to:b}]}"
            + " | product.update {changes:[{field:size,from:null,to:s}]}"
            + " | {changes:[{field:name,from:a,to:b},{field:size,from:null,to:s}]}",
        "product.update {changes:[{field:name,from:a,to:b}]}"
            + " | product.update {changes:[{field:name,from:b,to:a}]} | none",
        "product.update {changes:[{field:name,to:b}]}"
            + " | product.update {changes:[{field:name,from:b,to:null}]} | none",
        "artisan.update {changes:[{field:phone,from:1,to:2}]}"
            + " | artisan.update {changes:[{field:phone,from:2,to:3}]}"
            + " | {changes:[{field:phone,from:1,to:3}]}",
        "product.update {changes:[{field:name,from:a,to:b}]} | product.delete {} | two",
        "product.delete {} | product.restore {} | two",
        "product.switch {available:true} | product.switch {available:false} | two",
        "stock.adjust {delta:1} | stock.adjust {delta:-1} | two",
        "stock.recount {counted:1} | stock.recount {counted:1} | two",
        "work_order.accept {} | work_order.accept {} | two",
        "work_order.ship {shipment:x} | work_order.ship {shipment:x} | two",
        "product.update {changes:[]} | artisan.update {changes:[]} | two"
      })
  void two_messages_about_one_object(String former, String later, String expected) {
    var merge = WaitingLog.merge(message(BOWL, former), message(BOWL, later), Makers.NOW);

    switch (merge) {
      case Merge.Append append -> assertThat(expected).isEqualTo("two");
      case Merge.Vanish vanish -> assertThat(expected).isEqualTo("none");
      case Merge.Replace(var left) -> {
        assertThat(left.data()).isEqualTo(data(expected));
        assertThat(left.version()).isEqualTo(2);
        assertThat(left.name()).isEqualTo(message(BOWL, former).name());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"product.create, product.delete", "product.update, product.update"})
  void messages_about_two_objects_stay_apart(String former, String later) {
    var merge =
        WaitingLog.merge(message(BOWL, former + " {}"), message(CUP, later + " {}"), Makers.NOW);

    assertThat(merge).isInstanceOf(Merge.Append.class);
  }

  @ParameterizedTest
  @MethodSource("hms.domain.fixture.Seeds#some")
  void the_office_ends_up_with_the_same_whether_or_not_they_were_merged(long seed) {
    var samples = Samples.of(seed);
    for (int round = 0; round < 200; round++) {
      var said = said(samples);
      var merged = new ArrayList<Pending>();
      said.forEach(each -> add(merged, each));

      assertThat(office(merged))
          .as("%s, round %d: %s", samples, round, said)
          .isEqualTo(office(said));
      assertThat(merged.size()).isLessThanOrEqualTo(said.size());
      assertThat(facts(merged)).isEqualTo(facts(said));
    }
  }

  /** What a person does with two products, of which only one was there before. */
  private static List<Pending> said(Samples samples) {
    var now = new TreeMap<UUID, ObjectNode>(Map.of(BOWL, content("a")));
    var said = new ArrayList<Pending>();
    for (int n = samples.number(1, 12); n > 0; n--) {
      var about = samples.oneOf(List.of(BOWL, CUP));
      said.add(next(now, about, samples));
    }
    return said;
  }

  private static Pending next(Map<UUID, ObjectNode> now, UUID about, Samples samples) {
    var seen = now.get(about);
    int dice = samples.number(0, 9);
    if (seen == null) {
      now.put(about, content("new"));
      return message(about, "product.create", tree -> tree.set("content", content("new")));
    }
    if (dice < 2) {
      now.remove(about);
      return message(about, "product.delete", tree -> {});
    }
    if (dice < 4) return message(about, "stock.adjust", tree -> tree.put("delta", dice));
    String field = samples.oneOf(List.of("name", "size"));
    String to = samples.oneOf(List.of("a", "b", "c"));
    return message(
        about,
        "product.update",
        tree -> {
          var change = tree.putArray("changes").addObject().put("field", field);
          change.set("from", seen.get(field));
          change.put("to", to);
          seen.put(field, to);
        });
  }

  private static void add(List<Pending> log, Pending next) {
    int last = log.size() - 1;
    while (last >= 0 && !log.get(last).about().equals(next.about())) last--;
    var merge = last < 0 ? new Merge.Append() : WaitingLog.merge(log.get(last), next, Makers.NOW);
    switch (merge) {
      case Merge.Append append -> log.add(next);
      case Merge.Replace(var left) -> log.set(last, left);
      case Merge.Vanish vanish -> log.remove(last);
    }
  }

  /** Every product as it is after these messages; what is wrong in order throws. */
  private static Map<UUID, ObjectNode> office(List<Pending> messages) {
    var all = new TreeMap<UUID, ObjectNode>(Map.of(BOWL, content("a")));
    for (var each : messages) {
      switch (each.name()) {
        case "product.create" -> assertThat(all.put(each.about(), content(each))).isNull();
        case "product.delete" -> assertThat(all.remove(each.about())).isNotNull();
        case "product.update" -> update(all.get(each.about()), each);
        default -> assertThat(all).containsKey(each.about());
      }
    }
    return all;
  }

  private static void update(ObjectNode product, Pending update) {
    for (var change : update.data().get("changes")) {
      String field = change.get("field").asText();
      assertThat(change.get("from")).isEqualTo(product.get(field));
      product.set(field, change.get("to"));
    }
  }

  private static ObjectNode content(Pending create) {
    return (ObjectNode) create.data().get("content");
  }

  private static List<Pending> facts(List<Pending> messages) {
    return messages.stream().filter(each -> each.name().startsWith("stock")).toList();
  }

  private static ObjectNode content(String name) {
    return DomainJson.object().put("name", name).put("size", "s");
  }

  private static Pending message(UUID about, String name, Consumer<ObjectNode> fill) {
    var data = DomainJson.object();
    fill.accept(data);
    return StallSubjects.aMessage(name, about, data);
  }

  /** {@code product.update {changes:[]}}, without the quotes of JSON. */
  private static Pending message(UUID about, String text) {
    int blank = text.indexOf(' ');
    return StallSubjects.aMessage(text.substring(0, blank), about, data(text.substring(blank)));
  }

  private static ObjectNode data(String text) {
    String quoted =
        text.replaceAll("([a-zA-Z]+)", "\"$1\"").replaceAll("\"(null|true|false)\"", "$1");
    JsonNode tree = DomainJson.parse(quoted.strip().getBytes(StandardCharsets.UTF_8)).orThrow();
    return (ObjectNode) tree;
  }
}
