package io.ewig.engine.internal.loose;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.format.FrameKeys;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.internal.disk.RealDisk;
import io.ewig.engine.store.ContentStore;
import io.ewig.engine.store.ContentStoreContract;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract, kept in files. */
class LooseStoreTest extends ContentStoreContract {

  @TempDir Path folder;

  @Override
  protected ContentStore create() {
    return new LooseStore(new RealDisk(), folder, FrameKeys.NONE);
  }

  @Test
  void anyFlippedByteOfAFileIsNoticed() throws IOException {
    ContentStore store = create();
    Hash address = store.put("a long story".getBytes(StandardCharsets.UTF_8));
    String hex = address.toString();
    Path file = folder.resolve(hex.substring(0, 2)).resolve(hex.substring(2));
    byte[] bytes = Files.readAllBytes(file);
    for (int at = 0; at < bytes.length; at++) {
      bytes[at] ^= 4;
      Files.write(file, bytes);
      assertThatThrownBy(() -> store.get(address))
          .isInstanceOf(CorruptionException.class)
          .hasMessageContaining(hex.substring(2));
      bytes[at] ^= 4;
    }
  }
}
