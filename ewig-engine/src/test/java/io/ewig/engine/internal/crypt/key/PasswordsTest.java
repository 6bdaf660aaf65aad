package io.ewig.engine.internal.crypt.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.crypt.KdfParameters;
import io.ewig.engine.crypt.PasswordHash;
import io.ewig.engine.crypt.Passwords;
import io.ewig.engine.error.UserException;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordsTest {

  private final Passwords passwords =
      new Argon2Passwords(new SecureRandom(), new KdfParameters(64, 1, 1));

  @Test
  void nobodysHashCostsAsMuchAndIsThatOfNoPassword() {
    PasswordHash nobodys = passwords.ofNobody();

    assertThat(nobodys.cost()).isEqualTo(passwords.hash("any password".toCharArray()).cost());
    assertThat(nobodys).isNotEqualTo(passwords.ofNobody());
    assertThat(passwords.verifies("any password".toCharArray(), nobodys)).isFalse();
    assertThat(PasswordHash.parse(nobodys.toText())).isEqualTo(nobodys);
  }

  @Test
  void aPasswordIsKnownAgainAndNoOtherIs() {
    PasswordHash kept = passwords.hash("käse und brot".toCharArray());

    assertThat(passwords.verifies("käse und brot".toCharArray(), kept)).isTrue();
    assertThat(passwords.verifies("käse und Brot".toCharArray(), kept)).isFalse();
    assertThat(passwords.verifies(new char[0], kept)).isFalse();
    assertThat(passwords.verifies(new char[Passwords.CHARS_MAX + 1], kept)).isFalse();
  }

  @Test
  void theSamePasswordIsKeptDifferentlyEachTime() {
    char[] password = "12345678".toCharArray();

    assertThat(passwords.hash(password)).isNotEqualTo(passwords.hash(password));
  }

  @Test
  void theTextOfAHashIsReadBackWithItsCost() {
    PasswordHash kept = passwords.hash("12345678".toCharArray());

    assertThat(kept.toText()).startsWith("$argon2id$v=19$m=64,t=1,p=1$");
    assertThat(PasswordHash.parse(kept.toText())).isEqualTo(kept).hasSameHashCodeAs(kept);
    assertThat(kept.toString()).doesNotContain("$");
  }

  @Test
  void otherCostsThanOursAreChecked() {
    PasswordHash costly =
        new Argon2Passwords(new SecureRandom(), new KdfParameters(128, 2, 2))
            .hash("12345678".toCharArray());

    assertThat(passwords.verifies("12345678".toCharArray(), costly)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "$argon2i$v=19$m=64,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "$argon2id$v=16$m=64,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "$argon2id$v=19$m=9999999,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "$argon2id$v=19$m=64,t=99,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "$argon2id$v=19$m=0,t=0,p=0$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "$argon2id$v=19$m=64,t=1,p=1$AAAA$AAAA"
      })
  void whatIsNoHashOrCostsTooMuchIsRefusedWithoutRepeatingIt(String text) {
    assertThatThrownBy(() -> PasswordHash.parse(text))
        .isInstanceOf(UserException.class)
        .hasMessageNotContaining("AAAA");
  }

  @Test
  void aPasswordThatIsTooShortOrTooLongIsRefused() {
    assertThatThrownBy(() -> passwords.hash("1234567".toCharArray()))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("7 characters, it needs 8 to 1024");
    assertThatThrownBy(() -> passwords.hash(new char[Passwords.CHARS_MAX + 1]))
        .isInstanceOf(UserException.class);
  }

  @Test
  void aPasswordThatIsNoTextIsRefused() {
    char[] broken = "12345678\ud800".toCharArray();

    assertThatThrownBy(() -> passwords.hash(broken))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("half of a character");
  }
}
