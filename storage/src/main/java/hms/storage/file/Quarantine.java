package hms.storage.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Takes files that cannot be used out of the way, and keeps them with the reason. */
final class Quarantine {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final Disk disk;
  private final Layout layout;
  private final Clock clock;
  private final List<Quarantined> taken = new ArrayList<>();

  Quarantine(Disk disk, Layout layout, Clock clock) {
    this.disk = disk;
    this.layout = layout;
    this.clock = clock;
  }

  /**
   * @param kind the folder to put it in: {@code Product}
   */
  void take(Path file, String kind, String reason) throws IOException {
    Path dir = layout.quarantine(kind);
    disk.makeDirectory(dir);
    String name = file.getFileName().toString();
    String ending = name.substring(name.lastIndexOf('.'));
    String plain = name.substring(0, name.length() - ending.length());
    String marked = plain + "." + TIME.format(clock.instant());
    Path why = dir.resolve(marked + ".reason.txt");
    disk.write(why, (reason + "\n").getBytes(StandardCharsets.UTF_8));
    disk.force(why);
    Path kept = dir.resolve(marked + ending);
    disk.move(file, kept);
    disk.sync(dir);
    disk.sync(Layout.directoryOf(file));
    taken.add(new Quarantined(kind, plain, kept, reason));
  }

  List<Quarantined> taken() {
    return List.copyOf(taken);
  }
}
