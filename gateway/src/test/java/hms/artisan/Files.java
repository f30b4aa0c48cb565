package hms.artisan;

import hms.TestOffice;
import hms.domain.Versioned;
import hms.storage.file.FileObjects;
import hms.storage.file.FileStore;
import hms.storage.file.FileStores;
import hms.storage.query.Query;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;

/** What an app has left in its directory. */
record Files(FileStores stores) implements AutoCloseable {

  Files(Path dir) throws IOException {
    this(FileStores.open(TestOffice.get().vertx(), dir, Clock.systemUTC()));
  }

  <T extends Versioned> List<T> rows(Function<FileObjects, FileStore<T>> store, Query query) {
    return store.apply(stores.objects()).get(query).future().await().orThrow().rows();
  }

  @Override
  public void close() {
    stores.close().await();
  }
}
