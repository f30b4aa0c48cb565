package hms.storage.pg;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The SQL of each field that may be asked, by the field's name. */
final class PgColumns {
  private final Map<String, Column> columns;

  private PgColumns(Map<String, Column> columns) {
    this.columns = Map.copyOf(columns);
  }

  /**
   * An expression over columns of the table; for money that of the minor units.
   *
   * @param currency the column beside an amount of money
   */
  record Column(String value, Optional<String> currency) {}

  static Builder builder() {
    return new Builder()
        .at("oid", "oid")
        .at("version", "version")
        .at("created", "created")
        .at("modified", "modified");
  }

  Column of(String field) {
    var column = columns.get(field);
    if (column == null) throw new IllegalStateException("no column for " + field);
    return column;
  }

  static final class Builder {
    private final Map<String, Column> columns = new HashMap<>();

    private Builder() {}

    Builder at(String field, String sql) {
      columns.put(field, new Column(sql, Optional.empty()));
      return this;
    }

    /** A member of a jsonb column, of the SQL type that it is compared as. */
    Builder json(String field, String path, String type) {
      return at(field, "((" + path + ")::" + type + ")");
    }

    Builder money(String field, String amount, String currency) {
      columns.put(field, new Column(amount, Optional.of(currency)));
      return this;
    }

    PgColumns build() {
      return new PgColumns(columns);
    }
  }
}
