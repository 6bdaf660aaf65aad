package io.ewig.engine.internal.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnmapperTest {

  private static final Path MAPS = Path.of("/proc/self/maps");
  private static final int FIRST_JDK_THAT_DENIES = 24;

  @TempDir private Path folder;
  private Path file;
  private MappedByteBuffer mapped;

  @BeforeEach
  void map() throws IOException {
    assumeTrue(Files.isReadable(MAPS), "only Linux tells what a process has mapped");
    file = Files.write(folder.toRealPath().resolve("file"), new byte[5_000]);
    try (FileChannel channel = FileChannel.open(file)) {
      mapped = channel.map(MapMode.READ_ONLY, 0, 5_000);
    }
    assertThat(isMapped()).isTrue();
  }

  private boolean isMapped() throws IOException {
    try (Stream<String> maps = Files.lines(MAPS)) {
      return maps.anyMatch(map -> map.endsWith(file.toString()));
    }
  }

  private void requireReleasedBy(MethodHandle way) throws IOException {
    Unmapper.release(mapped, way);
    assertThat(isMapped()).isFalse();
  }

  @Test
  void aMappingIsReleasedAtOnce() throws IOException {
    Unmapper.unmap(mapped);
    assertThat(isMapped()).isFalse();
  }

  @Test
  void itIsWithoutUnsafeToo() throws Exception {
    requireReleasedBy(Unmapper.ofJavaBase());
  }

  @Test
  void itIsByUnsafeWhereThatMayBeUsed() throws Exception {
    assumeTrue(Runtime.version().feature() < FIRST_JDK_THAT_DENIES, "this JVM would warn of it");
    requireReleasedBy(Unmapper.ofUnsafe());
  }
}
