package io.ewig.engine.internal.chronicle;

import io.ewig.engine.format.segment.ManifestFormat;
import io.ewig.engine.internal.segment.SegmentAppender;
import io.ewig.engine.internal.segment.SegmentFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.openhft.chronicle.bytes.SyncMode;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.wire.WireType;

/** Makes {@code .cq4} files: one queue of one cycle per segment. */
public final class ChronicleFiles implements SegmentFiles {

  /** A record may take a quarter of a block, so this carries any frame. */
  private static final long BLOCK_BYTES_MIN = 8 << 20;

  private static final long BLOCK_BYTES_MAX = 64 << 20;

  /** What Chronicle remembers of the queue beside its file; never synced, and made anew. */
  private static final String METADATA = "metadata.cq4t";

  /** We hold the operating system's lock: nobody is there to wait for. */
  private static final long TIMEOUT_MILLIS = 500;

  /** Fails with a clear error where this JVM does not let Chronicle work. */
  public ChronicleFiles() {
    ChronicleBoot.run();
  }

  @Override
  public ManifestFormat.Writer writer() {
    return ManifestFormat.Writer.CHRONICLE;
  }

  @Override
  public Path preparedIn(Path directory) {
    return directory.resolve(OneCycle.PREPARED);
  }

  @Override
  public Path fileIn(Path directory) {
    return directory.resolve(writer().growing());
  }

  @Override
  public SegmentAppender open(Path directory, long bytes) throws IOException {
    long block = Math.max(BLOCK_BYTES_MIN, Math.min(BLOCK_BYTES_MAX, bytes));
    Files.deleteIfExists(directory.resolve(METADATA)); // a power loss may have torn it
    try {
      SingleChronicleQueue queue =
          SingleChronicleQueueBuilder.single(directory.toFile())
              .wireType(WireType.BINARY_LIGHT)
              .rollCycle(OneCycle.SEGMENT)
              .timeProvider(new OneCycle.Clock())
              .blockSize(block)
              .timeoutMS(TIMEOUT_MILLIS)
              .syncMode(SyncMode.NONE)
              .build();
      return appender(queue);
    } catch (RuntimeException | InternalError e) { // the latter: a mapped page had no place
      throw new IOException("Chronicle could not open " + directory + ": " + e.getMessage(), e);
    }
  }

  private static SegmentAppender appender(SingleChronicleQueue queue) {
    try {
      return new ChronicleAppender(queue);
    } catch (RuntimeException | Error e) {
      queue.close();
      throw e;
    }
  }
}
