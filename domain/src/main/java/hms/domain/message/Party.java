package hms.domain.message;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Who sends: the office, an artisan or a storefront. */
public sealed interface Party {

  /** The name on the wire, attribute {@code source}. */
  String urn();

  /** The central office, {@code urn:hms:office}. */
  record Office() implements Party {
    @Override
    public String urn() {
      return "urn:hms:office";
    }
  }

  /** One artisan, {@code urn:hms:artisan:<oid>}. */
  record Artisan(UUID oid) implements Party {
    @Override
    public String urn() {
      return Form.ARTISAN + oid;
    }
  }

  /** One storefront, {@code urn:hms:channel:<oid>}. */
  record Channel(UUID oid) implements Party {
    @Override
    public String urn() {
      return Form.CHANNEL + oid;
    }
  }

  /** Reads the wire form; empty if it names nobody. Oids are in lower case only. */
  static Optional<Party> parse(String urn) {
    if (urn.equals(new Office().urn())) return Optional.of(new Office());
    if (Form.holds(urn, Form.ARTISAN)) return Optional.of(new Artisan(Form.oid(urn)));
    if (Form.holds(urn, Form.CHANNEL)) return Optional.of(new Channel(Form.oid(urn)));
    return Optional.empty();
  }

  /** How the names are built. */
  final class Form {
    static final Pattern OID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final String ARTISAN = "urn:hms:artisan:";
    private static final String CHANNEL = "urn:hms:channel:";

    private Form() {}

    private static boolean holds(String urn, String prefix) {
      return urn.startsWith(prefix) && OID.matcher(urn.substring(prefix.length())).matches();
    }

    private static UUID oid(String urn) {
      return UUID.fromString(urn.substring(urn.lastIndexOf(':') + 1));
    }
  }
}
