package hms.cli;

import hms.bench.BareCommand;
import hms.bench.ComputeBenchCommand;
import hms.bench.HttpBenchCommand;
import hms.bench.StorageBenchCommand;
import hms.chaos.ComputeChaosCommand;
import hms.client.ApiProblem;
import hms.client.Unreached;
import hms.gateway.config.ConfigRefused;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The command {@code hms} and its sub-commands. */
@Command(
    name = "hms",
    description = "Back office of a marketplace for handmade goods.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionLine.class,
    subcommands = {
      DemoCommand.class,
      DevCommand.class,
      NodeCommand.class,
      JobCommand.class,
      ScheduleCommand.class,
      BatchCommand.class,
      SignInCommands.Login.class,
      SignInCommands.Logout.class,
      SignInCommands.WhoAmI.class,
      TokenCommand.class,
      UserCommand.class,
      WebhookCommand.class,
      StorageBenchCommand.class,
      HttpBenchCommand.class,
      ComputeBenchCommand.class,
      ComputeChaosCommand.class,
      BareCommand.class,
      ExportCommand.class,
      ImportCommand.class,
      DbCommand.class,
      HelpCommand.class
    },
    synopsisSubcommandLabel = "COMMAND")
public final class Hms {
  private static final int FAILED = 1;
  private static final int NOT_ALLOWED = 4;
  private static final int NOT_FOUND = 5;
  private static final int CHANGED = 6;
  static final int REJECTED = 7;
  private static final int UNREACHABLE = 9;

  private final Surroundings surroundings;

  private Hms(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  public static void main(String[] args) {
    System.exit(run(List.of(args), System.in, System.out, System.err));
  }

  /** Runs one command line and returns its exit code. */
  public static int run(List<String> args, InputStream in, PrintStream out, PrintStream err) {
    return run(args, new Surroundings(System.getenv(), in), out, err);
  }

  static int run(List<String> args, Surroundings around, PrintStream out, PrintStream err) {
    return new CommandLine(new Hms(around))
        .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
        .setExecutionExceptionHandler((failure, line, parsed) -> failed(failure, line))
        .execute(args.toArray(String[]::new));
  }

  /** Who sits at this command line. */
  Surroundings surroundings() {
    return surroundings;
  }

  /** Of a file the JDK tells the name alone. */
  private static String told(Exception failure) {
    return switch (failure) {
      case NoSuchFileException absent ->
          "expected " + absent.getFile() + " to be there, found nothing";
      case NotDirectoryException file ->
          "expected " + file.getFile() + " to be a folder, found a file";
      case AccessDeniedException denied ->
          "expected to be allowed to read and write "
              + denied.getFile()
              + ", which this user is not";
      default -> String.valueOf(failure.getMessage());
    };
  }

  /** First what, then nothing that only helps a programmer. */
  private static int failed(Exception failure, CommandLine line) {
    line.getErr().println("error: " + told(failure));
    if (failure instanceof ApiProblem problem) {
      for (var each : problem.body().path("errors")) {
        line.getErr()
            .printf("  %s  %s%n", each.path("pointer").asText(), each.path("detail").asText());
      }
    }
    return switch (failure) {
      case ApiProblem problem -> exitCode(problem.status());
      case Unreached unreached -> UNREACHABLE;
      case ConfigRefused refused -> REJECTED;
      default -> FAILED;
    };
  }

  private static int exitCode(int status) {
    return switch (status) {
      case 401, 403 -> NOT_ALLOWED;
      case 404 -> NOT_FOUND;
      case 409, 412 -> CHANGED;
      case 400, 413, 415, 422, 428 -> REJECTED;
      case 503 -> UNREACHABLE;
      default -> FAILED;
    };
  }
}
