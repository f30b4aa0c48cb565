package hms.storage.pg.dump;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A table as a dump sees it.
 *
 * @param columns all that can be written: none that is generated, no number of a transaction
 * @param key the columns of the primary key
 * @param needs the tables whose rows must be there first
 */
record Table(String name, List<String> columns, List<String> key, List<String> needs) {

  String select() {
    return "select row_to_json(row)::text as line from (select %s from %s order by %s) row"
        .formatted(list(columns), quoted(name), list(key));
  }

  /** Takes a whole line; the row is its member {@code row}. */
  String insert() {
    return """
    insert into %s (%s) overriding system value
    select %s from json_populate_record(null::%s, ($1::text)::json -> 'row')
    """
        .formatted(quoted(name), list(columns), list(columns), quoted(name));
  }

  String any() {
    return "select exists (select from " + quoted(name) + ") as any";
  }

  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  private static String list(List<String> names) {
    return names.stream().map(Table::quoted).collect(Collectors.joining(", "));
  }
}
