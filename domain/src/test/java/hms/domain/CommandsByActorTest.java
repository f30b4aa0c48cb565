package hms.domain;

import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.artisan.Artisan;
import hms.domain.artisan.ArtisanKey;
import hms.domain.fixture.Refusals;
import hms.domain.fixture.Samples;
import hms.domain.product.Product;
import hms.domain.product.ProductRevision;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who may give which command at all; everybody else is told what they lack. */
final class CommandsByActorTest {
  private static final Map<String, Actor> ACTORS = actors();

  @Test
  void every_command_of_an_artisan_has_its_actors() {
    assertThat(table(Artisan.Command.values(), Artisan.Command::permission))
        .isEqualTo(
            """
            sign_up: all
            create: artisan_manager house
            activate: artisan_manager house
            decline: artisan_manager house
            expire: house
            update: artisan artisan_manager house
            confirm_email: artisan_manager house
            suspend: artisan_manager house
            reinstate: artisan_manager house
            close: artisan_manager house
            reopen: artisan_manager house
            purge: house
            erase: house
            """);
  }

  /** The first key is proved by whoever has the code, each further one by the one before. */
  @Test
  void every_command_of_a_key_has_its_actors() {
    assertThat(table(ArtisanKey.Command.values(), ArtisanKey.Command::permission))
        .isEqualTo(
            """
            issue: all
            prove: all
            phase_out: house
            expire: house
            retire: house
            revoke: artisan artisan_manager house
            """);
  }

  @Test
  void every_command_of_a_product_has_its_actors() {
    assertThat(table(Product.Command.values(), Product.Command::permission))
        .isEqualTo(
            """
            create: artisan house
            edit: artisan house
            approve_first: reviewer house
            apply_change: reviewer house
            list: reviewer house
            unlist: reviewer house
            alter: reviewer house
            block: reviewer house
            unblock: reviewer house
            retire: artisan reviewer house
            restore: artisan reviewer house
            restore_draft: artisan reviewer house
            switch: artisan house
            adjust_stock: artisan house
            recount_stock: artisan house
            """);
  }

  @Test
  void every_command_of_a_revision_has_its_actors() {
    assertThat(table(ProductRevision.Command.values(), ProductRevision.Command::permission))
        .isEqualTo(
            """
            open: artisan house
            submit: artisan house
            amend: artisan house
            withdraw: artisan house
            claim: reviewer house
            assign: reviewer house
            release: reviewer house
            approve: reviewer house
            request_changes: reviewer house
            reject: reviewer house
            lease_over: house
            approve_by_rule: house
            supersede: house
            expire: house
            """);
  }

  /** A line for each command: the actors that may give it. */
  private static <C extends Enum<C>> String table(
      C[] commands, Function<C, @Nullable Permission> permission) {
    return Arrays.stream(commands)
        .map(command -> Lifecycle.word(command) + ": " + who(permission.apply(command)) + "\n")
        .collect(Collectors.joining());
  }

  private static String who(@Nullable Permission needed) {
    if (needed == null) return "all";
    var may = ACTORS.entrySet().stream().filter(each -> may(needed, each.getValue()));
    return may.map(Map.Entry::getKey).collect(Collectors.joining(" "));
  }

  private static boolean may(Permission needed, Actor actor) {
    var outcome = needed.needed(actor);
    if (outcome instanceof Outcome.Done<Actor>) return true;
    assertThat(Refusals.why(outcome))
        .isEqualTo(new Refusal.Denied("needs the permission " + needed.wire(), List.of()));
    return false;
  }

  private static Map<String, Actor> actors() {
    var all = new LinkedHashMap<String, Actor>();
    all.put("anyone", new Actor.Anyone());
    all.put("artisan", new Actor.Maker(Samples.ids()));
    all.put("storefront", new Actor.Storefront(Samples.ids(), "web"));
    Stream.of(Role.values())
        .forEach(role ->
            all.put(
                Lifecycle.word(role),
                new Actor.Office(
                    Samples.ids(), "ana@example.org", EnumSet.copyOf(role.permissions()))));
    all.put("house", new Actor.House("timer"));
    return all;
  }
}
