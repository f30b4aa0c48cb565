package hms.storage.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A free loopback port that stays the same over restarts for as long as nobody else takes it. */
public final class StickyPort {
  private StickyPort() {}

  /**
   * The port remembered in {@code file} if it is free now, else a new one, remembered.
   *
   * @throws IOException if the file cannot be read or written, or no port is free
   */
  public static int choose(Path file) throws IOException {
    if (Files.exists(file)) {
      int last = Integer.parseInt(Files.readString(file).strip());
      if (FreePort.isFree(last)) return last;
    }
    return renew(file);
  }

  /** A new free port, remembered in {@code file}. */
  public static int renew(Path file) throws IOException {
    int port = FreePort.find();
    Files.writeString(file, port + "\n");
    return port;
  }
}
