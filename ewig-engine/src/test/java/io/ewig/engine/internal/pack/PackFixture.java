package io.ewig.engine.internal.pack;

import io.ewig.engine.format.FrameKeys;
import io.ewig.engine.internal.disk.Disk;
import io.ewig.engine.internal.disk.RealDisk;
import io.ewig.engine.internal.pack.file.PackOptions;
import java.nio.file.Path;

/** Stores with packs so small that a test fills many. */
final class PackFixture {

  static final int PACK_BYTES = 8 << 10;

  private PackFixture() {}

  static PackOptions options(Disk disk, Path folder, FrameKeys keys, boolean readOnly) {
    return new PackOptions(disk, folder, keys, readOnly, PACK_BYTES, 1024, 0);
  }

  static PackStore open(Path folder) {
    return open(folder, FrameKeys.NONE);
  }

  static PackStore open(Path folder, FrameKeys keys) {
    return PackStore.open(options(new RealDisk(), folder, keys, false));
  }

  static PackStore openReadOnly(Path folder, FrameKeys keys) {
    return PackStore.open(options(new RealDisk(), folder, keys, true));
  }
}
