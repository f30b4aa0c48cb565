package hms.cluster.compare;

import hms.cluster.jobs.BuiltIn;
import hms.domain.job.Interval;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;

/**
 * The other side of {@link Processes}: reads the type and its parameters, then chunks; writes a
 * part for each, and at last the nanoseconds of CPU that it took. Ends when its input does.
 */
final class ChunkProcess {
  /** In the place of a chunk. */
  static final long END = -1;

  private ChunkProcess() {}

  public static void main(String... unused) throws Exception {
    var in = new DataInputStream(System.in);
    var out = new DataOutputStream(new BufferedOutputStream(System.out));
    String type = in.readUTF();
    String parameters = new String(read(in), StandardCharsets.UTF_8);
    var job = BuiltIn.types().bind(type, parameters).orThrow();
    for (long lo = in.readLong(); lo != END; lo = in.readLong()) {
      write(out, job.compute(new Interval(lo, in.readLong()), () -> {}));
      out.flush();
    }
    out.writeLong(
        ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
            .getProcessCpuTime());
    out.flush();
  }

  static void write(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  static byte[] read(DataInputStream in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return bytes;
  }
}
