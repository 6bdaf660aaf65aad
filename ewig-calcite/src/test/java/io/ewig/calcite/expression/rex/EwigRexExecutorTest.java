package io.ewig.calcite.expression.rex;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.calcite.expression.Evaluator;
import io.ewig.calcite.expression.Literals;
import io.ewig.calcite.type.EwigTypeFactory;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.junit.jupiter.api.Test;

class EwigRexExecutorTest {

  private final RexBuilder builder = new RexBuilder(new EwigTypeFactory());
  private final Evaluator evaluator = new Evaluator();

  private RexNode reduced(String expression) {
    List<RexNode> reduced = new ArrayList<>();
    new EwigRexExecutor().reduce(builder, List.of(evaluator.rex(expression)), reduced);
    return reduced.get(0);
  }

  private Object literal(String expression) {
    RexNode node = RexUtil.removeCast(reduced(expression));
    assertThat(node).isInstanceOf(RexLiteral.class);
    return Literals.value((RexLiteral) node);
  }

  @Test
  void constantsBecomeLiteralsOfTheSameType() {
    assertThat(literal("1 + 2")).isEqualTo(3);
    assertThat(literal("upper('a')")).isEqualTo("A");
    assertThat(reduced("timestamp '2024-01-31 00:00:00.123456789' + interval '1' day").toString())
        .startsWith("2024-02-01 00:00:00.123456789");
    assertThat(reduced("1.0 / 3").getType()).isEqualTo(evaluator.rex("1.0 / 3").getType());
  }

  @Test
  void whatFailsStaysAsItIs() {
    assertThat(reduced("1 / 0").toString()).isEqualTo("/(1, 0)");
    assertThat(reduced("cast('x' as integer)")).isNotInstanceOf(RexLiteral.class);
  }

  @Test
  void whatDependsOnTheExecutionStaysAsItIs() {
    assertThat(reduced("current_user")).isNotInstanceOf(RexLiteral.class);
    assertThat(reduced("cast(current_timestamp as date)")).isNotInstanceOf(RexLiteral.class);
    assertThat(reduced("cast('2024-01-01 00:00:00' as timestamp with local time zone)"))
        .isNotInstanceOf(RexLiteral.class);
  }

  @Test
  void whatWouldBeLongStaysAsItIs() {
    assertThat(reduced("repeat('x', 5000)")).isNotInstanceOf(RexLiteral.class);
    assertThat(reduced("array[1, 2]")).isNotInstanceOf(RexLiteral.class);
  }
}
