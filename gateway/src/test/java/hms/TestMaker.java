package hms;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.uuid.Generators;
import hms.artisan.ArtisanApp;
import hms.artisan.BrokerAccount;
import hms.artisan.Enrolled;
import hms.artisan.Enrolment;
import hms.artisan.Stall;
import hms.domain.Role;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** An artisan of its own for a test, enrolled through the office's doors. */
public final class TestMaker {
  private final Enrolled enrolled;
  private BrokerAccount account;
  private ArtisanApp app;

  private TestMaker(Enrolled enrolled) {
    this.enrolled = enrolled;
  }

  public static TestMaker enrolled() {
    UUID oid = signedUp();
    String code = activated(oid).at("/enrolmentCode").asText();
    var office = URI.create(TestOffice.get().url());
    return new TestMaker(answered(new Enrolment(new SecureRandom()).enrol(office, code)));
  }

  /** An applicant. */
  public static UUID signedUp() {
    var applied = Ask.post("/sign-ups").body(Bodies.signUp()).send().good();
    return UUID.fromString(applied.at("/reference").asText());
  }

  /** The answer to its activation. */
  public static Answer activated(UUID artisan) {
    return Ask.post("/artisans/" + artisan + "/activate")
        .by(Role.ARTISAN_MANAGER)
        .seen(1)
        .send()
        .good();
  }

  public Enrolled enrolment() {
    return enrolled;
  }

  public UUID oid() {
    return enrolled.artisan();
  }

  public BrokerAccount account() {
    if (account == null) {
      var made = ask(Ask.post("/artisans/" + oid() + "/broker-account").body("{}")).good();
      account = new BrokerAccount(made.at("/user").asText(), made.at("/password").asText());
    }
    return account;
  }

  /** Its app, linked to the broker. */
  public ArtisanApp app() {
    if (app == null) {
      var stall = answered(stall().keep(enrolled, account()));
      app = answered(ArtisanApp.connect(TestOffice.get().vertx(), stall));
    }
    return app;
  }

  private static Stall stall() {
    try {
      return Stall.open(TestOffice.get().vertx(), Files.createTempDirectory("hms-test-maker-"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The answer to this request, signed. */
  public Answer ask(Ask ask) {
    return SignedAsk.by(enrolled, ask).send();
  }

  /** The reply to a message. */
  public JsonObject tell(String name, Object data) {
    return answered(app().send(name, new JsonObject(data.toString())));
  }

  /** The data of the next message of this type. */
  public JsonObject hears(String name) {
    return answered(app().next(each -> each.type().equals("hms." + name + ".v1"))).data();
  }

  /** A picture that the office has. */
  public ObjectNode image() {
    byte[] bytes = Pictures.png(12, 9);
    UUID image = Generators.timeBasedEpochGenerator().generate();
    ask(new Ask("PUT", "/images/" + image + "/content").bytes("image/png", bytes)).good();
    return Bodies.image(image, bytes);
  }

  /** Three bowls of oak. */
  public Answer offers() {
    return offers(Bodies.product(3, image()));
  }

  /** A product, complete, offered by HTTP and waiting for its review. */
  public Answer offers(ObjectNode product) {
    return ask(Ask.post("/products").body(product)).good();
  }

  /** A product that is for sale, so many pieces of it. */
  public UUID sells(int pieces) {
    var offered = offers(Bodies.product(pieces, image()));
    var revision = offered.at("/revision");
    Ask.post("/revisions/" + revision.path("oid").asText() + "/approve")
        .by(Role.REVIEWER)
        .seen(revision.path("version").asLong())
        .body("{\"list\":true}")
        .send()
        .good();
    return UUID.fromString(offered.at("/product/oid").asText());
  }

  public static <T> T answered(Future<T> future) {
    return future.timeout(30, TimeUnit.SECONDS).await();
  }
}
