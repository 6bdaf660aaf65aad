package io.ewig.engine.internal.run;

import io.ewig.engine.error.InternalException;
import io.ewig.engine.format.BytesOut;
import io.ewig.engine.format.Checksum;
import io.ewig.engine.format.FrameFormat;
import io.ewig.engine.format.FrameKeys;
import io.ewig.engine.format.FrameSeal;
import io.ewig.engine.internal.disk.Disk;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Writes the pages of a run from start to end: checksums them, or encrypts them, and hands them to
 * the disk in large pieces.
 */
final class PageWriter implements Target {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Each piece is forced by itself, so it should be large; a merge takes so much memory twice. */
  private static final int PIECE = 4 << 20;

  private final Disk disk;
  private final Path file;
  private final FrameKeys.Fresh key;
  private final BytesOut frame = new BytesOut(RunFormat.FRAME + 64);
  private final BytesOut frames = new BytesOut(4096);
  private final BytesOut sums = new BytesOut(4096);
  private byte[] piece = new byte[64 << 10]; // grows to PIECE
  private int size;
  private long done;
  private int pages;
  private long fileBytes;

  PageWriter(Disk disk, Path file, FrameKeys keys) throws IOException {
    this.disk = disk;
    this.file = file;
    this.key = keys.fresh();
    BytesOut header = new BytesOut(RunFormat.PAGE);
    header.putLong(RunFormat.MAGIC).putInt(0).putInt(key.wrapped().length).put(key.wrapped());
    InternalException.require(header.size() <= RunFormat.PAGE, "a wrapped key fits into a page");
    header.setSize(RunFormat.PAGE);
    int crc = Checksum.of(header.array(), RunFormat.CHECKED, RunFormat.PAGE - RunFormat.CHECKED);
    header.setInt(RunFormat.CRC, crc);
    disk.write(file, header.toArray());
    fileBytes = RunFormat.PAGE;
  }

  private boolean isSealed() {
    return key.wrapped().length > 0;
  }

  /** The offset of the next byte in the content. */
  @Override
  public long position() {
    return done + size;
  }

  /** How long the file is by now. */
  long fileBytes() {
    return fileBytes;
  }

  @Override
  public void put(long value, int width) throws IOException {
    if (size + Long.BYTES <= piece.length) {
      LONGS.set(piece, size, value);
      size += width;
      return;
    }
    long rest = value;
    for (int i = 0; i < width; i++) {
      room();
      piece[size++] = (byte) rest;
      rest >>>= Byte.SIZE;
    }
  }

  @Override
  public void put(byte[] bytes, int length) throws IOException {
    for (int at = 0; at < length; ) {
      room();
      int part = Math.min(length - at, piece.length - size);
      System.arraycopy(bytes, at, piece, size, part);
      size += part;
      at += part;
    }
  }

  private void room() throws IOException {
    if (size < piece.length) {
      return;
    }
    if (piece.length < PIECE) {
      piece = Arrays.copyOf(piece, piece.length * 2);
    } else {
      drain();
    }
  }

  /** Fills up the last page and writes what is left. */
  void finishPages() throws IOException {
    int padded = (size + RunFormat.PAGE - 1) & -RunFormat.PAGE;
    Arrays.fill(piece, size, padded, (byte) 0); // a piece is made of whole pages
    size = padded;
    drain();
    if (!isSealed()) {
      sums.setSize(ClearContent.sumsBytes(pages));
      append(sums.toArray());
    }
  }

  private void drain() throws IOException {
    for (int at = 0; at < size; at += RunFormat.PAGE) {
      if (isSealed()) {
        seal(piece, at);
      } else {
        sums.putInt(Checksum.of(piece, at, RunFormat.PAGE));
      }
      pages++;
    }
    if (isSealed()) {
      append(frames.toArray());
      frames.clear();
    } else if (size > 0) {
      append(size == piece.length ? piece : Arrays.copyOf(piece, size));
    }
    done += size;
    size = 0;
  }

  private void seal(byte[] bytes, int at) {
    FrameSeal.open(frame, FrameFormat.CHUNK, pages);
    frame.put(bytes, at, RunFormat.PAGE);
    key.lock().close(frame, 0, 0);
    InternalException.require(
        frame.size() == RunFormat.FRAME, "every sealed page has the same length");
    frames.put(frame.array(), 0, frame.size());
  }

  private void append(byte[] bytes) throws IOException {
    disk.append(file, bytes);
    fileBytes += bytes.length;
  }

  int pages() {
    return pages;
  }

  /** The checksum over all checksums; only after {@link #finishPages}. */
  int sumsChecksum() {
    return isSealed() ? 0 : Checksum.of(sums.array(), 0, sums.size());
  }

  void finish(RunFooter footer) throws IOException {
    byte[] page = footer.write();
    if (isSealed()) {
      seal(page, 0);
      append(frames.toArray());
    } else {
      append(page);
    }
  }
}
