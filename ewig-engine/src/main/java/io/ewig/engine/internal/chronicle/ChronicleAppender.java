package io.ewig.engine.internal.chronicle;

import io.ewig.engine.internal.segment.SegmentAppender;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.core.io.BackgroundResourceReleaser;
import net.openhft.chronicle.core.io.Closeable;
import net.openhft.chronicle.core.values.LongValue;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;

/** Adds frames to a queue as excerpts of raw bytes. */
final class ChronicleAppender implements SegmentAppender {

  private final SingleChronicleQueue queue;
  private final ExcerptAppender appender;
  private final Bytes<?> excerpt = Bytes.allocateElasticDirect(16 << 10);

  ChronicleAppender(SingleChronicleQueue queue) {
    this.queue = queue;
    queue // a dead process of the same number, as in containers, would seem to hold it for ever
        .metaStore()
        .doWithExclusiveLock(
            store -> {
              LongValue holder = store.acquireValueFor("chronicle.write.lock");
              holder.setOrderedValue(Long.MIN_VALUE);
              Closeable.closeQuietly(holder);
              return null;
            });
    this.appender = queue.createAppender();
    appender.singleThreadedCheckDisabled(true); // one thread at a time, not always the same
    excerpt.singleThreadedCheckDisabled(true);
  }

  @Override
  public void append(byte[] frame, int length) {
    excerpt.clear();
    excerpt.write(frame, 0, length);
    appender.writeBytes(excerpt);
  }

  @Override
  public void close() {
    if (queue.isClosed()) {
      return;
    }
    excerpt.releaseLast();
    appender.close();
    queue.close();
    BackgroundResourceReleaser.releasePendingResources(); // unmaps now, not some time later
  }
}
