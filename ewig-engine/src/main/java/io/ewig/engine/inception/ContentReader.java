package io.ewig.engine.inception;

import io.ewig.engine.format.BytesIn;
import io.ewig.engine.inception.Entry.Section;
import io.ewig.engine.internal.zstd.Zstd;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;

/** Reads the entries of a state, block by block; one thread. */
final class ContentReader implements Iterator<Entry> {

  private final BytesIn in;
  private final String file;
  private BytesIn block;
  private Section section = Section.FIRST;
  private @Nullable Milestones milestones;
  private @Nullable Entry next;

  ContentReader(byte[] content, String file) {
    this.in = new BytesIn(content, file);
    this.file = file;
    this.block = new BytesIn(new byte[0], file);
    advance();
  }

  /** What it says of milestones. */
  Optional<Milestones> milestones() {
    return Optional.ofNullable(milestones);
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public Entry next() {
    Entry now = next;
    if (now == null) {
      throw new NoSuchElementException("the state ends here");
    }
    advance();
    return now;
  }

  private void advance() {
    next = null;
    while (next == null && (block.remaining() > 0 || in.remaining() > 0)) {
      if (block.remaining() == 0) {
        block = new BytesIn(nextBlock(), file);
      } else {
        next = read();
      }
    }
  }

  private byte[] nextBlock() {
    int rawLength = in.getCount(SignedCheckpointFormat.RAW_BYTES_MAX, "bytes of a block");
    int length = in.getCount(rawLength, "bytes of a compressed block");
    byte[] bytes = in.get(length);
    if (length == rawLength) {
      return bytes;
    }
    try {
      return Zstd.decompress(bytes, 0, length, rawLength);
    } catch (DataFormatException e) {
      throw in.malformed("a block can't be decompressed: " + e.getMessage());
    }
  }

  /** Null for what says something about the entries behind it. */
  private @Nullable Entry read() {
    int kind = block.getByte();
    if (kind == SignedCheckpointFormat.MILESTONES && milestones == null) {
      byte[] bytes = block.get(block.getCount(block.remaining(), "bytes of milestones"));
      milestones = MilestonesCodec.read(bytes, file);
      return null;
    } else if (kind == SignedCheckpointFormat.SECTION) {
      section = section();
      return null;
    } else if (kind > SignedCheckpointFormat.KINDS) {
      throw block.malformed("an entry of kind " + kind);
    }
    return entry(kind);
  }

  private Section section() {
    Milestones known = milestones;
    int count = known == null ? 1 : known.count();
    int lines = known == null ? 1 : known.lines().size();
    int milestone = block.getCount(count, "milestones");
    int line = block.getCount(lines, "lines");
    if (milestone >= count || line >= lines || milestone < section.milestone()) {
      throw block.malformed("a section of line " + line + " by milestone " + milestone);
    }
    return new Section(milestone, line);
  }

  private Entry entry(int kind) {
    boolean isTimed = (kind & SignedCheckpointFormat.TIMED) != 0;
    boolean isNothing = (kind & SignedCheckpointFormat.NOTHING) != 0;
    byte[] key = block.get(block.getCount(SignedCheckpointFormat.KEY_BYTES_MAX, "bytes of a key"));
    long from = isTimed ? block.getLong() : Long.MIN_VALUE;
    long to = isTimed ? block.getLong() : Long.MAX_VALUE;
    if (key.length == 0 || from >= to) {
      throw block.malformed("an entry of " + key.length + " bytes from " + from + " to " + to);
    }
    byte[] value =
        isNothing ? null : block.get(block.getCount(block.remaining(), "bytes of a value"));
    boolean isEverywhere = (kind & SignedCheckpointFormat.EVERYWHERE) != 0;
    return new Entry(section, isEverywhere, key, from, to, value);
  }
}
