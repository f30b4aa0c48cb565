package hms.storage;

final class MemoryJobStoreTest extends JobStoreContract {
  private final JobStore store = new MemoryJobStore();

  @Override
  protected JobStore store() {
    return store;
  }
}
