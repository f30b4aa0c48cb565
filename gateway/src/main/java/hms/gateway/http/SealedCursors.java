package hms.gateway.http;

import hms.domain.LengthPrefixed;
import hms.domain.message.Hkdf;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Places in lists, as callers hold them: nobody can read, alter or invent one, or use that of
 * somebody else. A place is sealed with AES-256-GCM, in base64url: eight bytes for when it expires
 * (seconds since 1970), a nonce of twelve, what is sealed with its tag of sixteen. The list, the
 * caller and the direction are sealed with it, the query in it by its digest.
 *
 * <p>All nodes have the same keys, one for each day: HKDF-SHA256 of a secret of the office. Any
 * thread.
 */
public final class SealedCursors {
  static final Duration LIFE = Duration.ofHours(24);
  private static final String MAGIC = "hms-cursor-v1";
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int TEXT_MAX = 4096;

  private final byte[] secret;
  private final SecureRandom random;
  private final Clock clock;
  private volatile DayKey latest;

  /** Derived once, used for each page of a day. */
  private record DayKey(long day, SecretKey key) {}

  /** What a cursor is good for. */
  enum Way {
    NEXT,
    PREV
  }

  /**
   * Who may use a cursor, and where.
   *
   * @param call method and path of the list
   * @param caller the name of who asks
   */
  record Holder(String call, String caller) {}

  /**
   * @param secret what this office keeps outside the database; keys are derived from it
   */
  public SealedCursors(byte[] secret, SecureRandom random, Clock clock) {
    this.secret = secret.clone();
    this.random = random;
    this.clock = clock;
    this.latest = dayKey(0);
  }

  /**
   * @param place as the store said it, in base64url
   */
  String seal(Holder holder, Way way, String place) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    long expires = clock.instant().plus(LIFE).getEpochSecond();
    byte[] plain = Base64.getUrlDecoder().decode(place);
    try {
      byte[] closed = cipher(Cipher.ENCRYPT_MODE, expires, nonce, holder, way).doFinal(plain);
      var bytes = ByteBuffer.allocate(Long.BYTES + NONCE_BYTES + closed.length);
      return text(bytes.putLong(expires).put(nonce).put(closed).array());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES-256-GCM", e);
    }
  }

  /**
   * The place again.
   *
   * @throws EdgeRefusal 400 if it was not sealed for this holder and way, 410 if it is too old
   */
  String open(Holder holder, Way way, String sealed) {
    if (sealed.length() > TEXT_MAX) throw invalid();
    try {
      var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(sealed));
      long expires = bytes.getLong();
      byte[] nonce = new byte[NONCE_BYTES];
      byte[] closed = new byte[bytes.get(nonce).remaining()];
      bytes.get(closed);
      byte[] plain = cipher(Cipher.DECRYPT_MODE, expires, nonce, holder, way).doFinal(closed);
      if (expires < clock.instant().getEpochSecond()) throw expired();
      return text(plain);
    } catch (IllegalArgumentException | BufferUnderflowException | GeneralSecurityException e) {
      throw invalid();
    }
  }

  private Cipher cipher(int mode, long expires, byte[] nonce, Holder holder, Way way)
      throws GeneralSecurityException {
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    var key = key(Math.floorDiv(expires, Duration.ofDays(1).toSeconds()));
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(
        new LengthPrefixed(MAGIC)
            .field(Long.toString(expires))
            .field(holder.call())
            .field(holder.caller())
            .field(way.name())
            .toBytes());
    return cipher;
  }

  private SecretKey key(long day) {
    var known = latest;
    if (known.day() != day) {
      known = dayKey(day);
      latest = known;
    }
    return known.key();
  }

  private DayKey dayKey(long day) {
    byte[] info = (MAGIC + "/" + day).getBytes(StandardCharsets.US_ASCII);
    byte[] derived = Hkdf.derive(secret, new byte[0], info, KEY_BYTES);
    var key = new SecretKeySpec(derived, "AES");
    Arrays.fill(derived, (byte) 0);
    return new DayKey(day, key);
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  static EdgeRefusal invalid() {
    String detail = "expected the page.next or page.prev that this very list gave to this caller";
    return new EdgeRefusal(Problems.problem(400, "cursor-invalid", detail));
  }

  private static EdgeRefusal expired() {
    String detail = "a cursor is good for 24 hours; begin the list again";
    return new EdgeRefusal(Problems.problem(410, "cursor-expired", detail));
  }
}
