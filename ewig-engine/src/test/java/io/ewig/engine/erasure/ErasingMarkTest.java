package io.ewig.engine.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.format.Golden;
import io.ewig.engine.internal.disk.RealDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file that is there while an erasure may not have come to its end. */
class ErasingMarkTest {

  @TempDir Path folder;

  @Test
  void itsBytesNeverChange() throws IOException {
    Golden.check("erasing-mark", ErasingMark.write(4711));
    assertThat(ErasingMark.read(Golden.bytes("erasing-mark"))).isEqualTo(4711);
  }

  @Test
  void oneThatCantBeReadMeansThatEverythingIsLookedAt() {
    byte[] good = ErasingMark.write(4711);
    for (int i = 0; i < good.length; i++) {
      byte[] bad = good.clone();
      bad[i] ^= 1;
      assertThat(ErasingMark.read(bad)).isZero();
      assertThat(ErasingMark.read(Arrays.copyOf(good, i))).isZero();
    }
  }

  @Test
  void whatOneFinishesStaysWhileAnotherMaySayMore() {
    ErasingMark mark = ErasingMark.open(new RealDisk(), folder);
    mark.hold(9);
    mark.begin(7);
    mark.end();
    assertThat(ErasingMark.open(new RealDisk(), folder).unfinished()).hasValue(7);
    mark.release();
    mark.end();
    assertThat(ErasingMark.open(new RealDisk(), folder).unfinished()).isEmpty();
  }

  @Test
  void itIsThereFromTheFirstBeginningToTheEnd() {
    ErasingMark mark = ErasingMark.open(new RealDisk(), folder);
    assertThat(mark.unfinished()).isEmpty();
    mark.begin(7);
    mark.begin(9);
    assertThat(ErasingMark.open(new RealDisk(), folder).unfinished()).hasValue(7);
    mark.end();
    mark.end();
    assertThat(folder.resolve(ErasingMark.NAME)).doesNotExist();
    assertThat(ErasingMark.open(new RealDisk(), folder).unfinished()).isEmpty();
    assertThat(Files.exists(folder)).isTrue();
  }
}
