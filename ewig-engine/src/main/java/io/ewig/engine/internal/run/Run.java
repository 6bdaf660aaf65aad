package io.ewig.engine.internal.run;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.format.BytesIn;
import io.ewig.engine.format.Checksum;
import io.ewig.engine.format.FrameKeys;
import io.ewig.engine.format.FrameLock;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.internal.disk.DiskMap;
import io.ewig.engine.internal.version.Group;
import io.ewig.engine.internal.version.Moment;
import io.ewig.engine.internal.version.Sample;
import io.ewig.engine.internal.version.Scan;
import io.ewig.engine.internal.version.Store;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run that can be read, by any thread.
 *
 * <p>Not after {@link #close}: readers must have left before.
 */
public final class Run implements Store, AutoCloseable {

  private final DiskMap map;
  private final Content content;
  private final RunFooter footer;
  private final Basis basis;
  private final RunKeys keys;
  private final int slotWidth;
  private final int tagShift;
  private final long slotMask;
  private final long bytes;
  private final int number;

  private Run(DiskMap map, Content content, RunFooter footer, int number) {
    this.map = map;
    this.content = content;
    this.footer = footer;
    this.basis = Basis.of(content, footer);
    this.keys = new RunKeys(basis, footer);
    this.slotWidth = footer.slotWidth();
    this.tagShift = footer.offsetWidth() * Byte.SIZE;
    this.slotMask = RunFormat.mask(slotWidth);
    this.bytes = map.bytes().limit();
    this.number = number;
  }

  /**
   * Checks header, footer and checksums; pages follow when they are read.
   *
   * @param map the whole file; closed by {@link #close}
   */
  static Run open(DiskMap map, int number, FrameKeys keys, PageCache cache, String file) {
    ByteBuffer bytes = map.bytes();
    byte[] wrapped = wrapped(bytes, file);
    boolean isSealed = wrapped.length > 0;
    int lastPage = bytes.limit() - (isSealed ? RunFormat.FRAME : RunFormat.PAGE);
    FrameLock lock = isSealed ? keys.unwrap(wrapped) : FrameLock.CLEAR;
    byte[] page = new byte[RunFormat.PAGE];
    if (isSealed) {
      int frames = (bytes.limit() - RunFormat.PAGE) / RunFormat.FRAME;
      page = SealedContent.open(bytes, frames - 1, lock, file);
    } else {
      bytes.get(lastPage, page);
    }
    RunFooter footer = RunFooter.read(page, file, lastPage);
    long behindHeader =
        isSealed
            ? (footer.pages() + 1L) * RunFormat.FRAME
            : (footer.pages() + 1L) * RunFormat.PAGE + ClearContent.sumsBytes(footer.pages());
    if (bytes.limit() != RunFormat.PAGE + behindHeader) {
      throw corrupt(file, lastPage, "a footer of another length of run: " + footer);
    }
    if (isSealed) {
      Content content = new SealedContent(bytes, footer.pages(), lock, cache, file);
      return new Run(map, content, footer, number);
    }
    ClearContent content = new ClearContent(bytes, footer.pages(), file);
    content.checkSums(footer.sums());
    return new Run(map, content, footer, number);
  }

  private static byte[] wrapped(ByteBuffer bytes, String file) {
    if (bytes.limit() < 2 * RunFormat.PAGE) {
      throw corrupt(file, 0, "a run of " + bytes.limit() + " bytes");
    }
    byte[] header = new byte[RunFormat.PAGE];
    bytes.get(0, header);
    BytesIn in = new BytesIn(header, file);
    if (in.getLong() != RunFormat.MAGIC) {
      throw corrupt(file, 0, "not a run of a format this version knows");
    }
    int crc = Checksum.of(header, RunFormat.CHECKED, RunFormat.PAGE - RunFormat.CHECKED);
    if (in.getInt() != crc) {
      throw corrupt(file, 0, "the checksum of a run's header does not hold");
    }
    byte[] wrapped = in.get(in.getInt());
    if (wrapped.length > 0 && (bytes.limit() - RunFormat.PAGE) % RunFormat.FRAME != 0) {
      throw corrupt(file, 0, "an encrypted run of " + bytes.limit() + " bytes");
    }
    return wrapped;
  }

  private static CorruptionException corrupt(String file, long offset, String what) {
    return new CorruptionException(ErrorCode.CORRUPT_FILE, file, offset, what);
  }

  @Override
  public @Nullable Group find(byte[] key, long hash) {
    int slots = footer.slots();
    if (slots == 0) {
      return findInOrder(key);
    }
    int slot = RunFormat.firstSlot(hash, slots);
    for (int probes = 0; probes < RunFormat.PROBES_MAX; probes++) {
      long found = content.getLong(footer.table() + slot * slotWidth) & slotMask;
      if (found == 0) {
        return null;
      }
      long offset = found ^ (hash & 0xFF) << tagShift;
      if (offset >>> tagShift == 0 && GroupKey.is(basis, (int) offset - 1, key)) {
        return new RunGroup(basis, (int) offset - 1);
      }
      slot = slot + 1 == slots ? 0 : slot + 1;
    }
    return null;
  }

  private @Nullable Group findInOrder(byte[] key) {
    int index = keys.countBelow(key);
    return keys.isAt(index, key) ? keys.group(index) : null;
  }

  @Override
  public Walk walk(byte @Nullable [] bound, boolean backward) {
    int start = backward ? keys.count() : 0;
    return new RunWalk(bound == null ? start : keys.countBelow(bound), backward);
  }

  /** Keys at even distances. */
  @Override
  public Sample sample(byte[] from, byte[] to, int atMost) {
    int first = keys.countBelow(from);
    int count = Math.max(0, keys.countBelow(to) - first);
    int wanted = Math.min(atMost, count);
    List<byte[]> picks = new ArrayList<>(wanted);
    for (long i = 0; i < wanted; i++) {
      picks.add(keys.key(first + (int) ((2 * i + 1) * count / (2L * wanted))));
    }
    return new Sample(count, picks);
  }

  /** Walks over the directory; groups are read before it comes to them. */
  @Override
  public Scan scan(byte[] from, byte[] to, Moment moment) {
    return new RunScan(basis, keys, from, to, moment);
  }

  private final class RunWalk implements Walk {

    private static final int AHEAD = 16;

    private final int step;
    private int index;
    private int at;

    @SuppressWarnings("UnusedVariable") // of no use, but for what it is made of to be read
    private long touched;

    RunWalk(int start, boolean backward) {
      this.step = backward ? -1 : 1;
      this.index = backward ? start : start - 1;
    }

    @Override
    public boolean next() {
      index += step;
      boolean isThere = index >= 0 && index < keys.count();
      if (isThere) {
        at = keys.at(index);
        int later = index + step * AHEAD;
        if (later >= 0 && later < keys.count()) {
          touched += content.fetch(keys.at(later), RunFormat.GROUP_FETCHED);
        }
      }
      return isThere;
    }

    @Override
    public byte[] key() {
      return GroupKey.copy(basis, at);
    }

    @Override
    public int compare(byte[] other) {
      return GroupKey.compare(basis, at, other, other.length);
    }

    @Override
    public Group group() {
      return new RunGroup(basis, at);
    }
  }

  /** Reads and checks every page. */
  public void check() {
    content.check();
  }

  public int level() {
    return footer.level();
  }

  @Override
  public long fromSeq() {
    return footer.fromSeq();
  }

  @Override
  public long earliestFrom() {
    return footer.earliestFrom();
  }

  public long endSeq() {
    return footer.endSeq();
  }

  /** The log chain at the end. */
  public Hash chain() {
    return footer.chain();
  }

  public long versions() {
    return footer.versions();
  }

  @Override
  public int keys() {
    return footer.groups();
  }

  /** The length of the file. */
  public long bytes() {
    return bytes;
  }

  int number() {
    return number;
  }

  @Override
  public void close() {
    map.close();
  }
}
