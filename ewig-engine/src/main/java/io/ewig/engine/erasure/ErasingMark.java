package io.ewig.engine.erasure;

import io.ewig.engine.error.ResourceException;
import io.ewig.engine.format.BytesIn;
import io.ewig.engine.format.BytesOut;
import io.ewig.engine.format.Checksum;
import io.ewig.engine.hash.Preimage;
import io.ewig.engine.internal.disk.Disk;
import io.ewig.engine.internal.disk.DiskFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The file {@code erasing.ewe}, which is there as long as an erasure may not have come to its end.
 *
 * <pre>
 *   0        8        16    20
 *   +--------+--------+-----+
 *   | magic  | size   | crc |    size: events in the log before those that say what is erased
 *   +--------+--------+-----+    crc: CRC32C of what comes before it
 *   magic "EWIGERA" 0x01
 * </pre>
 *
 * <p>It is durable before the event, and goes when nothing is left to be done. One that can't be
 * read counts as saying 0: then all that was ever erased is looked at again.
 */
public final class ErasingMark {

  public static final String NAME = "erasing.ewe";

  private static final long MAGIC = Long.reverseBytes(Preimage.domain("EWIGERA\u0001"));
  private static final int CRC = 16;
  private static final int BYTES = 20;

  private final @Nullable Disk disk; // null: in memory
  private final Path file;
  private OptionalLong known = OptionalLong.empty(); // guarded by this, like holders
  private int holders;

  private ErasingMark(@Nullable Disk disk, Path file) {
    this.disk = disk;
    this.file = file;
  }

  /** For a database that is gone when it is closed. */
  public static ErasingMark inMemory() {
    return new ErasingMark(null, Path.of(NAME));
  }

  public static ErasingMark open(Disk disk, Path folder) {
    ErasingMark mark = new ErasingMark(disk, folder.resolve(NAME));
    try {
      if (disk.exists(mark.file)) {
        mark.known = OptionalLong.of(read(disk.read(mark.file)));
      }
      return mark;
    } catch (IOException e) {
      throw mark.failure("read", e);
    }
  }

  static long read(byte[] bytes) {
    if (bytes.length != BYTES) {
      return 0;
    }
    BytesIn in = new BytesIn(bytes, NAME);
    boolean isOurs = in.getLong() == MAGIC;
    long size = in.getLong();
    return isOurs && size >= 0 && in.getInt() == Checksum.of(bytes, 0, CRC) ? size : 0;
  }

  static byte[] write(long size) {
    BytesOut out = new BytesOut(BYTES);
    out.putLong(MAGIC).putLong(size);
    return out.putInt(Checksum.of(out.array(), 0, CRC)).toArray();
  }

  /** How long the log was before what is not finished; empty if all is. */
  public synchronized OptionalLong unfinished() {
    return known;
  }

  /** Notes, for good, that something behind a place of the log is to be erased. */
  public synchronized void begin(long size) {
    if (known.isPresent() && known.getAsLong() <= size) {
      return;
    }
    if (disk != null) {
      try {
        disk.replace(file, write(size));
      } catch (IOException e) {
        throw failure("write", e);
      }
    }
    known = OptionalLong.of(size);
  }

  /** Likewise, for who may say of more that it is to be erased: it stays until he is done. */
  synchronized void hold(long size) {
    begin(size);
    holders++;
  }

  synchronized void release() {
    holders--;
  }

  /** Notes that nothing is left to be done, unless somebody may still say something. */
  public synchronized void end() {
    if (holders > 0) {
      return;
    }
    if (disk != null && known.isPresent()) {
      try {
        disk.delete(file);
        disk.forceDirectory(Disk.parentOf(file));
      } catch (IOException e) {
        throw failure("delete", e);
      }
    }
    known = OptionalLong.empty();
  }

  private ResourceException failure(String what, IOException e) {
    return DiskFailure.of(what, file, e);
  }
}
