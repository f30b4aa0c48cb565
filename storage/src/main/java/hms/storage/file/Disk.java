package hms.storage.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The few things that the store does with a file system, so that a test can end the power between
 * any two of them. What is written is safe after {@link #force}, what is named, renamed or removed
 * after {@link #sync} of the directory; before that a crash may undo it or leave it half done.
 */
interface Disk {

  /** Names of the entries, in no order. */
  List<String> names(Path dir) throws IOException;

  byte[] read(Path file) throws IOException;

  /** How many bytes it has. */
  long size(Path file) throws IOException;

  /** Makes or empties the file and writes it; only its owner may read it. */
  void write(Path file, byte[] bytes) throws IOException;

  void force(Path file) throws IOException;

  /** Atomic; replaces what was there. */
  void move(Path from, Path to) throws IOException;

  /** Fine if it is absent. */
  void delete(Path file) throws IOException;

  void sync(Path dir) throws IOException;

  /** With its parents, for its owner only; fine if it is there. */
  void makeDirectory(Path dir) throws IOException;

  /** Who may do what, for messages: {@code rwx------}. */
  String mode(Path dir);
}
