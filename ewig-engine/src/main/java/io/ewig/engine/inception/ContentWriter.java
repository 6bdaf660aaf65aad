package io.ewig.engine.inception;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.format.BytesOut;
import io.ewig.engine.internal.zstd.Zstd;

/** Writes the entries of a state, see {@link SignedCheckpointFormat}; one thread. */
public final class ContentWriter {

  private final BytesOut content = new BytesOut(SignedCheckpointFormat.BLOCK_BYTES_MAX);
  private final BytesOut block = new BytesOut(SignedCheckpointFormat.BLOCK_BYTES_MAX);

  private Entry.Section section = Entry.Section.FIRST;

  /** Says which milestones there are; comes first, and is left out where they are not asked for. */
  public void put(Milestones milestones) {
    byte[] bytes = MilestonesCodec.write(milestones);
    block.putByte(SignedCheckpointFormat.MILESTONES).putVarint(bytes.length).put(bytes);
  }

  /** Entries come by section, and by no milestone after those of a later one. */
  public void add(Entry entry, boolean isTimed) {
    if (!entry.at().equals(section)) {
      section = entry.at();
      block.putByte(SignedCheckpointFormat.SECTION);
      block.putVarint(section.milestone()).putVarint(section.line());
    }
    byte[] value = entry.value();
    int kind = entry.everywhere() ? SignedCheckpointFormat.EVERYWHERE : 0;
    kind += isTimed ? SignedCheckpointFormat.TIMED : 0;
    block.putByte(kind + (value == null ? SignedCheckpointFormat.NOTHING : 0));
    block.putVarint(entry.key().length).put(entry.key());
    if (isTimed) {
      block.putLong(entry.validFrom()).putLong(entry.validTo());
    }
    if (value != null) {
      block.putVarint(value.length).put(value);
    }
    if (block.size() >= SignedCheckpointFormat.BLOCK_BYTES_MAX) {
      finishBlock();
    }
  }

  private void finishBlock() {
    byte[] raw = block.toArray();
    byte[] shorter = Zstd.compress(raw, raw.length);
    byte[] bytes = shorter == null ? raw : shorter;
    if ((long) content.size() + bytes.length > SignedCheckpointFormat.BYTES_MAX / 2) {
      throw new UserException(
          ErrorCode.LIMIT_EXCEEDED,
          "the state takes more than "
              + SignedCheckpointFormat.BYTES_MAX / 2
              + " bytes, and a checkpoint is made in memory; fill a new replica by ewig sync without"
              + " --from-checkpoint");
    }
    content.putVarint(raw.length).putVarint(bytes.length).put(bytes);
    block.clear();
  }

  public byte[] finish() {
    if (block.size() > 0) {
      finishBlock();
    }
    return content.toArray();
  }
}
