package hms.cluster.jobs.stream;

import hms.cluster.job.ChunkContext;
import hms.cluster.job.TransientFailure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One process over one input. Threads of its own carry bytes in and out, so that the slot's can
 * look up. One that is not wanted any more is asked to end, by SIGTERM to all that it has started,
 * and killed with all of it two seconds later.
 */
final class ProgramRun {
  /** Says that it may work the next time. Source: sysexits.h, EX_TEMPFAIL. */
  private static final int AGAIN = 75;

  private static final int OUTPUT_MAX_BYTES = 60 << 20;
  private static final int SAID_IN_MESSAGE = 800;
  private static final int SAID_IN_STACK = 7000;
  private static final long LOOK_MILLIS = 2;
  private static final long END_MILLIS = 2000;

  private final Program program;
  private final List<String> command;
  private final Map<String, String> environment;

  ProgramRun(Program program, Sandbox sandbox, Map<String, String> environment) {
    this.program = program;
    this.command = new ArrayList<>(sandbox.around(program));
    this.command.addAll(program.command());
    this.environment = Map.copyOf(environment);
  }

  /**
   * What came of it.
   *
   * @param counters group, name and sum by tabs, a line each
   */
  record Output(byte[] bytes, byte[] counters) {}

  /**
   * Blocks until it has ended.
   *
   * @throws TransientFailure it ended with 75, or could not be started
   * @throws ProgramFailure it ended badly, or said too much
   */
  Output over(byte[] input, ChunkContext chunk) throws Exception {
    var process = started();
    var said = new Said(chunk::status);
    var output = new ByteArrayOutputStream();
    var pumps =
        List.of(
            pump("in", () -> feed(process.getOutputStream(), input)),
            pump("out", () -> drain(process, output)),
            pump("err", () -> said.read(process.getErrorStream())));
    try {
      while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) chunk.checkpoint();
      for (Thread each : pumps) each.join();
    } catch (InterruptedException unwanted) {
      chunk.checkpoint();
      throw unwanted;
    } finally {
      if (process.isAlive()) end(process, command.equals(program.command()));
    }
    judge(process.exitValue(), output, said);
    return new Output(output.toByteArray(), said.counters());
  }

  private Process started() throws TransientFailure {
    var builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().putAll(environment);
    try {
      return builder.start();
    } catch (IOException notNow) {
      throw new TransientFailure(program.name() + " could not be started", notNow);
    }
  }

  private interface Pump {
    void run() throws IOException;
  }

  private Thread pump(String name, Pump pump) {
    return Thread.ofPlatform()
        .daemon()
        .name("hms-" + program.name() + "-" + name)
        .start(() -> {
          try {
            pump.run();
          } catch (IOException closed) {
            // It has ended, and how is told by its exit; whoever wants no more input may.
          }
        });
  }

  private static void feed(OutputStream in, byte[] input) throws IOException {
    try (in) {
      in.write(input);
    }
  }

  private static void drain(Process process, ByteArrayOutputStream output) throws IOException {
    try (InputStream out = process.getInputStream()) {
      byte[] buffer = new byte[64 * 1024];
      for (int read = out.read(buffer); read >= 0; read = out.read(buffer)) {
        output.write(buffer, 0, read);
        if (output.size() <= OUTPUT_MAX_BYTES) continue;
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        return;
      }
    }
  }

  private void judge(int exit, ByteArrayOutputStream output, Said said)
      throws TransientFailure, ProgramFailure {
    if (output.size() > OUTPUT_MAX_BYTES) {
      throw failure("told more than 60 MiB, use fewer or smaller units", said);
    }
    String how = "ended with %d".formatted(exit);
    if (exit == AGAIN) throw new TransientFailure(message(how, said), null);
    if (exit != 0) throw failure(how, said);
  }

  private ProgramFailure failure(String what, Said said) {
    return new ProgramFailure(message(what, said), said.last(SAID_IN_STACK));
  }

  private String message(String what, Said said) {
    String last = said.last(SAID_IN_MESSAGE).strip();
    return "%s %s%s".formatted(program.name(), what, last.isEmpty() ? "" : ": " + last);
  }

  /**
   * @param bare it is the program itself: a sandbox that is asked to end ends all in it at once
   */
  private static void end(Process process, boolean bare) {
    var all = process.descendants().toList();
    if (bare) process.destroy();
    all.forEach(ProcessHandle::destroy);
    boolean ended = false;
    boolean interrupted = Thread.interrupted();
    try {
      ended = process.waitFor(END_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException hurry) {
      interrupted = true;
    }
    if (!ended) {
      all.forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    if (interrupted) Thread.currentThread().interrupt();
  }
}
