package hms.storage.query;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The place of a row in a list: the fingerprint of the query it belongs to, then the row's sort
 * values as texts. It holds nothing that the row did not show; doors to the outside seal it.
 */
final class Cursor {
  private static final int FINGERPRINT_BYTES = 16;
  private static final int TEXT_CHARS_MAX = 20_000;

  private Cursor() {}

  static <T> String write(byte[] fingerprint, List<Plan.Key<T>> keys, T row) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.write(fingerprint, 0, FINGERPRINT_BYTES);
      for (var key : keys) {
        Object value = key.field().of(row);
        out.writeBoolean(value != null);
        if (value != null) out.writeUTF(key.field().kind().text(value));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toByteArray());
  }

  /** The sort values; empty if this is no cursor, or that of another query. */
  static <T> Optional<List<@Nullable Object>> read(
      byte[] fingerprint, List<Plan.Key<T>> keys, String cursor) {
    if (cursor.length() > TEXT_CHARS_MAX) return Optional.empty();
    try (var in =
        new DataInputStream(new ByteArrayInputStream(Base64.getUrlDecoder().decode(cursor)))) {
      if (!Arrays.equals(
          in.readNBytes(FINGERPRINT_BYTES), Arrays.copyOf(fingerprint, FINGERPRINT_BYTES))) {
        return Optional.empty();
      }
      List<@Nullable Object> values = new ArrayList<>();
      for (var key : keys) values.add(value(in, key));
      return in.read() < 0 ? Optional.of(values) : Optional.empty();
    } catch (IOException | IllegalArgumentException forged) {
      return Optional.empty();
    }
  }

  private static @Nullable Object value(DataInputStream in, Plan.Key<?> key) throws IOException {
    if (in.readBoolean()) {
      return key.field()
          .kind()
          .read(in.readUTF())
          .orElseThrow(() -> new IOException("no " + key.field().kind()));
    }
    if (key.field().required()) throw new IOException(key.field().name() + " is always there");
    return null;
  }
}
