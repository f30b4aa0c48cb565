package hms.domain.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AuditChainTest {
  private static final AuditEntry ENTRY =
      new AuditEntry(
          7,
          Instant.parse("2027-03-01T10:00:00.123456789Z"),
          "office:mia@example.org",
          "product",
          UUID.fromString("0195a000-0000-7000-8000-000000000001"),
          3,
          "list",
          "{\"state\":{\"from\":\"unlisted\",\"to\":\"listed\"}}",
          null,
          Cause.UNKNOWN);
  private static final LocalDate DAY = LocalDate.of(2027, 3, 1);

  @Test
  void a_seal_stands_for_every_field_and_for_all_seals_before_it() {
    byte[] seal = AuditChain.next(AuditChain.beginning(), ENTRY);

    var others =
        List.of(
            entry(8, "office:mia@example.org", 3, "list", "{}"),
            entry(7, "office:mi@example.org", 3, "list", "{}"),
            entry(7, "office:mia@example.org", 4, "list", "{}"),
            entry(7, "office:mia@example.org", 3, "unlist", "{}"),
            entry(7, "office:mia@example.org", 3, "list", "{ }"));
    assertThat(others)
        .allSatisfy(other -> {
          assertThat(AuditChain.next(AuditChain.beginning(), other)).isNotEqualTo(seal);
        });
    assertThat(others.stream().map(o -> hex(AuditChain.next(AuditChain.beginning(), o))))
        .doesNotHaveDuplicates();
    assertThat(AuditChain.next(seal, ENTRY)).isNotEqualTo(seal);
  }

  /** Whoever keeps a chain for years needs it to be computed alike in all of them. */
  @Test
  void the_hash_of_an_entry_never_changes_between_versions_of_hms() {
    assertThat(hex(AuditChain.next(AuditChain.beginning(), ENTRY)))
        .isEqualTo("1696fd44a74b2b4d681b9f54c9a49e8e2585a6a8c0af4b94cd7300920ef1ad8e");
  }

  @Test
  void a_seal_stands_for_whose_object_it_is_and_for_every_part_of_the_cause() {
    UUID id = ENTRY.object();
    var none = Cause.UNKNOWN;
    var entries =
        List.of(
            ENTRY,
            caused(id, none),
            caused(null, none.onBehalfOf("os:mia")),
            caused(null, Cause.UNKNOWN.because("os:mia")),
            caused(null, new Cause(null, null, id, null, null, null)),
            caused(null, new Cause(null, null, null, id, null, null)),
            caused(null, new Cause(null, null, null, null, id, null)),
            caused(null, new Cause(null, null, null, null, null, "os:mia")));

    assertThat(entries.stream().map(e -> hex(AuditChain.next(AuditChain.beginning(), e))))
        .doesNotHaveDuplicates();
  }

  @Test
  void the_hash_of_an_entry_with_a_cause_never_changes_either() {
    var entry = caused(ENTRY.object(), Cause.call(ENTRY.object(), null, "192.0.2.7"));

    assertThat(hex(AuditChain.next(AuditChain.beginning(), entry)))
        .isEqualTo("d77f8b0c358749a3161c4aff3d1c2656082837b18e7ef3614b0207c279569d5d");
  }

  @Test
  void what_the_database_does_not_keep_of_a_time_is_not_sealed() {
    var stored =
        new AuditEntry(
            7,
            Instant.parse("2027-03-01T10:00:00.123456Z"),
            ENTRY.actor(),
            ENTRY.kind(),
            ENTRY.object(),
            3,
            ENTRY.command(),
            ENTRY.change(),
            null,
            Cause.UNKNOWN);

    assertThat(AuditChain.next(AuditChain.beginning(), stored))
        .isEqualTo(AuditChain.next(AuditChain.beginning(), ENTRY));
  }

  @Test
  void a_root_is_genuine_for_its_own_day_seal_hash_and_secret_only() {
    byte[] hash = AuditChain.next(AuditChain.beginning(), ENTRY);
    byte[] secret = new byte[32];
    var root = AuditRoot.signed(DAY, 9, hash, secret);

    assertThat(root.genuine(secret)).isTrue();
    assertThat(root.genuine(HexFormat.of().parseHex("01".repeat(32)))).isFalse();
    assertThat(new AuditRoot(DAY.plusDays(1), 9, hash, root.signature()).genuine(secret)).isFalse();
    assertThat(new AuditRoot(DAY, 8, hash, root.signature()).genuine(secret)).isFalse();
    assertThat(new AuditRoot(DAY, 9, new byte[32], root.signature()).genuine(secret)).isFalse();
  }

  private static AuditEntry entry(
      long n, String actor, long version, String command, String change) {
    return new AuditEntry(
        n,
        ENTRY.at(),
        actor,
        ENTRY.kind(),
        ENTRY.object(),
        version,
        command,
        change,
        null,
        Cause.UNKNOWN);
  }

  private static AuditEntry caused(@Nullable UUID artisan, Cause cause) {
    return new AuditEntry(
        ENTRY.n(),
        ENTRY.at(),
        ENTRY.actor(),
        ENTRY.kind(),
        ENTRY.object(),
        ENTRY.objectVersion(),
        ENTRY.command(),
        ENTRY.change(),
        artisan,
        cause);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
