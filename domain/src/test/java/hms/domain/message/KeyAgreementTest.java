package hms.domain.message;

import static org.assertj.core.api.Assertions.assertThat;

import hms.domain.Outcome.Refused;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** X25519 with the keys of RFC 7748 section 6.1, and the secret both sides make of it. */
class KeyAgreementTest {
  private static final String ALICE =
      "77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a";
  private static final String BOB =
      "5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb";
  private static final EnrolmentCode CODE = EnrolmentCode.of(new byte[20]);

  private final KeyAgreement artisan = KeyAgreement.generate(new Always(ALICE));
  private final KeyAgreement office = KeyAgreement.generate(new Always(BOB));

  @Test
  void public_keys_are_those_of_rfc_7748() {
    assertThat(artisan.agreeKey()).isEqualTo("hSDwCYkwp1R0i33ctD73Wg2_Og0mOBr066SpjqqbTmo");
    assertThat(office.agreeKey()).isEqualTo("3p7bfXt9wbTTW2HC7OQ1Nz-DQ8hbeGdNrfx-FG-IK08");
  }

  @Test
  void both_sides_derive_the_published_secret() {
    var here = artisan.secretForArtisan(office.agreeKey(), TheVector.KEY, CODE.hash());
    var there = office.secretForOffice(artisan.agreeKey(), TheVector.KEY, CODE.hash());

    assertThat(here.orThrow().bytes()).isEqualTo(there.orThrow().bytes());
    assertThat(HexFormat.of().formatHex(here.orThrow().bytes()))
        .isEqualTo("94cc992c9afdb70d2806e142d97c47e77e7e888d52290d419491201de51e04fd");
  }

  @Test
  void another_code_key_or_role_gives_another_secret() {
    byte[] secret = derived(CODE.hash(), office.agreeKey());

    byte[] rotated = derived(KeyAgreement.rotationSalt(), office.agreeKey());
    byte[] otherRole =
        artisan.secretForOffice(office.agreeKey(), TheVector.KEY, CODE.hash()).orThrow().bytes();
    byte[] otherKey =
        artisan
            .secretForArtisan(office.agreeKey(), TheVector.ARTISAN, CODE.hash())
            .orThrow()
            .bytes();

    assertThat(secret).isNotEqualTo(rotated).isNotEqualTo(otherRole).isNotEqualTo(otherKey);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "not base64url",
        "",
      })
  void a_public_key_that_yields_nothing_or_is_none_is_refused(String agreeKey) {
    assertThat(office.secretForOffice(agreeKey, TheVector.KEY, CODE.hash()))
        .isInstanceOf(Refused.class);
  }

  @Test
  void two_real_pairs_agree() {
    var one = KeyAgreement.generate(new SecureRandom());
    var two = KeyAgreement.generate(new SecureRandom());

    var here = one.secretForArtisan(two.agreeKey(), TheVector.KEY, CODE.hash()).orThrow();
    var there = two.secretForOffice(one.agreeKey(), TheVector.KEY, CODE.hash()).orThrow();

    assertThat(here.bytes()).isEqualTo(there.bytes());
    assertThat(one.agreeKey()).isNotEqualTo(two.agreeKey());
  }

  private byte[] derived(byte[] salt, String officeKey) {
    return artisan.secretForArtisan(officeKey, TheVector.KEY, salt).orThrow().bytes();
  }

  /** Hands out the same bytes each time. */
  private static final class Always extends SecureRandom {
    private static final long serialVersionUID = 1;
    private final byte[] bytes;

    Always(String hex) {
      this.bytes = HexFormat.of().parseHex(hex);
    }

    @Override
    public void nextBytes(byte[] target) {
      System.arraycopy(bytes, 0, target, 0, target.length);
    }
  }
}
