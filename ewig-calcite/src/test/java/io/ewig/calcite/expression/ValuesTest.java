package io.ewig.calcite.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.calcite.type.EwigTypeFactory;
import io.ewig.calcite.type.TypeMapping;
import io.ewig.engine.value.Type;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.apache.calcite.rel.type.RelDataType;
import org.junit.jupiter.api.Test;

class ValuesTest {

  private static final EwigTypeFactory TYPES = new EwigTypeFactory();

  private static RelDataType type(Type type) {
    return TypeMapping.calcite(type, true, TYPES);
  }

  private static final RelDataType DECIMAL = type(Type.decimal(10, 2));
  private static final RelDataType INTEGER = type(Type.INTEGER);
  private static final RelDataType VARCHAR = type(Type.VARCHAR);

  @Test
  void equalNumbersHaveEqualKeys() {
    var key = Values.key(DECIMAL);
    assertThat(key.apply(new BigDecimal("1.0"))).isEqualTo(key.apply(new BigDecimal("1.00")));
    assertThat(key.apply(new BigDecimal("0.0"))).isEqualTo(key.apply(new BigDecimal("0")));
    assertThat(key.apply(new BigDecimal("100"))).isEqualTo(key.apply(new BigDecimal("1E+2")));
    var doubles = Values.key(type(Type.DOUBLE));
    assertThat(doubles.apply(-0.0)).isEqualTo(doubles.apply(0.0));
    assertThat(doubles.apply(Double.NaN)).isEqualTo(doubles.apply(Double.NaN));
    assertThat(Values.order(type(Type.DOUBLE)).compare(-0.0, 0.0)).isZero();
  }

  @Test
  void blanksAtTheEndOfACharDoNotCount() {
    RelDataType character = type(Type.character(5));
    assertThat(Values.order(character).compare("a    ", "a")).isZero();
    assertThat(Values.key(character).apply("a    ")).isEqualTo("a");
    assertThat(Values.order(VARCHAR).compare("a ", "a")).isPositive();
  }

  @Test
  void textsAreOrderedByCodePoint() {
    assertThat(Values.order(VARCHAR).compare("\ud83d\ude00", "\uffee")).isPositive();
  }

  @Test
  void uuidsAreOrderedAsUnsignedBytes() {
    assertThat(Values.order(type(Type.UUID)).compare(new UUID(-1, 0), new UUID(1, 0))).isPositive();
  }

  @Test
  void arraysAreOrderedElementByElementNullsFirst() {
    var order = Values.order(type(Type.array(Type.INTEGER)));
    assertThat(order.compare(List.of(1, 2), List.of(1, 3))).isNegative();
    assertThat(order.compare(List.of(1), List.of(1, 3))).isNegative();
    assertThat(order.compare(Arrays.asList(1, null), List.of(1, 3))).isNegative();
    var key = Values.key(type(Type.array(Type.decimal(5, 2))));
    assertThat(key.apply(List.of(new BigDecimal("1.0"))))
        .isEqualTo(key.apply(List.of(new BigDecimal("1.00"))));
  }

  @Test
  void equalByOrderIsEqualByKey() {
    Random random = new Random(7);
    var order = Values.order(DECIMAL);
    var key = Values.key(DECIMAL);
    for (int i = 0; i < 10_000; i++) {
      BigDecimal a = BigDecimal.valueOf(random.nextInt(20) - 10, random.nextInt(4) - 1);
      BigDecimal b = BigDecimal.valueOf(random.nextInt(20) - 10, random.nextInt(4) - 1);
      assertThat(key.apply(a).equals(key.apply(b))).isEqualTo(order.compare(a, b) == 0);
    }
  }
}
