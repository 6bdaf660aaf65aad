package io.ewig.engine.internal.tree;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of one key: a value is put there, or nothing is left there.
 *
 * @param value null to delete; deleting what is not there changes nothing
 */
public record Edit(byte[] key, byte @Nullable [] value) {

  public Edit {
    EntryKey.require(key);
  }

  public static Edit put(byte[] key, byte[] value) {
    return new Edit(key, value);
  }

  public static Edit delete(byte[] key) {
    return new Edit(key, null);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Edit edit
        && Arrays.equals(key, edit.key)
        && Arrays.equals(value, edit.value);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(key) + Arrays.hashCode(value);
  }

  @Override
  public String toString() {
    byte[] put = value;
    return put == null
        ? "delete " + EntryKey.show(key)
        : "put " + put.length + " bytes at " + EntryKey.show(key);
  }
}
