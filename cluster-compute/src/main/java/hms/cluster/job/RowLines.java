package hms.cluster.job;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a result, a JSON array a line. SQL sees them as {@code job_rows(job)}.
 *
 * @param bytes whole lines, UTF-8
 */
public record RowLines(byte[] bytes) {

  /** Takes rows one after the other. */
  public static final class Writer {
    private final ByteArrayOutputStream lines = new ByteArrayOutputStream();

    /** Texts, numbers, booleans and nulls, in the order of the columns. */
    public void add(@Nullable Object... row) {
      var line = new JsonArray();
      for (Object value : row) line.add(value);
      lines.writeBytes(line.encode().getBytes(StandardCharsets.UTF_8));
      lines.write('\n');
    }

    public RowLines written() {
      return new RowLines(lines.toByteArray());
    }
  }

  /** Puts lines behind each other; the parts of a job are joined nowhere but in tests. */
  public static final class Joined implements Reduction<RowLines> {
    private final List<String> columns;

    /**
     * @param columns their names, in the order of the values
     */
    public Joined(List<String> columns) {
      this.columns = List.copyOf(columns);
    }

    @Override
    public Form form() {
      return Form.ROWS;
    }

    @Override
    public List<String> columns() {
      return columns;
    }

    @Override
    public RowLines empty() {
      return new RowLines(new byte[0]);
    }

    @Override
    public RowLines merge(RowLines left, RowLines right) {
      var both = new ByteArrayOutputStream(left.bytes.length + right.bytes.length);
      both.writeBytes(left.bytes);
      both.writeBytes(right.bytes);
      return new RowLines(both.toByteArray());
    }

    @Override
    public byte[] write(RowLines part) {
      return part.bytes;
    }

    @Override
    public RowLines read(byte[] bytes) {
      return new RowLines(bytes);
    }

    @Override
    public JsonObject json(RowLines total) {
      var digest = new FileDigest();
      digest.add(total.bytes);
      return digest.json(columns);
    }
  }
}
