package io.ewig.engine.internal.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.EwigException;
import io.ewig.engine.error.UserException;
import io.ewig.engine.log.Randoms;
import io.ewig.engine.value.Bytes;
import io.ewig.engine.value.Type;
import io.ewig.engine.value.Values;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class KeyTest {

  private static final int PAIRS = 200_000;

  private final KeyWriter writer = new KeyWriter();
  private final KeyReader reader = new KeyReader();

  /** Types of a tuple, and two tuples that often share a prefix. */
  private record Pair(Type[] types, Object[] a, Object[] b) {

    static Pair random(Randoms random) {
      Values values = new Values(random);
      Type[] types = new Type[1 + random.below(4)];
      Object[] a = new Object[types.length];
      Object[] b = new Object[types.length];
      for (int i = 0; i < types.length; i++) {
        types[i] = values.type();
        a[i] = random.oneIn(6) ? null : values.value(types[i]);
        b[i] = random.oneIn(2) ? a[i] : random.oneIn(6) ? null : values.value(types[i]);
      }
      return new Pair(types, a, b);
    }

    int order() {
      for (int i = 0; i < types.length; i++) {
        int order = types[i].compareNullsFirst(a[i], b[i]);
        if (order != 0) {
          return order;
        }
      }
      return 0;
    }
  }

  @Test
  void keysSortAsTheirTuplesDo() {
    Randoms random = new Randoms(1);
    for (int i = 0; i < PAIRS; i++) {
      Pair pair = Pair.random(random);
      int order = Arrays.compareUnsigned(key(pair.types, pair.a), key(pair.types, pair.b));
      assertThat(Integer.signum(order))
          .as("pair %s: %s and %s", i, Arrays.toString(pair.a), Arrays.toString(pair.b))
          .isEqualTo(Integer.signum(pair.order()));
    }
  }

  @Test
  void keysAreReadBack() {
    Randoms random = new Randoms(2);
    for (int i = 0; i < PAIRS; i++) {
      Pair pair = Pair.random(random);
      byte[] key = key(pair.types, pair.a);
      reader.wrap(key, 0, key.length, "key", 0);
      for (int column = 0; column < pair.types.length; column++) {
        assertThat(reader.next(pair.types[column])).isEqualTo(pair.a[column]);
      }
      assertThat(reader.hasNext()).isFalse();
      assertThat(reader.at()).isEqualTo(key.length);
    }
  }

  @Test
  void aPrefixOfColumnsIsARangeOfKeys() {
    Randoms random = new Randoms(3);
    for (int i = 0; i < PAIRS / 4; i++) {
      Pair pair = Pair.random(random);
      int columns = 1 + random.below(pair.types.length);
      Type[] types = Arrays.copyOf(pair.types, columns);
      Object[] prefix = Arrays.copyOf(pair.a, columns);
      byte[] from = key(types, prefix);
      byte[] to = KeyFormat.after(from);
      byte[] key = key(pair.types, pair.b);
      boolean isIn = Arrays.compareUnsigned(from, key) <= 0 && Arrays.compareUnsigned(key, to) < 0;
      assertThat(isIn).isEqualTo(Arrays.equals(prefix, Arrays.copyOf(pair.b, columns)));
    }
  }

  @Test
  void aWiderTypeKeepsItsKeys() {
    Randoms random = new Randoms(4);
    Values values = new Values(random);
    for (int i = 0; i < PAIRS / 4; i++) {
      Type type = values.type();
      Type wider = values.wider(type);
      Object value = values.value(type);
      byte[] key = key(new Type[] {type}, value);
      assertThat(key).isEqualTo(key(new Type[] {wider}, type.widen(value, wider)));
      reader.wrap(key, 0, key.length, "key", 0);
      assertThat(reader.next(wider)).isEqualTo(type.widen(value, wider));
    }
  }

  @Test
  void smallNumbersHaveShortKeys() {
    assertThat(hex(Type.BIGINT, 0L)).isEqualTo("80");
    assertThat(hex(Type.BIGINT, 5L)).isEqualTo("8105");
    assertThat(hex(Type.BIGINT, -1L)).isEqualTo("7f");
    assertThat(hex(Type.BIGINT, -2L)).isEqualTo("7efe");
    assertThat(hex(Type.BIGINT, Long.MAX_VALUE)).isEqualTo("887fffffffffffffff");
    assertThat(hex(Type.BIGINT, Long.MIN_VALUE)).isEqualTo("778000000000000000");
    assertThat(hex(Type.VARCHAR, "a\0b")).isEqualTo("016100ff6200");
    assertThat(hex(Type.BIGINT, null)).isEqualTo("00");
  }

  @Test
  void tooLongAKeyIsRefused() {
    for (Object value : new Object[] {"x".repeat(5000), "\0".repeat(3000), "\u0800".repeat(2000)}) {
      refused(Type.VARCHAR, value);
    }
    refused(Type.VARBINARY, Bytes.of(new byte[2100]));
    refused(Type.array(Type.INTEGER), Collections.nCopies(1 << 20, 1));
    refused(Type.array(Type.UUID), Collections.nCopies(1000, new UUID(1, 1)));
    assertThat(hex(Type.BOOLEAN, true)).isEqualTo("02"); // the writer goes on
  }

  private void refused(Type type, Object value) {
    assertThatThrownBy(() -> writer.put(type, value))
        .isInstanceOf(UserException.class)
        .extracting(e -> ((EwigException) e).code())
        .isEqualTo(ErrorCode.LIMIT_EXCEEDED);
  }

  private String hex(Type type, Object value) {
    return HexFormat.of().formatHex(key(new Type[] {type}, new Object[] {value}));
  }

  private byte[] key(Type[] types, Object... values) {
    put(types, values);
    return writer.toKey();
  }

  private void put(Type[] types, Object... values) {
    for (int i = 0; i < types.length; i++) {
      writer.put(types[i], values[i]);
    }
  }
}
