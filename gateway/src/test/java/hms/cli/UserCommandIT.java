package hms.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hms.Answer;
import hms.Ask;
import hms.TestOffice;
import hms.storage.DomainJson;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code hms user}: how the first person comes into an office that knows nobody. */
final class UserCommandIT {
  private static final String EMAIL = "First.Admin@office.example";
  @TempDir private Path dir;
  private final Operator operator = new Operator();

  @Test
  void the_first_administrator_gets_a_password_for_choosing_another_one() throws IOException {
    String config = Operator.config(dir, "node", TestOffice.get().database());

    String password = bootstrapped(config);

    var entered = enter(password).good();
    assertThat(entered.at("/user/roles").toString()).isEqualTo("[\"admin\"]");
    assertThat(entered.at("/duties/0").asText()).isEqualTo("choose_password");
    Ask.get("/users").by(entered.at("/token").asText()).send().problem(403, "forbidden");

    // Whoever has locked themselves out comes in again, and those who came in as them are out.
    String another = bootstrapped(config);
    Ask.get("/session").by(entered.at("/token").asText()).send().problem(401, "untrusted");
    enter(password).problem(401, "untrusted");
    enter(another).good();
  }

  @Test
  void it_is_done_on_the_machine_itself_and_nowhere_else() throws IOException {
    String config = Operator.config(dir, "node", TestOffice.get().database());

    int code =
        operator.run("user", "bootstrap", "--config", config, "--email", EMAIL, "--name", "A");

    assertThat(code).isEqualTo(2);
    assertThat(operator.err()).contains("--local");
  }

  private String bootstrapped(String config) {
    String[] args = {
      "user", "bootstrap", "--local", "--config", config, "--email", EMAIL, "--name", "Ana"
    };
    assertThat(operator.run(args)).as(operator.err()).isZero();
    return operator.out().strip();
  }

  private static Answer enter(String password) {
    return Ask.signIn(
        DomainJson.object().put("email", EMAIL).put("password", password).put("client", "cli"));
  }
}
