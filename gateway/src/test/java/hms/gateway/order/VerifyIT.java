package hms.gateway.order;

import static org.assertj.core.api.Assertions.assertThat;

import hms.NodeFile;
import hms.cli.Hms;
import hms.domain.order.Negotiation.Acceptance;
import hms.domain.product.Stock;
import hms.gateway.audit.AuditSealer;
import hms.gateway.command.Mint;
import hms.storage.pg.Invariants;
import io.vertx.sqlclient.Tuple;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code hms db verify}, as an auditor types it, on honest books and on cooked ones. */
final class VerifyIT {
  private static final String KEY = "0f".repeat(32);

  private final Bazaar bazaar = new Bazaar();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  @TempDir private Path dir;
  private UUID line = new UUID(0, 0);

  @BeforeEach
  void trade() {
    var maker = bazaar.aMaker();
    var bowl = bazaar.sells(maker, new Stock.OnHand(10, 0));
    var work = bazaar.placed(bowl, 3).workOrders().getFirst();
    var soon = new Acceptance(List.of(), LocalDate.now(ZoneOffset.UTC).plusDays(3));
    bazaar.done(maker, new OrderCommand.Accept(work.oid(), null, soon));
    line = work.lines().getFirst().oid();
    seal();
  }

  @AfterEach
  void close() {
    bazaar.close();
  }

