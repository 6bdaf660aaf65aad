package io.ewig.engine.internal.tree;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The key of an entry: any bytes, in the order of unsigned bytes, a prefix before what it starts.
 */
final class EntryKey {

  private static final int SHOWN_BYTES = 24;

  private EntryKey() {}

  static byte[] require(byte[] key) {
    if (key.length > NodeFormat.KEY_BYTES_MAX) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT,
          "key " + show(key) + " is over the limit of " + NodeFormat.KEY_BYTES_MAX + " bytes");
    }
    return key;
  }

  /** Returns a copy of a key, which must come after another. */
  static byte[] requireAfter(byte @Nullable [] previous, byte[] key) {
    if (previous != null && Arrays.compareUnsigned(previous, key) >= 0) {
      throw new UserException(
          ErrorCode.INVALID_ARGUMENT,
          "key " + show(key) + " after " + show(previous) + "; sort by key, each key once");
    }
    return require(key).clone();
  }

  static String show(byte[] key) {
    String hex = HexFormat.of().formatHex(key, 0, Math.min(key.length, SHOWN_BYTES));
    return key.length <= SHOWN_BYTES ? hex : hex + "... (" + key.length + " bytes)";
  }
}
