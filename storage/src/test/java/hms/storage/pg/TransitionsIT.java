package hms.storage.pg;

import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.Lifecycle;
import hms.domain.fixture.Lifecycles;
import hms.domain.fixture.Transition;
import hms.domain.fixture.Transitions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table {@code transitions} says what Java says, and what the diagrams show. */
final class TransitionsIT {
  @RegisterExtension private static final OfficeDatabase OFFICE = new OfficeDatabase();
  @RegisterExtension private static final OfficeDatabase SPOILT = new OfficeDatabase();
  private static final Path DOCS = Path.of("..", "docs", "lifecycle");
  private static final Pattern ARROW = Pattern.compile("  (\\S+) --> (\\S+): (\\S+)");
  private static final Pattern BEGINNING = Pattern.compile("  \\[\\*] --> (\\w+)");

  @Test
  void the_table_has_exactly_the_moves_of_the_lifecycles() {
    var kept = kept();
    var wanted = Transitions.all();

    assertThat(kept)
        .as("a new migration has to say:%n%s%n", Transition.migration(kept, wanted))
        .containsExactlyInAnyOrderElementsOf(wanted);
  }

  @Test
  void the_statement_that_it_asks_for_mends_the_table() {
    SPOILT.execute("delete from transitions where machine = 'product' and from_state = 'listed'");
    SPOILT.execute(
        "insert into transitions values ('product', 'retired', 'listed', 'relist', 'any')");
    var kept = kept(SPOILT);
    assertThat(kept).isNotEqualTo(Transitions.all());

    SPOILT.ownerPool().query(Transition.migration(kept, Transitions.all())).execute().await();

    assertThat(kept(SPOILT)).isEqualTo(Transitions.all());
  }

  @ParameterizedTest
  @MethodSource("hms.domain.fixture.Lifecycles#all")
  void every_arrow_of_a_diagram_is_a_row(Lifecycle<?, ?> table) throws IOException {
    String page = Files.readString(DOCS.resolve(table.name() + ".md"));
    var rows = kept().stream().filter(row -> row.machine().equals(table.name())).toList();
    var arrows = ARROW.matcher(page).results().map(a -> a.group(1) + a.group(2) + a.group(3));
    var beginnings = BEGINNING.matcher(page).results().map(a -> a.group(1));

    assertThat(rows.stream().map(row -> row.from() + row.to() + row.command()))
        .containsAll(arrows.toList());
    assertThat(rows.stream().filter(row -> row.from().equals(Transition.NOTHING)))
        .extracting(Transition::to)
        .containsAll(beginnings.toList());
  }

  @ParameterizedTest
  @MethodSource("hms.domain.fixture.Lifecycles#all")
  void a_row_names_no_state_that_the_column_refuses(Lifecycle<?, ?> table) {
    var states =
        kept().stream()
            .filter(row -> row.machine().equals(table.name()))
            .map(Transition::to)
            .collect(Collectors.toSet());

    assertThat(states).isEqualTo(new Guarded(table.name(), OFFICE).statesOfTheCheck());
  }

  @Test
  void every_lifecycle_guards_a_column() {
    assertThat(Lifecycles.all().map(Lifecycle::name).toList())
        .containsExactlyInAnyOrderElementsOf(Guarded.machines());
  }

  private static Set<Transition> kept() {
    return kept(OFFICE);
  }

  private static Set<Transition> kept(OfficeDatabase office) {
    var rows =
        office.asOwner("select machine, from_state, to_state, command, side from transitions");
    return rows.stream()
        .map(row ->
            new Transition(
                row.getString(0),
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4)))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
