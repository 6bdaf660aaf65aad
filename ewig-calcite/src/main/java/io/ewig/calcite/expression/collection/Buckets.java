package io.ewig.calcite.expression.collection;

import io.ewig.calcite.expression.Call;
import io.ewig.calcite.expression.Constant;
import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.expression.Fault;
import io.ewig.calcite.expression.Functions;
import io.ewig.calcite.expression.Values;
import io.ewig.calcite.expression.cast.Casts;
import io.ewig.calcite.type.TypeMapping;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/** WIDTH_BUCKET(x, bounds): between which of the bounds of an array a value lies. */
public final class Buckets {

  private static final Comparator<Object> NUMBERS = Buckets::compare;

  private Buckets() {}

  public static Expression bucket(Call call) {
    RelDataType bound = TypeMapping.component(call.typeOf(1));
    if (call.kindOf(1) == SqlTypeName.NULL) {
      return Constant.NULL;
    }
    if (SqlTypeUtil.isNumeric(bound) && SqlTypeUtil.isNumeric(call.typeOf(0))) {
      return Functions.strict(
          call.argument(0),
          call.argument(1),
          (Object value, List<?> bounds) -> place(value, new ArrayList<>(bounds), NUMBERS));
    }
    return Functions.strict(
        Casts.cast(call.argument(0), call.typeOf(0), bound),
        call.argument(1),
        (Object value, List<?> bounds) ->
            place(value, new ArrayList<>(bounds), Values.order(bound)));
  }

  /** By their exact values, whatever classes they have; what is not finite as doubles are. */
  private static int compare(Object a, Object b) {
    return isFinite(a) && isFinite(b)
        ? exact(a).compareTo(exact(b))
        : Double.compare(((Number) a).doubleValue(), ((Number) b).doubleValue());
  }

  private static boolean isFinite(Object number) {
    boolean isInexact = number instanceof Double || number instanceof Float;
    return !isInexact || Double.isFinite(((Number) number).doubleValue());
  }

  private static BigDecimal exact(Object number) {
    return new BigDecimal(number.toString());
  }

  /** How many bounds are not above the value. */
  private static int place(Object value, List<Object> bounds, Comparator<Object> order) {
    int low = 0;
    int high = bounds.size();
    for (int i = 0; i < high; i++) {
      if (bounds.get(i) == null || (i > 0 && order.compare(bounds.get(i - 1), bounds.get(i)) > 0)) {
        throw Fault.invalid("WIDTH_BUCKET takes bounds in order, without NULLs, not " + bounds);
      }
    }
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (order.compare(bounds.get(middle), value) <= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
