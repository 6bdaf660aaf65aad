package io.ewig.engine.internal.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.log.Progress;
import io.ewig.engine.log.Randoms;
import io.ewig.engine.store.References;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/** A page that can't be read is damage with a name, never an error of the JVM. */
@DisabledForJreRange(
    min = JRE.JAVA_21,
    disabledReason = "HotSpot 25 itself may crash where compiled code meets such a page")
@Timeout(120)
class UnreadablePackTest {

  private final List<Hash> objects = new ArrayList<>();

  @TempDir Path folder;

  /** One large pack, so that the end of it lies on pages of its own. */
  private PackStore fill() {
    PackStore store = PackFixture.open(folder);
    Randoms random = new Randoms(1);
    objects.add(store.put(random.bytes(100)));
    objects.add(store.put(random.bytes(3 << 20)));
    store.collect(objects, References.NONE).close(); // which seals
    return store;
  }

  private Path cut(String name, long length) throws IOException {
    Path file = folder.resolve(name);
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.setLength(length);
    }
    return file;
  }

  private static void requireNamed(ThrowingCallable read, Path file) {
    assertThatThrownBy(read)
        .isInstanceOfSatisfying(
            CorruptionException.class,
            damage -> assertThat(damage.file()).isEqualTo(file.toString()))
        .hasMessageContaining("while it was open");
  }

  @Test
  void aPackThatIsCutWhileItIsOpenIsNamed() throws IOException {
    PackStore store = fill();
    Hash last = objects.get(1);
    Path file = cut("pack-00000001.ewp", 8192);
    for (int i = 0; i < 300; i++) {
      requireNamed(() -> store.get(last), file);
    }
    assertThat(store.get(objects.get(0))).hasSize(100);
    requireNamed(() -> store.collect(objects, References.NONE).run(), file);
    assertThat(store.verify(Progress.SILENT))
        .anySatisfy(found -> assertThat(found.file()).isEqualTo(file.toString()));
    store.close();
  }

  @Test
  void anIndexThatIsCutWhileItIsOpenHidesNothing() throws IOException {
    PackStore store = fill();
    Path file = cut("pack-00000001.ewx", 0);
    requireNamed(() -> store.get(objects.get(0)), file);
    requireNamed(() -> store.contains(objects.get(0)), file);
    requireNamed(() -> store.collect(List.of(), References.NONE).run(), file);
    requireNamed(() -> store.put(new byte[] {1}), file);
    store.close();
    try (PackStore again = PackFixture.open(folder)) {
      assertThat(again.get(objects.get(0))).hasSize(100);
    }
  }
}
