package io.ewig.engine.internal.warm;

import io.ewig.engine.format.FrameKeys;
import io.ewig.engine.internal.disk.DiskMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A warm file that can be read, by any thread that has entered it.
 *
 * <p>Its mapping goes when whoever opened it has let it go and the last reader has left.
 */
final class WarmFile {

  private final DiskMap map;
  private final PartReader parts;
  private final Contents contents;
  private final String file;
  private volatile @Nullable WorldCounts worldCounts; // null: nobody has asked
  private final AtomicReferenceArray<@Nullable TypeSteps> typeSteps; // null: nobody has asked
  private final AtomicInteger users = new AtomicInteger(1); // the first is its owner

  private WarmFile(DiskMap map, PartReader parts, Contents contents, String file) {
    this.map = map;
    this.parts = parts;
    this.contents = contents;
    this.file = file;
    this.typeSteps = new AtomicReferenceArray<>(contents.blocks().size());
  }

  /**
   * @param map the whole file; closed with this, or by the caller if this fails
   */
  static WarmFile open(DiskMap map, FrameKeys keys, String file) {
    PartReader parts = PartReader.of(map.bytes(), keys, file);
    return new WarmFile(map, parts, Contents.read(parts.read(parts.contents())), file);
  }

  Contents contents() {
    return contents;
  }

  /** Whether it may be read; whoever enters has to leave. */
  boolean enter() {
    return users.updateAndGet(count -> count == 0 ? 0 : count + 1) > 0;
  }

  /** After {@link #enter}; the owner leaves once as well. */
  void leave() {
    if (users.decrementAndGet() == 0) {
      map.close();
    }
  }

  /** Null if there are too many worlds; the first who asks reads all blocks. */
  @Nullable WorldCounts worldCounts() {
    WorldCounts known = worldCounts;
    if (known == null) {
      known = WorldCounts.of(this);
      worldCounts = known;
    }
    return known;
  }

  /** Null if there are too many types; the first who asks reads those of all the block's events. */
  @Nullable TypeSteps typeSteps(int block) {
    if (contents.names().types().size() > TypeSteps.TYPES_MAX) {
      return null;
    }
    TypeSteps known = typeSteps.get(block);
    if (known == null) {
      known = TypeSteps.of(block(block));
      typeSteps.set(block, known);
    }
    return known;
  }

  WarmBlock block(int index) {
    return new WarmBlock(parts, contents, contents.blocks().get(index), file);
  }
}
