package io.ewig.calcite.expression.collection;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.expression.Values;
import io.ewig.calcite.expression.cast.Casts;
import io.ewig.calcite.expression.cast.Conversion;
import io.ewig.calcite.type.EwigTypeFactory;
import io.ewig.calcite.type.TypeMapping;
import io.ewig.engine.value.Order;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * What makes of elements of an array objects whose {@code equals} is the equality of SQL, with
 * values of another type, too: 1 and 1.0 are one number, and 1.6 is not 2.
 *
 * @param conversion to the type that both have in common
 */
record ElementKeys(Conversion conversion, UnaryOperator<Object> key) {

  private static final RelDataTypeFactory TYPES = new EwigTypeFactory();

  /**
   * The type in which elements are compared with values; texts are read as elements.
   *
   * @param other their type, which may be that of other elements
   */
  static RelDataType shared(RelDataType element, RelDataType other) {
    boolean areTexts = SqlTypeUtil.inCharFamily(element) || SqlTypeUtil.inCharFamily(other);
    RelDataType both = areTexts ? null : TYPES.leastRestrictive(List.of(element, other));
    return both == null ? element : both;
  }

  /** Those of one type in the one that is shared. */
  static ElementKeys of(RelDataType own, RelDataType shared) {
    return new ElementKeys(Casts.elementwise(own, shared), Values.key(shared));
  }

  /** Those of two arrays. */
  static List<ElementKeys> ofBoth(RelDataType left, RelDataType right) {
    RelDataType first = TypeMapping.component(left);
    RelDataType second = TypeMapping.component(right);
    if (isChar(first) || isChar(second)) {
      ElementKeys unpadded =
          new ElementKeys((value, execution) -> value, each -> Order.withoutBlanks((String) each));
      return List.of(unpadded, unpadded);
    }
    RelDataType shared = shared(first, second);
    return List.of(of(first, shared), of(second, shared));
  }

  private static boolean isChar(RelDataType type) {
    return type.getSqlTypeName() == SqlTypeName.CHAR;
  }

  Object of(Object element, Execution execution) {
    return key.apply(conversion.convert(element, execution));
  }

  /** The same of what is looked for, which has the shared type; null stays null. */
  @Nullable Object ofSought(@Nullable Object value) {
    return value == null ? null : key.apply(value);
  }

  /** Whether an element is what is looked for; null is itself. */
  boolean isSought(@Nullable Object element, @Nullable Object sought, Execution execution) {
    if (element == null || sought == null) {
      return element == null && sought == null;
    }
    return of(element, execution).equals(sought);
  }
}
