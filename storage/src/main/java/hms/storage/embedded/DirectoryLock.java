package hms.storage.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The right of one process to use a directory, kept in its file {@code lock} until closed or
 * killed.
 */
public final class DirectoryLock implements AutoCloseable {
  private final FileChannel channel;

  private DirectoryLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock of {@code dir}, which is made if it is missing.
   *
   * @throws IOException if this or another process holds it
   */
  public static DirectoryLock take(Path dir) throws IOException {
    Path file = Files.createDirectories(dir).resolve("lock");
    var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (locked(channel)) return new DirectoryLock(channel);
    channel.close();
    throw new IOException("another process uses " + dir);
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException heldByThisProcess) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
