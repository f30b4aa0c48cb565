package hms.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hms.Ask;
import hms.TestOffice;
import hms.domain.Role;
import hms.gateway.session.Person;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code hms login}, {@code logout}, {@code whoami}: one session for all commands. */
final class SignInCommandsIT {
  private static final int NOT_ALLOWED = 4;
  @TempDir private Path dir;
  private final Operator operator = new Operator();
  private final Person person = Person.with(Role.OPERATOR);

  @Test
  void who_has_signed_in_need_not_say_it_again() throws IOException {
    assertThat(run("", "job", "list")).isEqualTo(NOT_ALLOWED);

    assertThat(run(person.email() + "\n" + Person.PASSWORD + "\n", "login"))
        .as(operator.err())
        .isZero();

    assertThat(operator.out()).contains(person.email());
    assertThat(operator.out() + operator.err()).doesNotContain(Person.PASSWORD, token());
    assertThat(run("", "job", "list")).as(operator.err()).isZero();
    assertThat(run("", "whoami")).isZero();
    assertThat(operator.out()).contains(person.email(), "hms login", "jobs.run");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file().getParent())))
        .isEqualTo("rwx------");
  }

  @Test
  void who_signs_out_is_out_here_and_at_the_office() throws IOException {
    signIn();
    String token = token();

    assertThat(run("", "logout")).isZero();

    Ask.get("/session").by(token).send().problem(401, "untrusted");
    assertThat(Files.readString(file())).doesNotContain(token);
    assertThat(run("", "whoami")).isEqualTo(NOT_ALLOWED);
    assertThat(operator.err()).contains("hms login");
    assertThat(run("", "logout")).isZero();
  }

  @Test
  void a_session_that_is_over_is_forgotten_by_signing_out() throws IOException {
    signIn();
    new Ask("DELETE", "/session").by(token()).send().good();

    assertThat(run("", "job", "list")).isEqualTo(NOT_ALLOWED);
    assertThat(run("", "logout")).as(operator.err()).isZero();
  }

  @Test
  void a_wrong_password_leaves_nothing() {
    String typed = person.email() + "\nnot the one that it is\n\n";

    assertThat(run(typed, "login")).isEqualTo(NOT_ALLOWED);

    assertThat(operator.err()).contains("untrusted");
    assertThat(file()).doesNotExist();
  }

  @Test
  void what_the_environment_says_wins_over_the_session() throws IOException {
    signIn();
    var other = new TreeMap<>(environment());
    other.put("HMS_TOKEN", TestOffice.get().token(Role.REVIEWER));

    assertThat(operator.run(other, "", "whoami")).isZero();

    assertThat(operator.out()).contains("reviewer@office.example", "HMS_TOKEN");
    Path file = Files.writeString(dir.resolve("token"), TestOffice.get().token(Role.AUDITOR));
    assertThat(operator.run(other, "", "whoami", "--token-file", file.toString())).isZero();
    assertThat(operator.out()).contains("auditor@office.example", "--token-file");
  }

  @Test
  void a_file_that_others_can_read_is_not_used() throws IOException {
    signIn();
    Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r-----"));

    assertThat(run("", "job", "list")).isEqualTo(1);

    assertThat(operator.err()).contains("chmod 600");
  }

  @Test
  void each_office_has_a_session_of_its_own() {
    signIn();

    assertThat(run("", "whoami", "--server", "http://127.0.0.1:1")).isEqualTo(NOT_ALLOWED);
  }

  private void signIn() {
    assertThat(run(Person.PASSWORD + "\n", "login", "--email", person.email()))
        .as(operator.err())
        .isZero();
  }

  private int run(String typed, String... args) {
    return operator.run(environment(), typed, args);
  }

  private Map<String, String> environment() {
    return Map.of(
        "HMS_SERVER", TestOffice.get().url(), "HMS_CONFIG_DIR", dir.resolve("hms").toString());
  }

  private Path file() {
    return dir.resolve("hms").resolve("credentials");
  }

  private String token() throws IOException {
    return Files.readString(file()).replaceAll("(?s).*\"token\": *\"([^\"]+)\".*", "$1");
  }
}
