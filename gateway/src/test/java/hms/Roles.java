package hms;

import hms.domain.Permission;
import hms.domain.Role;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everybody who may call, by the letters of the table of permissions, and what that table says. */
enum Roles {
  A(null),
  C(null),
  R(Role.REVIEWER),
  M(Role.ORDER_MANAGER),
  G(Role.ARTISAN_MANAGER),
  T(Role.OPERATOR),
  U(Role.AUDITOR),
  D(Role.ADMIN),
  NOBODY(null);

  private static final Map<String, List<String>> TABLE = table();
  private static final TestMaker MAKER = TestMaker.enrolled();
  private static final String SHOP = TestOffice.get().newStorefront();

  private final Role office;

  Roles(Role office) {
    this.office = office;
  }

  /** The rows of the table, by permission. */
  static Map<String, List<String>> rows() {
    return TABLE;
  }

  /** Those who come in as themselves. */
  static List<Roles> signedIn() {
    return Arrays.stream(values()).filter(each -> each != NOBODY).toList();
  }

  Optional<Role> office() {
    return Optional.ofNullable(office);
  }

  /** Has this role, with a token or a key, the permission? As the table says. */
  boolean may(String permission) {
    if (permission.equals("public")) return true;
    if (this == NOBODY) return false;
    if (permission.equals(Permission.ACCOUNT_EDIT.wire())) return false;
    return !TABLE.get(permission).get(ordinal()).equals("-");
  }

  /** The request with the credential of such a one. */
  Ask sends(Ask ask) {
    return switch (this) {
      case A -> SignedAsk.by(MAKER.enrolment(), ask);
      case C -> ask.by(SHOP);
      case NOBODY -> ask;
      default -> ask.by(office);
    };
  }

  private static Map<String, List<String>> table() {
    var rows = new LinkedHashMap<String, List<String>>();
    try (InputStream in = Roles.class.getResourceAsStream("/permissions.csv")) {
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#") && !line.startsWith("permission,"))
          .map(line -> List.of(line.split(",")))
          .forEach(row -> rows.put(row.getFirst(), row.subList(1, row.size())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rows;
  }
}
