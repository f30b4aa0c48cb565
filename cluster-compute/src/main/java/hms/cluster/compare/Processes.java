package hms.cluster.compare;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A JVM for each slot: chunks go in on its standard input, parts come out on its standard output.
 * Nothing is shared, and nobody's fault is another's.
 */
record Processes() implements Variant {
  @Override
  public String word() {
    return "processes";
  }

  @Override
  public Computed compute(Work work, int slots, Watcher watcher) throws Exception {
    var chunks = new Chunks(work, slots, watcher);
    var cpu = new AtomicLong();
    Threads.everywhere(chunks, slots, slot -> cpu.addAndGet(feed(work, chunks)));
    return chunks.computed(Duration.ofNanos(cpu.get()));
  }

  /** Returns the nanoseconds of CPU that the process has used. */
  private static long feed(Work work, Chunks chunks) throws IOException {
    var process =
        new ProcessBuilder(command()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (var out = new DataOutputStream(process.getOutputStream());
        var in = new DataInputStream(process.getInputStream())) {
      out.writeUTF(work.type());
      ChunkProcess.write(out, work.parameters().getBytes(StandardCharsets.UTF_8));
      for (int at = chunks.next(); at >= 0; at = chunks.next()) {
        out.writeLong(chunks.chunk(at).lo());
        out.writeLong(chunks.chunk(at).hi());
        out.flush();
        chunks.done(at, ChunkProcess.read(in));
      }
      out.writeLong(ChunkProcess.END);
      out.flush();
      return in.readLong();
    } catch (EOFException ended) {
      throw new IOException("a process ended before its chunks; it has said why", ended);
    } finally {
      process.destroy();
    }
  }

  private static List<String> command() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:+UseSerialGC",
        "-Xmx256m",
        "-cp",
        System.getProperty("java.class.path"),
        ChunkProcess.class.getName());
  }
}
