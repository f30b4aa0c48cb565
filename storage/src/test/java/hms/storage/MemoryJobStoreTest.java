package hms.storage;

final class MemoryJobStoreTest extends JobTiesContract {
  private final JobStore store = new MemoryJobStore();

  @Override
  protected JobStore store() {
    return store;
  }
}
