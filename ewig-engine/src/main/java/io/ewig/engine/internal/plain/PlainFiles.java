package io.ewig.engine.internal.plain;

import io.ewig.engine.format.segment.ManifestFormat;
import io.ewig.engine.format.segment.RecordFormat;
import io.ewig.engine.internal.disk.Disk;
import io.ewig.engine.internal.disk.DiskMap;
import io.ewig.engine.internal.segment.SegmentAppender;
import io.ewig.engine.internal.segment.SegmentFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Makes {@code .ewl} files.
 *
 * <pre>
 *   0        4                     24
 *   +--------+---------------------+------------------------------+
 *   | word   | "EWIGLOG plain 001" | records, see RecordFormat ...|
 *   | 4      | and 0: 20           |                              |
 *   +--------+---------------------+------------------------------+
 *   word: a META record of 20 bytes
 * </pre>
 */
public final class PlainFiles implements SegmentFiles {

  private static final byte[] MAGIC = "EWIGLOG plain 001\0\0\0".getBytes(StandardCharsets.US_ASCII);

  private final Disk disk;

  public PlainFiles(Disk disk) {
    this.disk = disk;
  }

  @Override
  public ManifestFormat.Writer writer() {
    return ManifestFormat.Writer.PLAIN;
  }

  @Override
  public Path preparedIn(Path directory) {
    return directory.resolve("events.ewl.prepared");
  }

  @Override
  public Path fileIn(Path directory) {
    return directory.resolve(writer().growing());
  }

  @Override
  public SegmentAppender open(Path directory, long bytes) throws IOException {
    if (disk.exists(preparedIn(directory))) {
      disk.rename(preparedIn(directory), fileIn(directory));
    }
    DiskMap map = disk.map(fileIn(directory), bytes, true);
    try {
      return new PlainAppender(map, start(map.bytes()));
    } catch (RuntimeException | Error e) {
      map.close();
      throw e;
    }
  }

  /** Writes the magic if it is not there yet; returns where the records end. */
  private static int start(ByteBuffer buffer) {
    if (buffer.getInt(0) == 0) {
      buffer.put(RecordFormat.WORD_BYTES, MAGIC);
      buffer.putInt(0, RecordFormat.META | MAGIC.length);
    }
    int at = 0;
    for (int word = buffer.getInt(0); word != 0; word = buffer.getInt(at)) {
      at = RecordFormat.next(at, word);
    }
    return at;
  }
}
