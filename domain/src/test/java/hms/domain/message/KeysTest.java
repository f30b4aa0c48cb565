package hms.domain.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import hms.domain.Outcome;
import hms.domain.Outcome.Refused;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Enrolment codes, proofs, wrapping and fingerprints, each against values made by other code. */
class KeysTest {
  private static final byte[] NONCE = new byte[12];

  private final SecretWrapping wrapping = new SecretWrapping(filled(32, 7));

  @Test
  void an_enrolment_code_is_shown_in_groups_of_four() {
    var code = EnrolmentCode.of("0123456789abcdefghij".getBytes(StandardCharsets.US_ASCII));

    assertThat(code.shown()).isEqualTo("gayt-emzu-gu3d-oobz-mfrg-gzdf-mztw-q2lk");
    assertThat(code).asString().doesNotContain("gayt");
  }

  @Test
  void an_enrolment_code_is_read_as_people_type_it() {
    var code = EnrolmentCode.of("0123456789abcdefghij".getBytes(StandardCharsets.US_ASCII));

    var typed = EnrolmentCode.parse(" " + code.shown().toUpperCase(Locale.ROOT).replace('-', ' '));

    assertThat(typed.orThrow().hash()).isEqualTo(code.hash()).hasSize(32);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "gayt", "gayt-emzu-gu3d-oobz-mfrg-gzdf-mztw-q2l1"})
  void what_is_no_enrolment_code_is_refused(String typed) {
    assertThat(EnrolmentCode.parse(typed)).isInstanceOf(Refused.class);
  }

  @Test
  void a_key_proof_is_an_hmac_over_key_and_challenge() {
    byte[] random = new byte[32];
    for (int i = 0; i < random.length; i++) random[i] = (byte) i;
    var proof = new KeyProof(TheVector.KEY, KeyProof.challenge(random));

    String signature = proof.sign(TheVector.SECRET);

    assertThat(signature).isEqualTo("lR5ZjvmusqPLHilrFVgZjRIb5rPBEarAb-4z5seGGmY");
    assertThat(proof.verify(TheVector.SECRET, signature)).isEqualTo(Outcome.done(proof));
  }

  @Test
  void a_proof_by_another_secret_of_another_challenge_or_key_is_refused() {
    var proof = new KeyProof(TheVector.KEY, "one");
    String signature = proof.sign(TheVector.SECRET);

    assertThat(proof.verify(new HmacSecret(new byte[32]), signature)).isInstanceOf(Refused.class);
    assertThat(new KeyProof(TheVector.KEY, "two").verify(TheVector.SECRET, signature))
        .isInstanceOf(Refused.class);
    assertThat(new KeyProof(TheVector.ARTISAN, "one").verify(TheVector.SECRET, signature))
        .isInstanceOf(Refused.class);
    assertThat(proof.verify(TheVector.SECRET, "")).isInstanceOf(Refused.class);
  }

  @Test
  void a_wrapped_secret_opens_for_its_own_row_only() {
    byte[] wrapped = wrapping.wrap(TheVector.SECRET, TheVector.ARTISAN, TheVector.KEY, NONCE);

    assertThat(HexFormat.of().formatHex(wrapped))
        .isEqualTo(
            "00000000000000000000000061d9a6b1ff970defe90e856fc87645a1adfebbea"
                + "67c9bd4c0e0c9ad353f40479b53561e6fa8dcb8d57103694c9ec5825");
    assertThat(wrapping.unwrap(wrapped, TheVector.ARTISAN, TheVector.KEY).bytes())
        .isEqualTo(TheVector.SECRET.bytes());
    assertDoesNotOpen(wrapping, wrapped, TheVector.KEY, TheVector.KEY);
    assertDoesNotOpen(wrapping, wrapped, TheVector.ARTISAN, TheVector.ARTISAN);
    var other = new SecretWrapping(filled(32, 8));
    assertDoesNotOpen(other, wrapped, TheVector.ARTISAN, TheVector.KEY);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 12, 59})
  void an_altered_or_cut_wrapped_secret_does_not_open(int at) {
    byte[] wrapped = wrapping.wrap(TheVector.SECRET, TheVector.ARTISAN, TheVector.KEY, NONCE);
    byte[] cut = Arrays.copyOf(wrapped, at);
    wrapped[at] ^= 1;

    assertDoesNotOpen(wrapping, wrapped, TheVector.ARTISAN, TheVector.KEY);
    assertDoesNotOpen(wrapping, cut, TheVector.ARTISAN, TheVector.KEY);
  }

  @Test
  void a_fingerprint_tells_keys_apart_and_a_secret_is_never_printed() {
    assertThat(HexFormat.of().formatHex(TheVector.SECRET.fingerprint()))
        .isEqualTo("551003f51d70b2f95255540b88755be7e1b115f0138ffe5255747d8c7711b482");
    assertThat(TheVector.SECRET).hasToString("HmacSecret[hidden]");
  }

  @ParameterizedTest
  @ValueSource(ints = {31, 33})
  void a_key_of_another_length_is_a_defect(int length) {
    byte[] bytes = new byte[length];

    assertThatIllegalArgumentException().isThrownBy(() -> new HmacSecret(bytes));
    assertThatIllegalArgumentException().isThrownBy(() -> new SecretWrapping(bytes));
    assertThatIllegalArgumentException().isThrownBy(() -> KeyProof.challenge(bytes));
    assertThatIllegalArgumentException().isThrownBy(() -> EnrolmentCode.of(bytes));
  }

  private static void assertDoesNotOpen(
      SecretWrapping wrapping, byte[] wrapped, UUID artisan, UUID key) {
    assertThatIllegalStateException().isThrownBy(() -> wrapping.unwrap(wrapped, artisan, key));
  }

  private static byte[] filled(int length, int value) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }
}
