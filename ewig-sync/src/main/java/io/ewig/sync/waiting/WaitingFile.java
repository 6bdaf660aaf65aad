package io.ewig.sync.waiting;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.ResourceException;
import io.ewig.engine.error.UserException;
import io.ewig.engine.format.BytesIn;
import io.ewig.engine.format.BytesOut;
import io.ewig.engine.format.Checksum;
import io.ewig.sync.protocol.FrameFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * Commits that wait, in a file:
 *
 * <pre>
 * file   = magic: "EWIGWAIT", version: u8, protocol: u8, record*
 * record = length: u32, body (length bytes), check: u32
 *          body is frames of ewig-sync/1 of the revision protocol: blobs, then the events of one
 *          commit; check is the CRC32C of length and body
 * </pre>
 *
 * <p>A record counts as a whole or not at all, and nothing counts behind one that does not: what
 * was forced is found again, what a crash cut off is thrown away. So is a file of another version.
 * One thread.
 */
final class WaitingFile {

  static final int VERSION = 1;

  private static final long MAGIC = 0x54494157_47495745L; // EWIGWAIT
  private static final int HEADER_BYTES = 10;
  private static final int RECORD_BYTES = 8; // beside the body

  /** What is longer is not ours: no bound was ever so high. */
  private static final long FILE_BYTES_MAX = 256 << 20;

  private final Path file;
  private long bytes; // how long the file is; 0: there is none
  private int records; // how many it holds

  WaitingFile(Path file) {
    this.file = file;
  }

  /** What it holds, as far as that is sound; what is behind that is cut off. */
  List<Waiting> read() {
    List<Waiting> found = new ArrayList<>();
    try {
      if (!Files.exists(file)) {
        return found;
      }
      bytes = Files.size(file);
      int sound = bytes > FILE_BYTES_MAX ? 0 : read(Files.readAllBytes(file), found);
      records = found.size();
      if (sound < bytes) {
        cut(sound);
      }
      return found;
    } catch (IOException e) {
      throw failed("read", e);
    }
  }

  /** Adds what can be read; how many bytes that takes. */
  private int read(byte[] all, List<Waiting> found) {
    BytesIn in = new BytesIn(all, file.toString());
    if (in.remaining() < HEADER_BYTES
        || in.getLong() != MAGIC
        || in.getByte() != VERSION
        || in.getByte() != FrameFormat.VERSION) {
      return 0;
    }
    int sound = in.at();
    while (in.remaining() >= RECORD_BYTES) {
      int length = in.getInt();
      if (length <= 0 || length > in.remaining() - Integer.BYTES) {
        return sound;
      }
      int from = in.at();
      in.skip(length);
      if (in.getInt() != Checksum.of(all, sound, Integer.BYTES + length)) {
        return sound;
      }
      try {
        found.add(Waiting.read(Arrays.copyOfRange(all, from, from + length)));
      } catch (CorruptionException | UserException notOurs) {
        return sound; // written under rules that are no longer: it comes again
      }
      sound = in.at();
    }
    return sound;
  }

  private void cut(int sound) throws IOException {
    if (sound < HEADER_BYTES) {
      clear();
      return;
    }
    try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE)) {
      out.truncate(sound);
      out.force(true);
    }
    bytes = sound;
  }

  /** Adds some to what it holds; durable when it returns. */
  void add(Collection<Waiting> some) {
    try {
      if (bytes == 0) {
        write(some);
        return;
      }
      BytesOut out = new BytesOut(1 << 12);
      some.forEach(each -> put(each, out));
      append(file, out, bytes, StandardOpenOption.WRITE);
      bytes += out.size();
      records += some.size();
    } catch (IOException e) {
      throw failed("write", e);
    }
  }

  /**
   * Holds just these from now on, which it held before beside others: one of those that are taken
   * in may be erased, and is to be nowhere then.
   */
  void keepOnly(Collection<Waiting> those) {
    try {
      if (those.isEmpty()) {
        clear();
      } else if (those.size() < records) {
        write(those);
      }
    } catch (IOException e) {
      throw failed("write", e);
    }
  }

  private void clear() throws IOException {
    if (bytes > 0 && Files.deleteIfExists(file)) {
      forceFolder();
    }
    bytes = 0;
    records = 0;
  }

  /** A reader finds the old file or the new one. */
  private void write(Collection<Waiting> those) throws IOException {
    BytesOut out = new BytesOut(1 << 12);
    out.putLong(MAGIC).putByte(VERSION).putByte(FrameFormat.VERSION);
    those.forEach(each -> put(each, out));
    Files.createDirectories(file.toAbsolutePath().getParent());
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    append(
        fresh,
        out,
        0,
        StandardOpenOption.CREATE,
        StandardOpenOption.WRITE,
        StandardOpenOption.TRUNCATE_EXISTING);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    forceFolder();
    bytes = out.size();
    records = those.size();
  }

  private static void put(Waiting each, BytesOut out) {
    byte[] body = each.body();
    int from = out.size();
    out.putInt(body.length).put(body);
    out.putInt(Checksum.of(out.array(), from, out.size() - from));
  }

  private static void append(Path to, BytesOut out, long at, OpenOption... how) throws IOException {
    try (FileChannel channel = FileChannel.open(to, how)) {
      ByteBuffer rest = ByteBuffer.wrap(out.array(), 0, out.size());
      while (rest.hasRemaining()) {
        channel.write(rest, at + rest.position());
      }
      channel.force(true);
    }
  }

  private void forceFolder() throws IOException {
    try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent())) {
      folder.force(true);
    }
  }

  private ResourceException failed(String verb, IOException e) {
    return new ResourceException(
        ErrorCode.IO_FAILED, "could not " + verb + " " + file + ": " + e.getMessage(), e);
  }
}
