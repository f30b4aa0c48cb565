package hms.gateway.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hms.Answer;
import hms.Ask;
import hms.TestOffice;
import hms.domain.Actor;
import hms.domain.Role;
import hms.domain.access.OfficeUser;
import hms.domain.access.OfficeUser.Profile;
import hms.domain.access.Password;
import hms.gateway.trust.PasswordVault;
import hms.storage.DomainJson;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** Somebody of the office with a password of their own, who nobody else is. */
public final class Person {
  public static final String PASSWORD = "a garden with two old walnut trees";
  private static final AtomicInteger NUMBERS = new AtomicInteger();
  private static final PasswordVault VAULT =
      new PasswordVault(TestOffice.get().vertx(), new SecureRandom(), NUMBERS::get);
  private static final String HASH = VAULT.hash(new Password(PASSWORD)).future().await().orThrow();

  private final String email;
  private final UUID oid = UUID.randomUUID();

  private Person(String email) {
    this.email = email;
  }

  public static Person with(Role... roles) {
    var person = new Person("person-%d@office.example".formatted(NUMBERS.incrementAndGet()));
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    var profile = new Profile(person.email, "Mia", List.of(roles));
    var user = OfficeUser.create(person.oid, profile, null, now).orThrow().withPassword(HASH, now);
    TestOffice.get()
        .stores()
        .transact(new Actor.House("test"), tx -> tx.access().users().create(first(user)))
        .await()
        .orThrow();
    return person;
  }

  /** As if nothing had come before. */
  private static OfficeUser first(OfficeUser u) {
    return new OfficeUser(
        u.oid(),
        1,
        u.created(),
        u.created(),
        u.email(),
        u.name(),
        u.roles(),
        true,
        u.passwordHash(),
        false,
        null,
        null);
  }

  public String email() {
    return email;
  }

  public UUID oid() {
    return oid;
  }

  public ObjectNode claim(String client) {
    return DomainJson.object().put("email", email).put("password", PASSWORD).put("client", client);
  }

  /** The token of a command line. */
  public String token() {
    return Ask.signIn(claim("cli")).good().at("/token").asText();
  }

  /** A browser in which they have signed in. */
  public Browser browser() {
    return Browser.of(Ask.signIn(claim("console")).good());
  }

  /** A browser: its cookie, and the token that our pages send. */
  public record Browser(String cookie, String csrf) {

    static Browser of(Answer entered) {
      String cookie = entered.header("Set-Cookie").orElseThrow().split(";", 2)[0];
      return new Browser(cookie, entered.at("/csrfToken").asText());
    }

    /** The request as a page of ours sends it. */
    public Ask own(Ask ask) {
      return bare(ask).with("X-CSRF-Token", csrf).with("Origin", TestOffice.get().url());
    }

    /** The request as a page of somebody else can make a browser send it. */
    public Ask bare(Ask ask) {
      return ask.with("Cookie", cookie);
    }
  }
}
