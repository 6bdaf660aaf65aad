package io.ewig.engine.event;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The 16-byte identity of a node that writes. */
public record Origin(long high, long low) implements Comparable<Origin> {

  public static final int BYTES = 16;

  /** Reads 32 hex digits. */
  public static Origin parse(String hex) {
    if (hex.length() != 2 * BYTES || !hex.chars().allMatch(HexFormat::isHexDigit)) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT, "'" + hex + "' is not an origin of 32 hex digits");
    }
    return new Origin(
        HexFormat.fromHexDigitsToLong(hex, 0, 16), HexFormat.fromHexDigitsToLong(hex, 16, 32));
  }

  /**
   * By hand: asked several times for each event, and what a record makes took a tenth of a commit.
   */
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other || (other instanceof Origin that && high == that.high && low == that.low);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(high ^ low);
  }

  @Override
  public int compareTo(Origin other) {
    int byHigh = Long.compareUnsigned(high, other.high);
    return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
  }

  /** 32 lower-case hex digits. */
  @Override
  public String toString() {
    return HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
  }
}
