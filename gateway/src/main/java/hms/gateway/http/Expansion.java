package hms.gateway.http;

import hms.domain.Permission;
import hms.domain.WireName;
import hms.storage.pg.PgCards.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A member that refers to an object, of which a card may stand there instead of its id. */
enum Expansion implements WireName {
  ARTISAN(Permission.ARTISANS_READ, Kind.ARTISAN),
  PRODUCT(Permission.PRODUCTS_READ, Kind.PRODUCT),
  WORK_ORDER(Permission.WORK_ORDERS_READ, Kind.WORK_ORDER),
  CUSTOMER(Permission.CUSTOMERS_READ, Kind.CUSTOMER),
  CHANNEL(Permission.CHANNELS_READ, Kind.CHANNEL);

  private final Permission permission;
  private final Kind card;

  Expansion(Permission permission, Kind card) {
    this.permission = permission;
    this.card = card;
  }

  /** What is asked for, between commas. That the call knows it was judged before. */
  static List<Expansion> read(Optional<String> text) {
    return text.stream()
        .flatMap(words -> Stream.of(words.split(",", -1)))
        .distinct()
        .flatMap(word -> Arrays.stream(values()).filter(each -> each.wire().equals(word)))
        .toList();
  }

  /** Of who may read the objects. */
  Permission permission() {
    return permission;
  }

  Kind card() {
    return card;
  }
}
