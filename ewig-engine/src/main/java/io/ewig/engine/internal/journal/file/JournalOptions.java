package io.ewig.engine.internal.journal.file;

import io.ewig.engine.event.Origin;
import io.ewig.engine.format.FrameKeys;
import io.ewig.engine.internal.disk.Disk;
import io.ewig.engine.internal.segment.SegmentFiles;
import io.ewig.engine.log.Durability;
import java.nio.file.Path;
import java.util.concurrent.ScheduledExecutorService;
import java.util.random.RandomGenerator;

/**
 * What a journal is opened with.
 *
 * @param folder where its files lie
 * @param store the id of the database that it belongs to
 * @param files the kind of file that new segments get; existing ones of either kind are read
 * @param segmentBytes the size that segments grow to
 * @param holder who opens it, in words for whoever finds it locked
 * @param random where the secrets of segments come from
 * @param background where spare files are made and batches forced
 */
public record JournalOptions(
    Path folder,
    Origin store,
    Disk disk,
    SegmentFiles files,
    FrameKeys keys,
    Durability durability,
    long segmentBytes,
    boolean readOnly,
    String holder,
    RandomGenerator random,
    ScheduledExecutorService background) {

  /**
   * The first segment after an opening has this size: a small database is small, and opens at once.
   */
  public static final long FIRST_SEGMENT_BYTES = 1 << 20;

  /** Each segment is so many times as large as the one before, up to the limit. */
  public static final int GROWTH = 4;

  public static final long SEGMENT_BYTES_MIN = FIRST_SEGMENT_BYTES;

  /** A segment is mapped as a whole, and a mapping ends at 2 GiB. */
  public static final long SEGMENT_BYTES_MAX = 1 << 30;

  public JournalPaths paths() {
    return new JournalPaths(folder);
  }
}
