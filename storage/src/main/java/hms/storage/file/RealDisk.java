package hms.storage.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;

/** The disk of this machine. */
final class RealDisk implements Disk {
  private static final String OWNER_FILE = "rw-------";
  private static final String OWNER_DIRECTORY = "rwx------";

  @Override
  public List<String> names(Path dir) throws IOException {
    try (var entries = Files.list(dir)) {
      return entries.map(entry -> entry.getFileName().toString()).toList();
    }
  }

  @Override
  public byte[] read(Path file) throws IOException {
    return Files.readAllBytes(file);
  }

  @Override
  public long size(Path file) throws IOException {
    return Files.size(file);
  }

  @Override
  public void write(Path file, byte[] bytes) throws IOException {
    var options =
        Set.of(
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
    var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_FILE));
    try (var channel = FileChannel.open(file, options, mode)) {
      var rest = ByteBuffer.wrap(bytes);
      while (rest.hasRemaining()) writeSome(channel, rest);
    }
  }

  @Override
  public void force(Path file) throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  @Override
  public void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void delete(Path file) throws IOException {
    Files.deleteIfExists(file);
  }

  @Override
  public void sync(Path dir) throws IOException {
    try (var channel = FileChannel.open(dir, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  @Override
  public void makeDirectory(Path dir) throws IOException {
    var mode =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_DIRECTORY));
    Files.createDirectories(dir, mode);
  }

  @Override
  public String mode(Path dir) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(dir));
    } catch (IOException | UnsupportedOperationException unknown) {
      return "unknown mode";
    }
  }

  private static void writeSome(FileChannel channel, ByteBuffer rest) throws IOException {
    int written = channel.write(rest);
    if (written < 0) throw new IOException("the disk takes nothing");
  }
}
