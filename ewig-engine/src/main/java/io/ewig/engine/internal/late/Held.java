package io.ewig.engine.internal.late;

import io.ewig.engine.format.BytesIn;
import io.ewig.engine.format.BytesOut;
import io.ewig.engine.internal.row.KeyFormat;
import java.util.Arrays;
import java.util.Optional;

/**
 * A row that is not in its table, since rules allow it only without others, or not as it is.
 *
 * <pre>
 * held = reason: u8, length: varint, rule, length: varint, [ winner ], row
 * </pre>
 *
 * @param rule the name of the key or check; empty if parents are missing, as which ones follows
 *     from what is there
 * @param winner the primary key of the row that has what must be unique; else empty
 * @param row see {@code RowFormat}
 */
public record Held(Reason reason, String rule, byte[] winner, byte[] row) {

  private static final int RULE_BYTES_MAX = 1 << 10;

  /** Codes are in roots: they are never reused. */
  public enum Reason {
    /** Another row claimed first what must be unique. */
    UNIQUE(1),
    /** The row that it refers to is not there. */
    FOREIGN_KEY(2),
    CHECK(3);

    private final int code;

    Reason(int code) {
      this.code = code;
    }

    /** The one with a code. */
    static Optional<Reason> of(int code) {
      return Arrays.stream(values()).filter(reason -> reason.code == code).findFirst();
    }
  }

  byte[] toBytes() {
    return new BytesOut(24 + rule.length() + winner.length + row.length)
        .putByte(reason.code)
        .putText(rule)
        .putVarint(winner.length)
        .put(winner)
        .put(row)
        .toArray();
  }

  public static Held read(byte[] bytes) {
    BytesIn in = new BytesIn(bytes, "a held row");
    int code = in.getByte();
    Reason reason = Reason.of(code).orElseThrow(() -> in.malformed("no reason is " + code));
    String rule = in.getText(RULE_BYTES_MAX, "of a rule's name");
    byte[] winner = in.get(in.getCount(KeyFormat.BYTES_MAX, "bytes of a key"));
    return new Held(reason, rule, winner, in.get(in.remaining()));
  }

  /** Whether all of it is the same. */
  boolean isSame(Held other) {
    return reason == other.reason
        && rule.equals(other.rule)
        && Arrays.equals(winner, other.winner)
        && Arrays.equals(row, other.row);
  }
}
