package hms.cluster.jobs.images;

import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * What a unit is computed from.
 *
 * @param wanted a bit for each size that is asked for, the first one lowest: 0 if it is up to date
 * @param original empty: gone, too large, or not wanted
 */
record Picture(UUID oid, int wanted, Codec codec, byte[] original) {
  /** Detail and thumbnail. */
  static final int SIZES_MAX = 2;

  /** As frozen: oid, a byte with the wanted sizes, one with the codec; and then the original. */
  static Picture read(byte[] input) {
    var in = ByteBuffer.wrap(input);
    var oid = new UUID(in.getLong(), in.getLong());
    int wanted = in.get();
    var codec = in.get() == 0 ? Codec.JPEG : Codec.PNG;
    byte[] original = new byte[in.remaining()];
    in.get(original);
    return new Picture(oid, wanted, codec, original);
  }

  boolean wants(int size) {
    return (wanted >> size & 1) == 1;
  }
}
