package io.ewig.engine.internal.warm;

import io.ewig.engine.error.InternalException;
import io.ewig.engine.format.BytesOut;
import io.ewig.engine.format.Checksum;
import io.ewig.engine.format.FrameFormat;
import io.ewig.engine.format.FrameKeys;
import io.ewig.engine.format.FrameSeal;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.hash.Sha256;
import io.ewig.engine.internal.disk.Disk;
import java.io.IOException;
import java.nio.file.Path;

/** Writes the parts of a warm file from start to end, checksummed or encrypted. */
final class PartWriter {

  /** Each piece is forced by itself. */
  private static final int PIECE = 1 << 20;

  private final Disk disk;
  private final Path file;
  private final FrameKeys.Fresh key;
  private final Sha256 content = new Sha256();
  private final BytesOut frame = new BytesOut(4096);
  private final BytesOut piece = new BytesOut(64 << 10);
  private long written;
  private int frames;

  /** What a file amounts to. */
  record Written(long bytes, Hash content) {}

  PartWriter(Disk disk, Path file, FrameKeys keys) throws IOException {
    this.disk = disk;
    this.file = file;
    this.key = keys.fresh();
    int length = key.wrapped().length;
    InternalException.require(length <= WarmFormat.WRAPPED_BYTES_MAX, "a wrapped key is short");
    piece.putLong(WarmFormat.MAGIC).putInt(0).putInt(length).put(key.wrapped());
    piece.pad4();
    int checked = piece.size() - WarmFormat.CHECKED;
    piece.setInt(WarmFormat.CRC, Checksum.of(piece.array(), WarmFormat.CHECKED, checked));
    disk.write(file, new byte[0]);
  }

  /** Where the next part begins. */
  long offset() {
    return written + piece.size();
  }

  int frames() {
    return frames;
  }

  Where put(byte[] bytes, int length) throws IOException {
    Where where = new Where(offset(), frames, length);
    int at = 0;
    do {
      int body = Math.min(length - at, WarmFormat.FRAME_BODY_MAX);
      FrameSeal.open(frame, FrameFormat.CHUNK, frames++);
      frame.put(bytes, at, body);
      key.lock().close(frame, 0, 0);
      piece.putInt(frame.size()).put(frame.array(), 0, frame.size());
      at += body;
    } while (at < length);
    if (piece.size() >= PIECE) {
      drain();
    }
    return where;
  }

  private void drain() throws IOException {
    content.add(piece.array(), 0, piece.size());
    disk.append(file, piece.toArray());
    written += piece.size();
    piece.clear();
  }

  /** Ends the file; its bytes are durable then, its name is not. */
  Written finish(Where contents) throws IOException {
    int tail = piece.size();
    piece.putLong(contents.offset()).putInt(contents.number()).putInt(contents.length()).putInt(0);
    piece.putInt(Checksum.of(piece.array(), tail, WarmFormat.TAIL_CRC));
    drain();
    return new Written(written, content.finish());
  }
}
