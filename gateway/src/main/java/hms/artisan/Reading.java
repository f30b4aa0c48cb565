package hms.artisan;

import static java.nio.charset.StandardCharsets.UTF_8;

import hms.domain.message.Envelope;
import io.vertx.core.Future;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the office has sent, in its turn: kept on disk with all that follows from it. */
final class Reading {
  private static final Logger LOG = LoggerFactory.getLogger(Reading.class);
  private static final String REPLY = "hms.reply.v1";

  private final Stall stall;
  private final UUID artisan;
  private final OutgoingStream outgoing;
  private final InstantSource clock;
  private final User user;

  /** Who is told, once it is on disk. */
  interface User {
    /** Is there a link now? What is said by itself leaves then. */
    boolean online();

    /** Nobody has asked for it yet. */
    void arrived(Received message);

    /** A message of ours has its outcome. */
    void ended(String id, JsonObject reply);

    /** Something was said by itself. */
    void said(Said said);

    void transmit(List<Envelope> again);
  }

  Reading(Stall stall, UUID artisan, OutgoingStream outgoing, InstantSource clock, User user) {
    this.stall = stall;
    this.artisan = artisan;
    this.outgoing = outgoing;
    this.clock = clock;
    this.user = user;
  }

  /** Completes with what is to be done after it is on disk. */
  Future<Runnable> kept(Envelope envelope) {
    try {
      var message = new Received(envelope, new JsonObject(new String(envelope.data(), UTF_8)));
      return envelope.type().equals(REPLY) ? settle(message) : arrive(message);
    } catch (DecodeException defect) {
      LOG.atError().addKeyValue("message", envelope.id()).log("data of the office are no JSON");
      return pass(envelope, List.of());
    }
  }

  private Future<Runnable> arrive(Received message) {
    return stall
        .arrived(artisan, message, positionsAt(message.envelope()))
        .map(ended ->
            () -> {
              ended.forEach(id -> user.ended(id.toString(), overtaken()));
              user.arrived(message);
            });
  }

  private Future<Runnable> pass(Envelope envelope, List<Envelope> again) {
    return stall.passed(artisan, positionsAt(envelope)).map(() -> user.transmit(again));
  }

  /** A refusal that says {@code lastIn} has taken no number; any other outcome has. */
  private Future<Runnable> settle(Received message) {
    JsonObject reply = message.data();
    String id = message.envelope().correlationId().orElse("");
    Long taken = reply.getLong("lastIn");
    String code = reply.getJsonObject("problem", new JsonObject()).getString("code", "");
    if (!outgoing.waits(id)) return pass(message.envelope(), List.of());
    if (taken != null && code.equals("sequence_taken")) {
      return pass(message.envelope(), outgoing.renumber(id, taken, clock.instant()));
    }
    var again = ended(id, taken);
    var positions = positionsAt(message.envelope());
    return stall
        .settled(artisan, UUID.fromString(id), message, positions, user.online())
        .map(rest ->
            () -> {
              user.transmit(again);
              rest.ifPresent(user::said);
              user.ended(id, reply);
            });
  }

  /** What moves up because this message has ended. */
  private List<Envelope> ended(String id, @Nullable Long taken) {
    if (taken != null) return outgoing.refuse(id, taken, clock.instant());
    boolean waited = outgoing.settle(id);
    return List.of();
  }

  private Positions positionsAt(Envelope received) {
    return new Positions(outgoing.answered(), received.sequence());
  }

  /** The office was faster: what it was to be asked stands on cards. */
  private static JsonObject overtaken() {
    return new JsonObject().put("status", "conflict").put("unsent", true);
  }
}
