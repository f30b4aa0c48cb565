package hms.gateway.desk;

import hms.domain.Actor;
import hms.domain.Permission;
import hms.domain.WireName;
import hms.gateway.http.Api;
import hms.gateway.http.OwnRows;
import hms.storage.Listings;
import hms.storage.pg.CountedList;
import hms.storage.pg.PgOverview.Part;
import hms.storage.query.ListingText;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** A number that somebody looks at in the morning: so much is on the list that it leads to. */
enum Tile implements WireName {
  APPLICATIONS(Permission.ARTISANS_MANAGE, CountedList.ARTISANS, "state=applied"),
  REVIEWS_WAITING(Permission.REVISIONS_REVIEW, CountedList.REVISIONS, "state=submitted"),
  REVIEWS_MINE(Permission.REVISIONS_REVIEW, CountedList.REVISIONS, "state=in_review&reviewer={me}"),
  ORDERS_OPEN(
      Permission.ORDERS_READ,
      CountedList.ORDERS,
      "status.in=routed,in_progress,partially_shipped,on_hold"),
  ORDERS_ASKING(Permission.ORDERS_MANAGE, CountedList.ORDERS, "attention.null=false"),
  ORDERS_ON_HOLD(Permission.ORDERS_READ, CountedList.ORDERS, "status=on_hold"),
  PARCELS_UNDER_WAY(Permission.WORK_ORDERS_READ, CountedList.SHIPMENTS, "state=shipped"),
  WORK_TO_ANSWER(
      Permission.WORK_ORDERS_WORK, CountedList.WORK_ORDERS, "requestState.in=sent,received"),
  WORK_OPEN(Permission.WORK_ORDERS_WORK, CountedList.WORK_ORDERS, "workState.in=open,in_progress"),
  CHANGES_WANTED(Permission.PRODUCTS_EDIT, CountedList.REVISIONS, "state=changes_requested"),
  PRODUCTS_LISTED(Permission.PRODUCTS_EDIT, CountedList.PRODUCTS, "state=listed"),
  WEBHOOKS_DISABLED(Permission.WEBHOOKS_MANAGE, CountedList.WEBHOOKS, "disabledBecause.null=false");

  private static final String ME = "{me}";

  private final Permission permission;
  private final CountedList list;
  private final String query;

  /**
   * @param permission of who may read the list
   * @param query what is asked of it; {@code {me}} is who looks, as {@link Actor#name}
   */
  Tile(Permission permission, CountedList list, String query) {
    this.permission = permission;
    this.list = list;
    this.query = query;
  }

  /** Those for somebody with these rights. */
  static List<Tile> of(Actor actor) {
    return Arrays.stream(values()).filter(tile -> actor.may(tile.permission)).toList();
  }

  /** The list: {@code /api/v1/revisions?state=submitted}. */
  String href(Actor actor) {
    return "%s/%s?%s".formatted(Api.ROOT, path(), query(actor));
  }

  /** What is counted: of their own rows only, for who has such. */
  Part part(Actor actor) {
    var read = ListingText.read(Objects.requireNonNull(Listings.ALL.get(path())), said(actor));
    var asked = read.orThrow();
    return new Part(
        list,
        asked
            .whereEqual("artisan", OwnRows.of(actor))
            .whereEqual("channel", OwnRows.channelOf(actor)));
  }

  private Map<String, String> said(Actor actor) {
    return Arrays.stream(query(actor).split("&", -1))
        .map(each -> each.split("=", 2))
        .collect(
            Collectors.toMap(
                each -> each[0], each -> URLDecoder.decode(each[1], StandardCharsets.UTF_8)));
  }

  private String query(Actor actor) {
    return query.replace(ME, URLEncoder.encode(actor.name(), StandardCharsets.UTF_8));
  }

  private String path() {
    return list.path();
  }
}
