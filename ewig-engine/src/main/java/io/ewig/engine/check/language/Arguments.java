package io.ewig.engine.check.language;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.value.Row;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a function is called with, and the errors if that will not do. */
record Arguments(Source source, Token name, List<Expression> all) {

  int size() {
    return all.size();
  }

  Expression get(int index) {
    return all.get(index);
  }

  void requireSize(int least, int most) {
    if (all.size() < least || all.size() > most) {
      String wanted =
          most == 1 ? "one value" : (least == most ? "" : least + " to ") + most + " values";
      throw source.error(
          ErrorCode.SYNTAX_ERROR, name.at(), called() + " takes " + wanted + ", not " + all.size());
    }
  }

  Expression text(int index) {
    if (!get(index).is(Sort.TEXT)) {
      throw unfit("a text", index);
    }
    return get(index);
  }

  Expression number(int index) {
    if (!get(index).isNumeric()) {
      throw unfit("a number", index);
    }
    return get(index);
  }

  /** A whole number, as a place in a text or a number of digits. */
  Expression whole(int index) {
    if (!get(index).is(Sort.INTEGER)) {
      throw unfit("a whole number", index);
    }
    return get(index);
  }

  /** The value of {@link #whole}, which may be far outside of what it is asked about. */
  static @Nullable Integer count(Expression whole, Row row) {
    return whole.value(row) instanceof BigDecimal number
        ? (Integer) number.max(FAR.negate()).min(FAR).intValue()
        : null;
  }

  private static final BigDecimal FAR = BigDecimal.valueOf(1 << 30);

  Expression computed(Sort sort, Expression.Evaluation evaluation) {
    return Expression.computed(sort, name.at(), evaluation);
  }

  UserException unfit(String wanted, int index) {
    return source.error(
        ErrorCode.TYPE_MISMATCH,
        get(index).at(),
        called() + " takes " + wanted + ", not " + get(index).sort().shown());
  }

  private String called() {
    return name.lowerCase();
  }
}
