package io.ewig.engine.law;

import io.ewig.engine.error.UserException;
import io.ewig.engine.schema.Column;
import io.ewig.engine.schema.MergeLaw;
import io.ewig.engine.value.Type;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Merges the values of one column by its law.
 *
 * <ul>
 *   <li>what one side left alone is what the other made of it, and what both made of it is that;
 *   <li>all but OURS and THEIRS are commutative: exchange the sides, and the result is the same;
 *   <li>LWW, MAX and MIN are associative too; SET is where each element is added once;
 *   <li>what does not fit the column's type is a conflict.
 * </ul>
 */
public final class CellMerge {

  private CellMerge() {}

  /**
   * @param theirsIsLater asked only if the law is LWW and both sides changed the value
   */
  public static Ruling of(
      Column column,
      @Nullable Object base,
      @Nullable Object ours,
      @Nullable Object theirs,
      BooleanSupplier theirsIsLater) {
    if (Objects.equals(theirs, base)) {
      return new Ruling.Settled(ours);
    } else if (Objects.equals(ours, base)) {
      return new Ruling.Settled(theirs);
    } else if (Objects.equals(ours, theirs)
        && (ours == null || column.mergeLaw() != MergeLaw.COUNTER)) {
      return new Ruling.Settled(ours); // two who count one more each have counted two
    }
    Type type = column.type();
    return switch (column.mergeLaw()) {
      case LWW -> new Ruling.Settled(theirsIsLater.getAsBoolean() ? theirs : ours);
      case COUNTER -> fitting(column, Counters.merge(base, ours, theirs));
      case MAX -> new Ruling.Settled(extreme(type, ours, theirs, 1));
      case MIN -> new Ruling.Settled(extreme(type, ours, theirs, -1));
      case SET -> {
        Type element = type.elementType();
        yield fitting(column, Sets.merge(element, list(base), list(ours), list(theirs)));
      }
      case TEXT -> fitting(column, Texts.merge(text(base), text(ours), text(theirs)));
      case FAIL -> Ruling.CONFLICT;
      case OURS -> new Ruling.Settled(ours);
      case THEIRS -> new Ruling.Settled(theirs);
    };
  }

  /** A null is less than anything, and more too. */
  private static @Nullable Object extreme(
      Type type, @Nullable Object ours, @Nullable Object theirs, int sign) {
    if (ours == null || theirs == null) {
      return ours == null ? theirs : ours;
    }
    return sign * type.compare(ours, theirs) >= 0 ? ours : theirs;
  }

  private static List<?> list(@Nullable Object value) {
    return value == null ? List.of() : (List<?>) value;
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : (String) value;
  }

  /**
   * @param merged null if there is no result
   */
  private static Ruling fitting(Column column, @Nullable Object merged) {
    if (merged == null) {
      return Ruling.CONFLICT;
    }
    try {
      return new Ruling.Settled(column.accept(merged));
    } catch (UserException tooMuch) {
      return Ruling.CONFLICT;
    }
  }
}
