package hms.storage.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;

/** The right of one process to use a directory; it ends with the process, however that ends. */
final class InstanceLock implements AutoCloseable {
  private final FileChannel channel;

  private InstanceLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * @throws IOException if somebody has it, saying who and since when
   */
  static InstanceLock take(Path dir) throws IOException {
    Path file = dir.resolve(".lock");
    var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (!locked(channel)) {
      channel.close();
      throw new IOException(dir + " is in use by " + Files.readString(file).strip());
    }
    channel.truncate(0);
    int unused = channel.write(ByteBuffer.wrap(holder().getBytes(StandardCharsets.UTF_8)));
    return new InstanceLock(channel);
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException heldByThisProcess) {
      return false;
    }
  }

  private static String holder() {
    var process = ProcessHandle.current();
    String since = process.info().startInstant().map(Instant::toString).orElse("unknown");
    return "process " + process.pid() + ", started " + since + "\n";
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
