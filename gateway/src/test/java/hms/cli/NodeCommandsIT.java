package hms.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hms.Ask;
import hms.TestOffice;
import hms.domain.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code hms node} with a verb. What draining does to a real node is shown by {@code DrainIT}. */
final class NodeCommandsIT {
  private static final int NOT_FOUND = 5;
  private static final int WAITED_TOO_LONG = 8;

  @TempDir private Path dir;
  private final Operator operator = new Operator();
  private final String id = UUID.randomUUID().toString();
  private final String name = "kiln-" + id.substring(0, 8);
  private Map<String, String> office = Map.of();

  /** A node that has a lease and no process, so that nobody misses it. */
  @BeforeEach
  void standIn() throws IOException {
    office = Operator.signedIn(dir, Role.OPERATOR);
    TestOffice.get()
        .change(
            """
            insert into compute_node (node, name, slots, busy, version, types, lease_until)
            values ($1, $2, 4, 3, '1.2', '{noop}', now() + interval '30 s')
            """,
            id,
            name);
  }

  @Test
  void nodes_are_listed_with_what_they_do() {
    assertThat(run("list")).isZero();

    assertThat(operator.out()).contains(name + "\tUP\t3/4\t0\t1.2\t" + id);
    assertThat(operator.out().lines()).as("the office's own, too").hasSizeGreaterThan(1);
  }

  @Test
  void a_node_is_found_by_its_name_and_by_its_id() {
    assertThat(run("get", name)).isZero();
    assertThat(operator.out()).contains("\"types\" : [ \"noop\" ]");
    String byName = operator.out();

    assertThat(run("get", id)).isZero();
    assertThat(operator.out()).isEqualTo(byName);
    assertThat(run("get", UUID.randomUUID().toString())).isNotZero();
  }

  @Test
  void a_node_is_told_to_drain_and_told_again() {
    assertThat(run("drain", name)).isZero();
    assertThat(operator.out()).contains("node/" + name + " DRAINING");

    assertThat(run("drain", name, "--wait", "0")).isEqualTo(WAITED_TOO_LONG);
    TestOffice.get().change("update compute_node set duty = 'DRAINED' where node = $1", id);
    assertThat(run("drain", name, "--wait", "5")).isZero();
    assertThat(operator.out()).contains("node/" + name + " DRAINED");
  }

  @Test
  void a_node_is_called_back_whether_or_not_it_has_drained() {
    for (String state : List.of("DRAINING", "DRAINED")) {
      TestOffice.get()
          .change(
              "update compute_node set duty = $2, drained_by = 'mia' where node = $1", id, state);

      assertThat(run("undrain", name)).as(operator.err()).isZero();
      assertThat(operator.out()).isEqualTo("node/" + name + " UP\n");
    }
    assertThat(run("undrain", id)).as("one that is up").isZero();
    assertThat(run("get", name)).isZero();
    assertThat(operator.out()).contains("\"state\" : \"UP\"").doesNotContain("drainedBy");
    assertThat(run("undrain", UUID.randomUUID().toString())).isEqualTo(NOT_FOUND);
  }

  @Test
  void a_rehearsal_tells_a_node_nothing() {
    Ask.post("/nodes/" + id + "/drain?dryRun=true").by(Role.OPERATOR).send().good();

    assertThat(run("get", id)).isZero();
    assertThat(operator.out()).contains("\"state\" : \"UP\"");
    TestOffice.get().change("update compute_node set duty = 'DRAINING' where node = $1", id);
    Ask.post("/nodes/" + id + "/undrain?dryRun=true").by(Role.OPERATOR).send().good();
    assertThat(run("get", id)).isZero();
    assertThat(operator.out()).contains("\"state\" : \"DRAINING\"");
  }

  @Test
  void one_that_has_missed_a_renewal_is_suspect() {
    TestOffice.get()
        .change("update compute_node set lease_until = now() + interval '2 s' where node = $1", id);

    assertThat(run("list")).isZero();

    assertThat(operator.out()).contains(name + "\tSUSPECT\t");
  }

  private int run(String verb, String... arguments) {
    var line = new String[arguments.length + 2];
    line[0] = "node";
    line[1] = verb;
    System.arraycopy(arguments, 0, line, 2, arguments.length);
    return operator.run(office, "", line);
  }
}
