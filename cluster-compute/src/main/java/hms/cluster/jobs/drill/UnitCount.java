package hms.cluster.jobs.drill;

import hms.cluster.job.Reduction;
import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;

/** How many units were computed. The bytes of a part are a long, big-endian. */
public final class UnitCount implements Reduction<Long> {
  @Override
  public Long empty() {
    return 0L;
  }

  @Override
  public Long merge(Long left, Long right) {
    return left + right;
  }

  @Override
  public byte[] write(Long part) {
    return ByteBuffer.allocate(Long.BYTES).putLong(part).array();
  }

  @Override
  public Long read(byte[] bytes) {
    return ByteBuffer.wrap(bytes).getLong();
  }

  @Override
  public JsonObject json(Long total) {
    return new JsonObject().put("units", total);
  }
}
