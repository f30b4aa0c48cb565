package hms.storage.file;

import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Files that are not in memory, read on the thread of the files. */
final class ByteFiles {
  private final Disk disk;
  private final Layout layout;
  private final WorkerExecutor files;

  ByteFiles(Disk disk, Layout layout, WorkerExecutor files) {
    this.disk = disk;
    this.layout = layout;
    this.files = files;
  }

  /** Empty if there is no such file. */
  Future<Optional<byte[]>> read(String path) {
    return files.executeBlocking(() -> readNow(layout.root().resolve(path)));
  }

  private Optional<byte[]> readNow(Path file) throws IOException {
    boolean there =
        disk.names(Layout.directoryOf(file)).contains(String.valueOf(file.getFileName()));
    return there ? Optional.of(disk.read(file)) : Optional.empty();
  }
}
