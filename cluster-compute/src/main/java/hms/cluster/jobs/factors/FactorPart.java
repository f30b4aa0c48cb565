package hms.cluster.jobs.factors;

import hms.cluster.job.Reduction;
import io.vertx.core.json.JsonObject;
import java.util.function.Function;

/** What a chunk of integers gives: numbers to add up, or lines to put behind each other. */
sealed interface FactorPart permits FactorAggregates, FactorLines {
  byte[] bytes();

  /** Adds up. */
  Reduction<FactorPart> SUMS =
      new Joining(Reduction.Form.AGGREGATE, FactorAggregates.EMPTY, FactorAggregates::read) {
        @Override
        public FactorPart merge(FactorPart left, FactorPart right) {
          return FactorAggregates.joined((FactorAggregates) left, (FactorAggregates) right);
        }

        @Override
        public JsonObject json(FactorPart total) {
          return ((FactorAggregates) total).json();
        }
      };

  /** Puts behind each other. */
  Reduction<FactorPart> LINES =
      new Joining(Reduction.Form.FILE, new FactorLines(new byte[0]), FactorLines::new) {
        @Override
        public FactorPart merge(FactorPart left, FactorPart right) {
          return FactorLines.joined((FactorLines) left, (FactorLines) right);
        }

        @Override
        public JsonObject json(FactorPart total) {
          return new JsonObject().put("bytes", total.bytes().length);
        }
      };

  /** What both have in common. */
  abstract class Joining implements Reduction<FactorPart> {
    private final Form form;
    private final FactorPart empty;
    private final Function<byte[], FactorPart> reader;

    Joining(Form form, FactorPart empty, Function<byte[], FactorPart> reader) {
      this.form = form;
      this.empty = empty;
      this.reader = reader;
    }

    @Override
    public Form form() {
      return form;
    }

    @Override
    public FactorPart empty() {
      return empty;
    }

    @Override
    public byte[] write(FactorPart part) {
      return part.bytes();
    }

    @Override
    public FactorPart read(byte[] bytes) {
      return reader.apply(bytes);
    }
  }
}
