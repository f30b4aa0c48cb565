package hms.gateway.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NamesakesTest {
  private int asked;

  @Test
  void the_first_keeps_its_name() {
    assertThat(free(Set.of("oak-bowl", "elm-bowl-2"), "elm-bowl")).isEqualTo("elm-bowl");
  }

  @Test
  void others_get_the_next_number_as_they_come() {
    var all = new HashSet<String>();
    for (int n = 1; n <= 300; n++) {
      String next = free(all, "oak-bowl");
      assertThat(next).isEqualTo(n == 1 ? "oak-bowl" : "oak-bowl-" + n);
      all.add(next);
    }
  }

  @Test
  void what_it_gives_is_free_even_if_some_have_gone() {
    var all =
        IntStream.rangeClosed(1, 100)
            .filter(n -> n % 7 != 0)
            .mapToObj(n -> n == 1 ? "x" : "x-" + n)
            .collect(Collectors.toCollection(HashSet::new));
    for (int n = 0; n < 50; n++) {
      String next = free(all, "x");
      assertThat(all.add(next)).as(next).isTrue();
    }
  }

  @Test
  void a_thousand_namesakes_cost_twenty_questions() {
    var all =
        IntStream.rangeClosed(1, 1000)
            .mapToObj(n -> n == 1 ? "x" : "x-" + n)
            .collect(Collectors.toSet());
    asked = 0;

    assertThat(free(all, "x")).isEqualTo("x-1001");
    assertThat(asked).isLessThanOrEqualTo(20);
  }

  private String free(Set<String> taken, String name) {
    return Namesakes.free(
            name,
            each -> {
              asked++;
              return Future.succeededFuture(taken.contains(each));
            })
        .future()
        .result()
        .orThrow();
  }
}
