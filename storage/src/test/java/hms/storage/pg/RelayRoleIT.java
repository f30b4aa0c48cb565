package hms.storage.pg;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Who sends messages and seals the audit may do that, and the office no more of it than it must.
 */
final class RelayRoleIT {
  @RegisterExtension private static final OfficeDatabase OFFICE = new OfficeDatabase();

  @Test
  void the_relay_reaches_what_it_sends_and_seals_and_nothing_else() {
    var grants =
        rights(
            """
            select table_name || ' ' || privilege_type || ' ' || count(*)
            from information_schema.column_privileges where grantee = 'hms_relay'
              and (privilege_type, table_name) not in (select privilege_type, table_name
                from information_schema.table_privileges where grantee = 'hms_relay')
            group by table_name, privilege_type
            union select table_name || ' ' || privilege_type
            from information_schema.table_privileges where grantee = 'hms_relay'
            """);

    assertThat(grants)
        .containsExactlyInAnyOrder(
            "artisan_keys SELECT",
            "audit_entries SELECT",
            "audit_roots INSERT",
            "audit_roots SELECT",
            "audit_seals INSERT",
            "audit_seals SELECT",
            "channel_keys SELECT",
            "outbox SELECT",
            "outbox UPDATE 1",
            "stream_leases SELECT",
            "stream_leases UPDATE 3",
            "streams SELECT",
            "webhook_attempts DELETE",
            "webhook_attempts INSERT",
            "webhook_attempts SELECT",
            "webhooks SELECT",
            "webhooks UPDATE 10");
  }

  @Test
  void the_office_neither_claims_streams_nor_seals() {
    var rights =
        rights(
            """
            select table_name || '.' || column_name || ' ' || privilege_type
            from information_schema.column_privileges
            where grantee = 'hms_office' and (privilege_type = 'UPDATE'
                and table_name in ('outbox', 'stream_leases', 'audit_entries')
              or privilege_type <> 'SELECT' and table_name in ('audit_seals', 'audit_roots'))
            """);

    assertThat(rights).containsExactlyInAnyOrder("outbox.sent UPDATE", "stream_leases.link UPDATE");
  }

  private static List<String> rights(String sql) {
    return OFFICE.asOwner(sql).stream().map(row -> row.getString(0)).toList();
  }
}