  @Test
  void honest_books_pass_every_check() throws IOException {
    assertThat(verify(KEY)).as(told()).isZero();

    assertThat(out.toString(StandardCharsets.UTF_8).lines())
        .hasSize(Invariants.rules().size() + 1)
        .allMatch(each -> each.endsWith(" ok"))
        .anyMatch(each -> each.matches("line-is-its-moves +1 order lines +ok"))
        .anyMatch(each -> each.matches("audit-is-a-chain +[1-9]\\d* seals +ok"));
    assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void a_cooked_ledger_is_named_with_its_line() throws IOException {
    execute("update unit_moves set units = 2");

    assertThat(verify(KEY)).isEqualTo(7);

    assertThat(told()).containsPattern("line-is-its-moves +1 order lines +wrong:\n  " + line);
    assertThat(told()).containsPattern("order-is-its-lines .* ok").contains("seals");
  }

  @Test
  void a_changed_audit_entry_is_named_with_its_seal() throws IOException {
    execute(
        "update audit_entries set actor = 'office:eve' where n = (select max(n) from audit_seals)");

    assertThat(verify(KEY)).isEqualTo(7);

    assertThat(told()).containsPattern("seals +wrong:\n  entry \\d+ of seal \\d+ was changed");
  }

  @Test
  void a_root_that_another_key_signed_is_wrong() throws IOException {
    assertThat(verify("1e".repeat(32))).isEqualTo(7);

    assertThat(told()).containsPattern("the root of [-\\d]+ has a wrong signature");
  }

  @Test
  void a_long_audit_tells_how_far_it_is() throws IOException {
    execute(
        """
        insert into audit_entries (actor, kind, object, object_version, command, change)
        select 'office:ana', 'product', gen_random_uuid(), 1, 'create', '{}'
        from generate_series(1, 1100)
        """);
    seal();

    assertThat(verify(KEY)).isZero();

    assertThat(err.toString(StandardCharsets.UTF_8)).containsPattern("1000 of 11\\d\\d seals");
  }

  @Test
  void a_sample_of_honest_books_passes_and_tells_its_seed() throws IOException {
    assertThat(verify(KEY, "--sample", "2")).as(told()).isZero();

    assertThat(out.toString(StandardCharsets.UTF_8).lines())
        .hasSize(Invariants.rules().size() + 1)
        .allMatch(each -> each.endsWith(" ok"))
        .anyMatch(each -> each.matches("line-is-its-moves +1 drawn +ok"))
        .anyMatch(each -> each.matches("audit-is-a-chain +2 seals drawn +ok"))
        .anyMatch(each -> each.matches("purged-is-locked-out +1 artisans +ok"));
    assertThat(err.toString(StandardCharsets.UTF_8)).matches("seed \\d+\\n");
  }

  @Test
  void a_large_sample_finds_what_is_wrong_in_the_books_and_in_the_audit() throws IOException {
    execute("update unit_moves set units = 2");
    execute(
        "update audit_entries set actor = 'office:eve' where n = (select max(n) from audit_seals)");

    assertThat(verify(KEY, "--sample", "1000")).isEqualTo(7);

    assertThat(told()).containsPattern("line-is-its-moves +1 drawn +wrong:\n  " + line);
    assertThat(told()).containsPattern("drawn +wrong:\n  entry \\d+ of seal \\d+ was changed");
    out.reset();
    assertThat(verify("1e".repeat(32), "--sample", "1")).isEqualTo(7);
    assertThat(told()).containsPattern("the root of [-\\d]+ has a wrong signature");
  }

  /** Some of the drawn ones are cooked, some are not, and it is the seed that says which. */
  @Test
  void a_seed_draws_the_same_objects_again_and_another_one_others() throws IOException {
    var maker = bazaar.aMaker();
    for (int i = 0; i < 8; i++) {
      bazaar.placed(bazaar.sells(maker, new Stock.OnHand(10, 0)), 3);
    }
    execute("update orders set q_ordered = q_ordered + 1, q_pending = q_pending + 1");

    var drawn = new HashSet<String>();
    for (int seed = 1; seed <= 4; seed++) {
      String first = cookedOrders(seed);
      assertThat(cookedOrders(seed)).isEqualTo(first);
      assertThat(first.lines()).hasSize(3);
      drawn.add(first);
    }

    assertThat(drawn).as("of 84 ways to draw 3 of 9").hasSizeGreaterThan(1);
  }

  private String cookedOrders(int seed) throws IOException {
    out.reset();
    assertThat(verify(KEY, "--sample", "3", "--seed", "" + seed)).isEqualTo(7);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("seed " + seed + "\n");
    var found = Pattern.compile("order-is-its-lines +3 drawn +wrong:\n((  .*\n)+)").matcher(told());
    assertThat(found.find()).as(told()).isTrue();
    return found.group(1);
  }

  @Test
  void a_sample_has_a_size_and_a_seed_a_sample() throws IOException {
    assertThat(verify(KEY, "--sample", "0")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("expected 1 to 100000, found 0");
    assertThat(verify(KEY, "--seed", "7")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("say --sample N, too");
    assertThat(told()).isEmpty();
  }

  @Test
  void without_a_key_nothing_is_checked() throws IOException {
    assertThat(verify("bread and milk")).isEqualTo(7);

    assertThat(err.toString(StandardCharsets.UTF_8)).contains("error: keys.wrapping-file");
    assertThat(told()).isEmpty();
  }

  /** As the office does by itself; tomorrow, so that today has its root. */
  private void seal() {
    var tomorrow = Clock.offset(Clock.systemUTC(), Duration.ofDays(1));
    var mint = new Mint(tomorrow, new SecureRandom());
    var secret = HexFormat.of().parseHex(KEY);
    assertThat(new AuditSealer(bazaar.stores.forRelay(), mint, secret).seal().await()).isPositive();
  }

  private void execute(String crime) {
    assertThat(bazaar.owner().preparedQuery(crime).execute(Tuple.tuple()).await().rowCount())
        .isPositive();
  }

  private int verify(String key, String... more) throws IOException {
    String config = new NodeFile(dir).write("node", bazaar.database(), key);
    return Hms.run(
        Stream.concat(Stream.of("db", "verify", "--config", config), Stream.of(more)).toList(),
        InputStream.nullInputStream(),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private String told() {
    return out.toString(StandardCharsets.UTF_8);
  }
}
