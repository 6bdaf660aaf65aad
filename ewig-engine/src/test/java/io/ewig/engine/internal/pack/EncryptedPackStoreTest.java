package io.ewig.engine.internal.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.crypt.KdfParameters;
import io.ewig.engine.crypt.KeyProvider;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.EwigException;
import io.ewig.engine.format.FrameKeys;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.hash.Sha256;
import io.ewig.engine.internal.crypt.EncryptedFrames;
import io.ewig.engine.internal.crypt.KeyVault;
import io.ewig.engine.store.References;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The same, under keys; and that nothing of it can be read without them. */
class EncryptedPackStoreTest extends PackStoreTest {

  private static final String MARKER = "the-gardeners-secret";

  private static final KeyProvider PROVIDER =
      new KeyProvider() {
        @Override
        public String name() {
          return "test";
        }

        @Override
        public byte[] key(byte[] salt, KdfParameters kdf) {
          return Sha256.of(salt).toBytes();
        }
      };

  private @Nullable FrameKeys keys;

  @Override
  FrameKeys keys() {
    if (keys == null) {
      keys = EncryptedFrames.under(KeyVault.create(folder, PROVIDER, new SecureRandom()));
    }
    return keys;
  }

  @Test
  void neitherContentNorAddressesAreInAnyFile() throws Exception {
    List<Hash> addresses = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      byte[] bytes = (MARKER + i + MARKER.repeat(i % 90)).getBytes(StandardCharsets.UTF_8);
      addresses.add(store.put(bytes));
    }
    store.collect(addresses.subList(100, 300), References.NONE).run();
    store.close();
    try (Stream<Path> files = Files.list(folder.resolve("store"))) {
      for (Path file : files.toList()) {
        String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertThat(bytes).doesNotContain(MARKER);
        for (Hash address : addresses) {
          assertThat(bytes)
              .doesNotContain(start(address.a()), start(Long.reverseBytes(address.a())));
        }
      }
    }
    store = create();
    assertThat(new String(store.get(addresses.get(200)), StandardCharsets.UTF_8))
        .startsWith(MARKER);
  }

  private static String start(long bits) {
    byte[] bytes = ByteBuffer.allocate(8).putLong(bits).array();
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  @Test
  void withoutItsKeysAStoreIsNotOpened() {
    Hash address = store.put(new byte[] {1, 2, 3});
    store.close();
    Path packs = folder.resolve("store");
    assertThatThrownBy(
            () -> {
              try (PackStore clear = PackFixture.openReadOnly(packs, FrameKeys.NONE)) {
                clear.get(address);
              }
            })
        .satisfies(
            e -> assertThat(((EwigException) e).code()).isEqualTo(ErrorCode.KEY_UNAVAILABLE));
  }
}
