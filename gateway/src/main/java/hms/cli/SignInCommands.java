package hms.cli;

import com.fasterxml.jackson.databind.JsonNode;
import hms.cli.Credentials.Kept;
import hms.client.ApiClient;
import hms.client.ApiProblem;
import hms.storage.DomainJson;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Signing in and out. Commands of {@link Hms} itself, as every other command goes by them. */
final class SignInCommands {
  private static final String SESSION = "/api/v1/session";
  private static final int NOT_SIGNED_IN = 4;
  private static final int UNAUTHORIZED = 401;

  private SignInCommands() {}

  /** Asks for a password, and for the code of a second factor if there is one. */
  @Command(
      name = "login",
      mixinStandardHelpOptions = true,
      description = "Sign in; all other commands use the session from then on, for 12 hours.")
  static final class Login implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private Connection connection = new Connection();

    @Option(
        names = "--email",
        paramLabel = "EMAIL",
        description = "Who you are (else it is asked).")
    private @Nullable String email;

    @Override
    public void run() {
      PrintWriter prompts = spec.commandLine().getErr();
      var around = connection.surroundings();
      var credentials = around.credentials();
      var known = credentials.of(connection.server());
      String who = email != null ? email : around.line(prompts, "E-mail: ");
      String password = around.secret(prompts, "Password: ");
      boolean coded = known.filter(kept -> kept.email().equals(who) && kept.code()).isPresent();
      var entered = entered(prompts, who, password, coded);
      credentials.put(connection.server(), entered);
      spec.commandLine()
          .getOut()
          .printf("signed in as %s until %s%n", entered.email(), entered.expires());
    }

    /** Who is refused may have a second factor: the office does not say which it was. */
    private Kept entered(PrintWriter prompts, String who, String password, boolean coded) {
      if (!coded) {
        try {
          return kept(prompts, who, asked(who, password, null), false);
        } catch (ApiProblem refused) {
          if (refused.status() != UNAUTHORIZED) throw refused;
        }
      }
      String code =
          connection.surroundings().line(prompts, "Code of your second factor (none: Enter): ");
      return kept(
          prompts, who, asked(who, password, code.isEmpty() ? null : code), !code.isEmpty());
    }

    private JsonNode asked(String who, String password, @Nullable String code) {
      var claim =
          DomainJson.object().put("email", who).put("password", password).put("client", "cli");
      if (code != null) claim.put("totp", code);
      return connection
          .client(Optional.empty(), Duration.ZERO)
          .post("/api/v1/sessions", claim)
          .body();
    }

    private static Kept kept(PrintWriter prompts, String who, JsonNode session, boolean coded) {
      for (var duty : session.path("duties")) {
        prompts.printf("note: before anything else you must %s%n", duty.asText().replace('_', ' '));
      }
      return new Kept(
          who,
          session.path("token").asText(),
          Instant.parse(session.path("expires").asText()),
          coded);
    }
  }

  @Command(
      name = "logout",
      mixinStandardHelpOptions = true,
      description = "End the session of hms login, here and at the office.")
  static final class Logout implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private Connection connection = new Connection();

    @Override
    public void run() {
      var credentials = connection.surroundings().credentials();
      var kept = credentials.of(connection.server());
      // Forgotten here whatever the office says: a session that is left there ends by itself.
      credentials.remove(connection.server());
      kept.ifPresent(this::end);
      spec.commandLine().getOut().println(kept.isPresent() ? "signed out" : "nobody is signed in");
    }

    private void end(Kept kept) {
      ApiClient office = connection.client(Optional.of(kept.token()), Duration.ZERO);
      try {
        var gone = office.delete(SESSION);
      } catch (ApiProblem over) {
        if (over.status() != UNAUTHORIZED) throw over;
      }
    }
  }

  @Command(
      name = "whoami",
      mixinStandardHelpOptions = true,
      description = "Print as whom commands ask, how that is proved, and what it allows.")
  static final class WhoAmI implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private Connection connection = new Connection();

    @Override
    public Integer call() {
      var proof = connection.proof();
      if (proof.isEmpty()) {
        spec.commandLine().getErr().println("nobody is signed in at " + connection.server());
        spec.commandLine().getErr().println("  hint: hms login");
        return NOT_SIGNED_IN;
      }
      var me = connection.client().get("/api/v1/whoami").body();
      PrintWriter out = spec.commandLine().getOut();
      out.printf("%s (%s)%n", me.path("name").asText(), me.path("kind").asText());
      out.printf("server       %s%n", connection.server());
      out.printf("by           %s%n", proof.get().origin());
      out.print("permissions ");
      me.path("permissions").forEach(each -> out.print(" " + each.asText()));
      out.println();
      return 0;
    }
  }
}
