package hms.storage.pg;

import static java.util.Map.entry;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The column whose moves a machine guards. */
record Guarded(String machine, OfficeDatabase office) {
  private static final Map<String, String> COLUMNS =
      Map.ofEntries(
          entry("artisan", "artisans.state"),
          entry("artisan-key", "artisan_keys.state"),
          entry("product", "products.state"),
          entry("revision", "product_revisions.state"),
          entry("work-order-request", "work_orders.request_state"),
          entry("work-order-work", "work_orders.work_state"),
          entry("cancel-request", "cancel_requests.state"),
          entry("shipment", "shipments.state"),
          entry("fact-report", "fact_reports.state"),
          entry("job", "job.state"),
          entry("operation", "operations.state"));
  private static final Pattern WORD = Pattern.compile("'([a-zA-Z_]+)'::text");
  private static final String CHECK =
      """
      select pg_get_constraintdef(c.oid) from pg_constraint c
      join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any (c.conkey)
      where c.conrelid = ($1::text)::regclass and c.contype = 'c' and a.attname = $2
        and array_length(c.conkey, 1) = 1 and pg_get_constraintdef(c.oid) like '% ANY (ARRAY%'
      """;

  private static final String UNGUARDED =
      """
      select c.table_name || '.' || c.column_name || ' on ' || e.event
      from information_schema.columns c cross join (values ('insert', 4), ('update', 16)) e (event, bit)
      where c.table_schema = 'public' and c.table_name <> 'transitions'
        and (c.column_name = 'state' or c.column_name like '%\\_state')
        and not exists (
          select from pg_trigger t
          where t.tgrelid = c.table_name::regclass and t.tgfoid = 'guard_state'::regproc
            and t.tgenabled = 'O' and t.tgtype & 3 = 3 and t.tgtype & e.bit > 0
            and split_part(encode(t.tgargs, 'escape'), '\\000', 2) = c.column_name)
      order by 1
      """;

  static Set<String> machines() {
    return COLUMNS.keySet();
  }

  String table() {
    return column().substring(0, column().indexOf('.'));
  }

  String attribute() {
    return column().substring(column().indexOf('.') + 1);
  }

  /** As the CHECK of the column has them, in lower case. */
  Set<String> statesOfTheCheck() {
    String check = office.asOwner(CHECK, table(), attribute()).getFirst().getString(0);
    return words(check);
  }

  private static Set<String> words(String check) {
    return WORD.matcher(check)
        .results()
        .map(found -> found.group(1).toLowerCase(Locale.ROOT))
        .collect(Collectors.toSet());
  }

  private String column() {
    return Objects.requireNonNull(COLUMNS.get(machine), machine);
  }

  /** The columns of states without a guard. */
  static List<String> unguarded(OfficeDatabase office) {
    return office.asOwner(UNGUARDED).stream().map(row -> row.getString(0)).toList();
  }
}
