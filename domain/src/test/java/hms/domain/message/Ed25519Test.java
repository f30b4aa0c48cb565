package hms.domain.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hms.domain.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The key of the office signs what everybody can check and nobody else can make. */
class Ed25519Test {
  private static final byte[] MESSAGE = "two bowls".getBytes(StandardCharsets.UTF_8);

  /** RFC 8032, section 7.1: tests 1 to 3. */
  record Vector(String seed, String publicKey, String message, String signature) {}

  static List<Vector> vectors() {
    return List.of(
        new Vector(
            "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
            "",
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bac"
                + "c61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"),
        new Vector(
            "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
            "72",
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e"
                + "458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"),
        new Vector(
            "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
            "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
            "af82",
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290"
                + "ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"));
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void it_signs_as_the_standard_does(Vector vector) {
    var key = new Ed25519Key(hex(vector.seed()));
    byte[] signature = key.sign(hex(vector.message()));

    assertThat(HexFormat.of().formatHex(signature)).isEqualTo(vector.signature());
    assertThat(Base64.getUrlDecoder().decode(key.publicKey().text()))
        .isEqualTo(hex(vector.publicKey()));
  }

  @Test
  void what_is_read_from_text_is_the_same_key() {
    var key = aKey(1).publicKey();
    var read = Ed25519PublicKey.parse(key.text()).orThrow();

    assertThat(read.fingerprint()).isEqualTo(key.fingerprint());
    assertThat(read.oid()).isEqualTo(key.oid()).isNotEqualTo(aKey(2).publicKey().oid());
    assertThat(key.oid().version()).isEqualTo(8);
    assertThat(read.genuine(MESSAGE, Digests.base64url(aKey(1).sign(MESSAGE)))).isTrue();
  }

  @Test
  void nothing_else_is_genuine() {
    var check = aKey(1).publicKey();
    String good = Digests.base64url(aKey(1).sign(MESSAGE));

    assertThat(check.genuine(MESSAGE, Digests.base64url(aKey(2).sign(MESSAGE)))).isFalse();
    assertThat(check.genuine(new byte[] {1}, good)).isFalse();
    assertThat(check.genuine(MESSAGE, "")).isFalse();
    assertThat(check.genuine(MESSAGE, good.substring(1))).isFalse();
    assertThat(check.genuine(MESSAGE, "A".repeat(86))).isFalse();
    assertThat(check.genuine(MESSAGE, Digests.base64url(new HmacSecret(new byte[32]).mac(MESSAGE))))
        .isFalse();
  }

  @Test
  void a_signature_has_one_spelling() {
    String good = Digests.base64url(aKey(1).sign(MESSAGE));
    // 64 bytes leave four bits of the last character unused.
    char last = good.charAt(85);
    char twin = (char) (last + 1);

    assertThat(aKey(1).publicKey().genuine(MESSAGE, good.substring(0, 85) + twin)).isFalse();
  }

  @Test
  void what_is_no_key_is_refused() {
    assertThat(Ed25519PublicKey.parse("short")).isInstanceOf(Outcome.Refused.class);
    assertThat(Ed25519PublicKey.parse("=".repeat(43))).isInstanceOf(Outcome.Refused.class);
    assertThatThrownBy(() -> new Ed25519Key(new byte[31]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(aKey(1)).hasToString("Ed25519Key[hidden]");
  }

  private static Ed25519Key aKey(int n) {
    byte[] seed = new byte[Ed25519Key.SEED_BYTES];
    seed[0] = (byte) n;
    return new Ed25519Key(seed);
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }
}
