package hms.storage.stall;

import static hms.storage.query.Kind.FLAG;
import static hms.storage.query.Kind.OID;
import static hms.storage.query.Kind.TEXT;
import static hms.storage.query.Kind.WHOLE;

import hms.storage.StoredType;
import hms.storage.query.Fields;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The types that only an app keeps, and what may be asked of them. */
public final class StallTypes {
  public static final StoredType<Picture> PICTURE =
      new StoredType<>(
          "picture",
          Picture.class,
          Fields.of(Picture.class)
              .required("artisan", OID, Picture::artisan)
              .optional("product", OID, Picture::product)
              .required("mediaType", TEXT, Picture::mediaType)
              .required("sha256", TEXT, Picture::sha256)
              .required("live", FLAG, Picture::live)
              .build(),
          Picture::checked,
          p -> Stream.of(p.artisan(), p.product()).filter(Objects::nonNull).toList());

  /** A card outlives what it is about. */
  public static final StoredType<Card> CARD =
      new StoredType<>(
          "card",
          Card.class,
          Fields.of(Card.class)
              .required("message", OID, Card::message)
              .required("name", TEXT, Card::name)
              .optional("object", OID, Card::object)
              .optional("field", TEXT, Card::field)
              .required("why", TEXT, Card::why)
              .required("state", TEXT, Card::state)
              .build(),
          Card::checked,
          card -> List.of());

  public static final StoredType<WorkSheet> WORK_SHEET =
      new StoredType<>(
          "work-sheet",
          WorkSheet.class,
          Fields.of(WorkSheet.class)
              .required("reference", TEXT, sheet -> sheet.told().reference())
              .required("archived", FLAG, WorkSheet::archived)
              .build(),
          WorkSheet::checked,
          sheet -> List.of(sheet.artisan()));

  public static final StoredType<Pending> PENDING =
      new StoredType<>(
          "pending",
          Pending.class,
          Fields.of(Pending.class)
              .required("place", WHOLE, Pending::place)
              .required("name", TEXT, Pending::name)
              .optional("about", OID, Pending::about)
              .build(),
          Pending::checked,
          pending -> List.of());

  public static final StoredType<Arrival> ARRIVAL =
      new StoredType<>(
          "arrival",
          Arrival.class,
          Fields.of(Arrival.class)
              .required("sequence", WHOLE, Arrival::sequence)
              .optional("answers", OID, Arrival::answers)
              .build(),
          Arrival::checked,
          arrival -> List.of());

  public static final StoredType<Position> POSITION =
      new StoredType<>(
          "position",
          Position.class,
          Fields.of(Position.class)
              .required("sent", WHOLE, Position::sent)
              .required("received", WHOLE, Position::received)
              .build(),
          Position::checked,
          position -> List.of());

  public static final StoredType<Credential> CREDENTIAL =
      new StoredType<>(
          "credential",
          Credential.class,
          Fields.of(Credential.class)
              .required("artisan", OID, Credential::artisan)
              .required("queueId", TEXT, Credential::queueId)
              .build(),
          Credential::checked,
          credential -> List.of());

  private StallTypes() {}
}
