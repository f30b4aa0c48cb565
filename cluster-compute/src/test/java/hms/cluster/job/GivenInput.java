package hms.cluster.job;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A chunk with what would have been frozen for it, or left to it. */
public final class GivenInput implements ChunkContext {
  private final int stage;
  private final List<byte[]> input;
  private final boolean unwanted;
  private final Map<Integer, ByteArrayOutputStream> left = new TreeMap<>();
  private final Map<Long, String> rejected = new TreeMap<>();

  private GivenInput(int stage, List<byte[]> input, boolean unwanted) {
    this.stage = stage;
    this.input = input;
    this.unwanted = unwanted;
  }

  /**
   * @param input of all units of the stage
   */
  public static GivenInput of(int stage, List<byte[]> input) {
    return new GivenInput(stage, input, false);
  }

  /** Of the first stage, and nobody waits for it. */
  public static GivenInput unwanted(List<byte[]> input) {
    return new GivenInput(0, input, true);
  }

  @Override
  public void checkpoint() throws Stopped {
    if (unwanted) throw new Stopped();
  }

  @Override
  public int stage() {
    return stage;
  }

  @Override
  public byte[] input(long unit) {
    return input.get(Math.toIntExact(unit));
  }

  @Override
  public void emit(int part, byte[] bytes) {
    left.computeIfAbsent(part, first -> new ByteArrayOutputStream()).writeBytes(bytes);
  }

  @Override
  public void reject(long unit, String reason) {
    rejected.put(unit, reason);
  }

  /** What it has left to a part. */
  public byte[] left(int part) {
    var some = left.get(part);
    return some == null ? new byte[0] : some.toByteArray();
  }

  public Map<Long, String> rejected() {
    return rejected;
  }
}
