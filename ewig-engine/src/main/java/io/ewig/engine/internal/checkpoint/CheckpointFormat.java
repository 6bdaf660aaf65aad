package io.ewig.engine.internal.checkpoint;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Branch;
import io.ewig.engine.format.BytesIn;
import io.ewig.engine.format.BytesOut;
import io.ewig.engine.format.Checksum;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.hash.Preimage;
import io.ewig.engine.internal.state.State;
import java.util.ArrayList;
import java.util.List;

/**
 * The list of checkpoints, {@code checkpoints.ewc}; replaced as a whole.
 *
 * <pre>
 *   0        8     12      16         48
 *   +--------+-----+-------+----------+-----------------+
 *   | magic  | crc | count | rules    | count x entry   |
 *   | 8      | 4   | 4     | 32       |                 |
 *   +--------+-----+-------+----------+-----------------+
 *   magic "EWIGCHK" 0x01; crc: CRC32C of all behind it
 *   rules: by which state follows from the log, as {@link State#rules} says
 *
 *   0      8         16      48     80
 *   +------+---------+-------+------+--------+------+
 *   | size | entries | chain | root | length | line |
 *   | 8    | 8       | 32    | 32   | varint | UTF-8|
 *   +------+---------+-------+------+--------+------+
 * </pre>
 */
final class CheckpointFormat {

  private static final long MAGIC = Long.reverseBytes(Preimage.domain("EWIGCHK\u0001"));
  private static final int CRC = 8;
  private static final int CHECKED = 12;
  private static final int HEADER = 48;
  private static final int ENTRY_BYTES_MIN = 82;

  /** A list as it was read. */
  record Content(Hash rules, List<Checkpoint> checkpoints) {}

  private CheckpointFormat() {}

  static byte[] write(Hash rules, List<Checkpoint> checkpoints) {
    BytesOut out = new BytesOut(HEADER + checkpoints.size() * 2 * ENTRY_BYTES_MIN);
    out.putLong(MAGIC).putInt(0).putInt(checkpoints.size()).putHash(rules);
    for (Checkpoint checkpoint : checkpoints) {
      out.putLong(checkpoint.size()).putLong(checkpoint.entries());
      out.putHash(checkpoint.chain()).putHash(checkpoint.root());
      out.putText(checkpoint.line().name());
    }
    out.setInt(CRC, Checksum.of(out.array(), CHECKED, out.size() - CHECKED));
    return out.toArray();
  }

  static Content read(byte[] bytes, String file) {
    BytesIn in = new BytesIn(bytes, file);
    if (bytes.length < HEADER || in.getLong() != MAGIC) {
      throw corrupt(file, 0, "not a list of checkpoints of a format this version knows");
    }
    if (in.getInt() != Checksum.of(bytes, CHECKED, bytes.length - CHECKED)) {
      throw corrupt(file, CRC, "the checksum of the list of checkpoints does not hold");
    }
    int count = in.getInt();
    Hash rules = in.getHash();
    if (count < 0 || count > in.remaining() / ENTRY_BYTES_MIN) {
      throw corrupt(file, CHECKED, count + " checkpoints in " + bytes.length + " bytes");
    }
    List<Checkpoint> checkpoints = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      checkpoints.add(readEntry(in, file));
    }
    if (in.remaining() > 0) {
      throw corrupt(file, in.at(), in.remaining() + " bytes behind the last checkpoint");
    }
    return new Content(rules, checkpoints);
  }

  private static Checkpoint readEntry(BytesIn in, String file) {
    int at = in.at();
    long size = in.getLong();
    long entries = in.getLong();
    if (size < 0 || entries < 0) {
      throw corrupt(file, at, "a checkpoint at " + size + " with " + entries + " entries");
    }
    Hash chain = in.getHash();
    Hash root = in.getHash();
    String line = in.getText(Branch.BYTES_MAX, "a line's name");
    try {
      return new Checkpoint(new Branch(line), size, chain, root, entries);
    } catch (UserException e) {
      throw corrupt(file, at, "'" + line + "' does not name a line");
    }
  }

  private static CorruptionException corrupt(String file, int at, String what) {
    return new CorruptionException(ErrorCode.CORRUPT_FILE, file, at, what);
  }
}
