package io.ewig.engine.internal.run;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.format.BytesIn;
import io.ewig.engine.format.BytesOut;
import io.ewig.engine.format.Checksum;
import io.ewig.engine.hash.Hash;

/** The footer of a run, see {@link RunFormat}. */
record RunFooter(
    int level,
    long fromSeq,
    long endSeq,
    Hash chain,
    long versions,
    int groups,
    int slots,
    int directory,
    int table,
    int pages,
    int sums,
    long earliestFrom,
    long nanos,
    int prefixes) {

  byte[] write() {
    BytesOut out = new BytesOut(RunFormat.PAGE);
    out.putLong(RunFormat.MAGIC).putInt(0).putInt(level).putLong(fromSeq).putLong(endSeq);
    out.putHash(chain).putLong(versions).putInt(groups).putInt(slots);
    out.putInt(directory).putInt(table).putInt(pages).putInt(sums).putLong(earliestFrom);
    out.putLong(nanos).putInt(prefixes);
    out.setSize(RunFormat.PAGE);
    int crc = Checksum.of(out.array(), RunFormat.CHECKED, RunFormat.PAGE - RunFormat.CHECKED);
    out.setInt(RunFormat.CRC, crc);
    return out.toArray();
  }

  /**
   * @param offset where it lies in the file
   */
  static RunFooter read(byte[] page, String file, long offset) {
    BytesIn in = new BytesIn();
    in.wrap(page, 0, page.length, file, offset);
    long magic = in.getLong();
    int crc = in.getInt();
    if (magic != RunFormat.MAGIC
        || crc != Checksum.of(page, RunFormat.CHECKED, RunFormat.PAGE - RunFormat.CHECKED)) {
      throw corrupt(file, offset, "the footer of a run is not what was written");
    }
    RunFooter footer =
        new RunFooter(
            in.getInt(),
            in.getLong(),
            in.getLong(),
            in.getHash(),
            in.getLong(),
            in.getInt(),
            in.getInt(),
            in.getInt(),
            in.getInt(),
            in.getInt(),
            in.getInt(),
            in.getLong(),
            in.getLong(),
            in.getInt());
    if (!footer.isPossible()) {
      throw corrupt(file, offset, "an impossible footer of a run: " + footer);
    }
    return footer;
  }

  /** How many bytes say where a group is. */
  int offsetWidth() {
    return RunFormat.width(directory);
  }

  int slotWidth() {
    return offsetWidth() + RunFormat.TAG;
  }

  /** Where they start. */
  int prefixesAt() {
    return table + slots * slotWidth();
  }

  private boolean isPossible() {
    long end = (long) pages << RunFormat.PAGE_SHIFT;
    return level >= 0
        && fromSeq >= 0
        && fromSeq <= endSeq
        && pages >= 0
        && end <= Integer.MAX_VALUE
        && groups >= 0
        && slots >= 0
        && directory >= 0
        && table >= 0
        && prefixes >= 0
        && prefixes <= RunFormat.PREFIXES_MAX
        && directory + (long) groups * offsetWidth() <= end
        && table + (long) slots * slotWidth() + (long) prefixes * RunFormat.PREFIX <= end;
  }

  private static CorruptionException corrupt(String file, long offset, String what) {
    return new CorruptionException(ErrorCode.CORRUPT_FILE, file, offset, what);
  }
}
