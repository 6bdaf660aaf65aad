package io.ewig.engine.internal.difference;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.InternalException;
import io.ewig.engine.internal.space.Source;
import io.ewig.engine.internal.space.Space;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every key of state that one of two sources has ever had, in order; one thread. */
public final class AllKeys implements Candidates {

  /** What state consists of; everything else that the index holds follows from it. */
  static final List<Space> STATE =
      List.of(Space.TABLE, Space.ROW, Space.OBJECT, Space.HELD, Space.PARTED);

  private final Source one;
  private final Source other;
  private int spaces;
  private Source.@Nullable Keys ones;
  private Source.@Nullable Keys others;
  private byte @Nullable [] oneKey;
  private byte @Nullable [] otherKey;
  private byte @Nullable [] key;

  public AllKeys(Source one, Source other) {
    this.one = one;
    this.other = other;
  }

  @Override
  public boolean next() {
    byte[] passed = key;
    if (passed != null) {
      oneKey = Arrays.equals(passed, oneKey) ? step(ones) : oneKey;
      otherKey = Arrays.equals(passed, otherKey) ? step(others) : otherKey;
    }
    while (oneKey == null && otherKey == null && spaces < STATE.size()) {
      enter(STATE.get(spaces++).key());
    }
    key = least();
    return key != null;
  }

  private void enter(byte[] space) {
    ones = one.keys(space, Space.after(space));
    others = other.keys(space, Space.after(space));
    oneKey = step(ones);
    otherKey = step(others);
  }

  private static byte @Nullable [] step(Source.@Nullable Keys keys) {
    return keys != null && keys.next() ? keys.key() : null;
  }

  private byte @Nullable [] least() {
    if (oneKey == null || otherKey == null) {
      return oneKey == null ? otherKey : oneKey;
    }
    return Arrays.compareUnsigned(oneKey, otherKey) <= 0 ? oneKey : otherKey;
  }

  @Override
  public byte[] key() {
    byte[] at = key;
    if (at == null) {
      throw new InternalException(ErrorCode.INVARIANT_BROKEN, "no key here; next comes before it");
    }
    return at;
  }

  @Override
  public Window window() {
    return Window.ALL;
  }
}
