package hms.storage.pg;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Makes many rows of one, each with some columns of its own, whatever else the table has. */
record Multiplied(OfficeDatabase office, int count) {
  private static final int BATCH = 20_000;
  private static final String COLUMNS =
      """
      select column_name from information_schema.columns
      where table_schema = 'public' and table_name = $1
        and is_generated = 'NEVER' and is_identity = 'NO'
      order by ordinal_position
      """;
  private static final String PRODUCT =
      "('00000000-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid";
  private static final String TIME = "r.created + i / 3 * interval '1 second'";

  void artisans(UUID row) {
    multiply(
        "artisans",
        row,
        Map.of(
            "handle", "'maker-' || i",
            "email", "'maker' || i || '@example.org'",
            "queue_id", "'art-' || translate(lpad(i::text, 26, 'a'), '0189', 'bcde')"));
  }

  /**
   * Their names have a thousand words between them: the planner has to tell common from rare.
   * Twenty have one price: a page that begins among them, dearest first, reads those before it
   * again.
   */
  void products(UUID row) {
    multiply(
        "products",
        row,
        Map.of(
            "oid",
            PRODUCT,
            "handle",
            "'bowl-' || i",
            "available",
            "i % 5 > 0",
            "price_minor",
            "1 + i / 20",
            "content",
            """
            r.content || jsonb_build_object('name', 'Bowl word' || i % 1000,
                'price', jsonb_build_object('amount', 1 + i / 20, 'currency', r.currency))
            """));
  }

  /** One for each product, in the review queue. */
  void revisions(UUID row) {
    multiply(
        "product_revisions",
        row,
        Map.of(
            "product_oid",
            PRODUCT,
            "number",
            "1000000 + i",
            "state",
            "'submitted'",
            "submitted",
            TIME));
  }

  void orders(UUID row) {
    multiply(
        "orders",
        row,
        Map.of("number", "'n-' || i", "external_id", "'web-' || i", "placed_at", TIME));
  }

  void workOrders(UUID row) {
    multiply("work_orders", row, Map.of("reference", "'w-' || i", "answer_by", TIME));
  }

  void customers(UUID row) {
    multiply("customers", row, Map.of("external_id", "'shopper-' || i"));
  }

  /** Of each of three kinds as many entries, by each of fifty commands and people. */
  void audit() {
    String entries =
        """
        insert into audit_entries (at, actor, kind, object, object_version, command, change, request_id,
            artisan_oid)
        select now() - ($2::bigint - i) / 3 * interval '1 second', 'office:person-' || i % 50,
            case i % 8 when 3 then 'key' else 'thing-' || i % 3 end, gen_random_uuid(), 1,
            'do-' || i % 50, '{}', gen_random_uuid(), gen_random_uuid()
        from generate_series($1::bigint, $2::bigint) i
        """;
    office.asOffice(entries, 1L, (long) count);
    office.execute("analyze audit_entries");
  }

  /** Each with the lines of the one. */
  void shipments(UUID row) {
    multiply("shipments", row, Map.of("shipped_at", TIME));
    office.asOwner(
        """
        insert into shipment_lines (shipment_oid, line_oid, artisan_oid, units)
        select s.oid, l.line_oid, l.artisan_oid, l.units
        from shipments s cross join shipment_lines l
        where l.shipment_oid = $1 and s.oid <> $1
        """,
        row);
    office.execute("analyze shipment_lines");
  }

  /**
   * @param own SQL for the columns that differ, over {@code i}, from 1 to the count
   */
  private void multiply(String table, UUID row, Map<String, String> own) {
    var all = new HashMap<>(Map.of("oid", "gen_random_uuid()", "created", TIME, "modified", TIME));
    all.putAll(own);
    List<String> columns =
        office.asOwner(COLUMNS, table).stream().map(each -> each.getString(0)).toList();
    String values =
        columns.stream()
            .map(each -> all.getOrDefault(each, "r." + each))
            .collect(Collectors.joining(", "));
    String sql =
        """
        insert into %s (%s) select %s from %s r, generate_series($1::bigint, $2::bigint) i
        where r.oid = $3
        """
            .formatted(table, String.join(", ", columns), values, table);
    office.pastTheGuard(table, () -> insert(sql, row));
    office.execute("analyze " + table);
  }

  private void insert(String sql, UUID row) {
    for (long from = 1; from <= count; from += BATCH) {
      office.asOffice(sql, from, Math.min(count, from + BATCH - 1), row);
    }
  }
}
