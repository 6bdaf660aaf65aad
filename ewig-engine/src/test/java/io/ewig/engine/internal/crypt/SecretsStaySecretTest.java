package io.ewig.engine.internal.crypt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.ewig.engine.crypt.KdfParameters;
import io.ewig.engine.crypt.KeyProvider;
import io.ewig.engine.internal.crypt.cipher.ByteRange;
import io.ewig.engine.internal.crypt.cipher.Bytes;
import io.ewig.engine.internal.crypt.cipher.DataKey;
import io.ewig.engine.internal.crypt.cipher.RawKey;
import io.ewig.engine.internal.crypt.key.EnvironmentKeyProvider;
import io.ewig.engine.internal.crypt.key.KeyFileProvider;
import io.ewig.engine.internal.crypt.key.PassphraseKeyProvider;
import java.io.ByteArrayOutputStream;
import java.io.ObjectOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No key and no passphrase in a text or a file. */
class SecretsStaySecretTest {

  private static final byte[] USER_KEY = Bytes.random(32, 1);
  private static final byte[] STORE_KEY = Bytes.random(32, 2);
  private static final byte[] DATA_KEY = Bytes.random(32, 3);
  private static final String PASSPHRASE = "correct horse";

  @TempDir Path folder;

  private final List<String> texts = new ArrayList<>();

  private void say(Object object) {
    texts.add(object.toString());
  }

  private void fail(ThrowingCallable call) {
    Throwable thrown = catchThrowable(call);
    assertThat(thrown).isNotNull();
    StringWriter trace = new StringWriter();
    thrown.printStackTrace(new PrintWriter(trace));
    texts.add(trace.toString());
  }

  private void assertNoSecrets() {
    String all = String.join("\n", texts);
    assertThat(all).doesNotContain(PASSPHRASE, "horse");
    for (byte[] key : List.of(USER_KEY, STORE_KEY, DATA_KEY)) {
      String hex = HexFormat.of().formatHex(key);
      assertThat(all.toLowerCase(Locale.ROOT))
          .doesNotContain(hex.substring(0, 8), hex.substring(56));
      assertThat(all)
          .doesNotContain(
              Base64.getEncoder().encodeToString(key).substring(0, 8),
              Arrays.toString(Arrays.copyOf(key, 4)).replace("]", ""),
              new String(key, StandardCharsets.ISO_8859_1).substring(0, 4));
    }
  }

  @Test
  void noTextShowsAKey() throws Exception {
    KeyProvider provider = Bytes.provider("mine", USER_KEY);
    SecureRandom dealt =
        Bytes.dealing(STORE_KEY, new byte[16], new byte[12], DATA_KEY, new byte[12]);
    KeyVault vault = KeyVault.create(folder, provider, dealt);
    DataKey key = vault.freshKey();
    RawKey raw = new RawKey(USER_KEY.clone());
    say(vault);
    say(key);
    say(key.cipher());
    say(raw);
    say(KeyCopies.read(folder));
    fail(() -> key.cipher().encrypt(-5, new ByteRange(USER_KEY, 0, 2), range(), new byte[99], 0));
    fail(() -> key.cipher().decrypt(1, range(), range(), new byte[99], 0));
    fail(() -> vault.unwrap(DATA_KEY));
    fail(() -> vault.unwrap(new byte[60]));
    fail(() -> KeyVault.open(folder, Bytes.provider("mine", STORE_KEY), dealt));
    vault.close();
    fail(vault::freshKey);
    ByteArrayOutputStream serialized = new ByteArrayOutputStream();
    new ObjectOutputStream(serialized).writeObject(raw);
    texts.add(serialized.toString(StandardCharsets.ISO_8859_1));
    assertNoSecrets();
  }

  private static ByteRange range() {
    return ByteRange.of(STORE_KEY);
  }

  @Test
  void noProviderShowsItsKey() throws Exception {
    String hex = HexFormat.of().formatHex(USER_KEY);
    Path file = Files.writeString(folder.resolve("ewig.key"), hex.substring(1) + "\n");
    KeyFileProvider open = new KeyFileProvider(file);
    say(open);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    fail(() -> open.key(new byte[16], KdfParameters.NONE));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    fail(() -> open.key(new byte[16], KdfParameters.NONE));
    for (String value : List.of(hex + "0", hex.substring(1) + "\u00e4", PASSPHRASE)) {
      var variable = new EnvironmentKeyProvider("EWIG_KEY", name -> Optional.of(value));
      say(variable);
      fail(() -> variable.key(new byte[16], KdfParameters.NONE));
    }
    var passphrase = new PassphraseKeyProvider(PASSPHRASE.toCharArray());
    say(passphrase);
    fail(() -> passphrase.key(new byte[16], KdfParameters.NONE));
    fail(() -> new PassphraseKeyProvider("horse".toCharArray()));
    passphrase.close();
    fail(() -> passphrase.key(new byte[16], passphrase.kdf()));
    assertNoSecrets();
  }

  @Test
  void noFileHoldsAKeyInTheClear() throws Exception {
    KeyVault.create(
            folder,
            Bytes.provider("mine", USER_KEY),
            Bytes.dealing(STORE_KEY, new byte[16], new byte[12]))
        .close();
    for (String name : List.of("keys.ewk", "keys.ewk.copy")) {
      texts.add(Files.readString(folder.resolve(name), StandardCharsets.ISO_8859_1));
    }
    assertNoSecrets();
  }

  @Test
  void closingWipesAKey() {
    byte[] bytes = USER_KEY.clone();
    new RawKey(bytes).close();
    assertThat(bytes).containsOnly(0);
  }
}
