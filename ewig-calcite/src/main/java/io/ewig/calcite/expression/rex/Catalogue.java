package io.ewig.calcite.expression.rex;

import io.ewig.calcite.expression.Call;
import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.expression.Functions;
import io.ewig.calcite.expression.cast.ArrayWriting;
import io.ewig.calcite.expression.cast.Casts;
import io.ewig.calcite.expression.cast.Intervals;
import io.ewig.calcite.expression.cast.Widened;
import io.ewig.calcite.expression.collection.ArrayFunctions;
import io.ewig.calcite.expression.collection.ArraySets;
import io.ewig.calcite.expression.collection.ArrayShapes;
import io.ewig.calcite.expression.collection.Buckets;
import io.ewig.calcite.expression.json.JsonFacts;
import io.ewig.calcite.expression.json.JsonMaking;
import io.ewig.calcite.expression.json.JsonParts;
import io.ewig.calcite.expression.json.JsonQueries;
import io.ewig.calcite.expression.logic.Choices;
import io.ewig.calcite.expression.logic.Comparisons;
import io.ewig.calcite.expression.logic.Logic;
import io.ewig.calcite.expression.logic.Membership;
import io.ewig.calcite.expression.logic.NullCounts;
import io.ewig.calcite.expression.number.Arithmetic;
import io.ewig.calcite.expression.number.Bits;
import io.ewig.calcite.expression.number.Divisors;
import io.ewig.calcite.expression.number.Mathematics;
import io.ewig.calcite.expression.number.NumberReading;
import io.ewig.calcite.expression.number.Rounding;
import io.ewig.calcite.expression.pattern.Likes;
import io.ewig.calcite.expression.pattern.Occurrences;
import io.ewig.calcite.expression.pattern.PatternLists;
import io.ewig.calcite.expression.pattern.Regulars;
import io.ewig.calcite.expression.pattern.Replacements;
import io.ewig.calcite.expression.period.Periods;
import io.ewig.calcite.expression.session.Chance;
import io.ewig.calcite.expression.session.Identity;
import io.ewig.calcite.expression.session.MergeAction;
import io.ewig.calcite.expression.session.SequenceFunctions;
import io.ewig.calcite.expression.text.Encodings;
import io.ewig.calcite.expression.text.Joining;
import io.ewig.calcite.expression.text.Letters;
import io.ewig.calcite.expression.text.Quoting;
import io.ewig.calcite.expression.text.Searches;
import io.ewig.calcite.expression.text.Slices;
import io.ewig.calcite.expression.time.DateSums;
import io.ewig.calcite.expression.time.Fields;
import io.ewig.calcite.expression.time.Making;
import io.ewig.calcite.expression.time.Present;
import io.ewig.calcite.expression.time.Strides;
import io.ewig.calcite.expression.time.TimeArithmetic;
import io.ewig.calcite.expression.time.TimeTexts;
import io.ewig.calcite.expression.time.Units;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.parser.expression.Signs;
import java.util.Set;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;

/** All scalar operators and functions, theme by theme. */
final class Catalogue {

  /** Those that may make something large out of something small. */
  private static final Set<String> NEVER_FOLDED =
      Set.of(
          "REPEAT",
          "SPACE",
          "LPAD",
          "RPAD",
          "ARRAY_REPEAT",
          "ARRAY_FILL",
          "REPLACE",
          "REGEXP_REPLACE");

  private static final Functions FUNCTIONS = fill(new Functions());

  private Catalogue() {}

  static Functions functions() {
    return FUNCTIONS;
  }

  static boolean isFolded(SqlOperator operator) {
    return operator.isDeterministic()
        && !operator.isDynamicFunction()
        && !NEVER_FOLDED.contains(operator.getName());
  }

  private static Functions fill(Functions functions) {
    Logic.addTo(functions);
    Comparisons.addTo(functions);
    Membership.addTo(functions);
    Choices.addTo(functions);
    NullCounts.addTo(functions);
    Likes.addTo(functions);
    addCasts(functions);
    ArrayWriting.addTo(functions);
    Widened.addTo(functions);
    addArithmetic(functions);
    addNumbersAndTimes(functions);
    Joining.addTo(functions);
    Slices.addTo(functions);
    Letters.addTo(functions);
    Searches.addTo(functions);
    Encodings.addTo(functions);
    Quoting.addTo(functions);
    Regulars.addTo(functions);
    PatternLists.addTo(functions);
    Occurrences.addTo(functions);
    Replacements.addTo(functions);
    ArrayFunctions.addTo(functions);
    ArraySets.addTo(functions);
    ArrayShapes.addTo(functions);
    Identity.addTo(functions);
    Chance.addTo(functions);
    MergeAction.addTo(functions);
    SequenceFunctions.addTo(functions);
    JsonQueries.addTo(functions);
    JsonFacts.addTo(functions);
    JsonMaking.addTo(functions);
    Periods.addTo(functions);
    functions.add(Signs.CONTAINS, call -> holds(call, false));
    functions.add(Signs.WITHIN, call -> holds(call, true));
    return functions;
  }

  private static void addNumbersAndTimes(Functions functions) {
    Mathematics.addTo(functions);
    Rounding.addTo(functions);
    Bits.addTo(functions);
    Divisors.addTo(functions);
    NumberReading.addTo(functions);
    Fields.addTo(functions);
    Units.addTo(functions);
    Present.addTo(functions);
    TimeTexts.addTo(functions);
    DateSums.addTo(functions);
    Making.addTo(functions);
    Strides.addTo(functions);
    functions.add(
        Divisors.WIDTH_BUCKET,
        call -> call.size() == 2 ? Buckets.bucket(call) : Divisors.bucket(call));
    functions.add(SqlStdOperatorTable.FLOOR, call -> whole(call, true));
    functions.add(SqlStdOperatorTable.CEIL, call -> whole(call, false));
    functions.add(SqlStdOperatorTable.ABS, Catalogue::absolute);
  }

  private static Expression whole(Call call, boolean isFloor) {
    if (Intervals.isInterval(call.typeOf(0))) {
      throw new UserException(
          ErrorCode.TYPE_MISMATCH,
          call.operator().getName()
              + " takes a number, or a time TO a unit, not "
              + call.typeOf(0));
    }
    return call.size() == 1 ? Rounding.toWhole(call, isFloor) : Units.toUnit(call, isFloor);
  }

  private static Expression absolute(Call call) {
    return Intervals.isInterval(call.type())
        ? TimeArithmetic.absolute(call)
        : Rounding.absolute(call);
  }

  private static Expression holds(Call call, boolean isTurned) {
    return call.kindOf(0) == SqlTypeName.ARRAY
        ? ArraySets.holds(call, isTurned)
        : JsonParts.holds(call, isTurned);
  }

  private static void addCasts(Functions functions) {
    Functions.Maker cast = call -> Casts.cast(call, 0, call.type());
    Functions.Maker safely = Casts::safely;
    functions.add(SqlStdOperatorTable.CAST, cast);
    functions.add(SqlLibraryOperators.INFIX_CAST, cast);
    functions.add(SqlStdOperatorTable.REINTERPRET, cast);
    functions.add(SqlLibraryOperators.SAFE_CAST, safely);
    functions.add(SqlLibraryOperators.TRY_CAST, safely);
  }

  private static void addArithmetic(Functions functions) {
    functions.add(SqlStdOperatorTable.PLUS, Catalogue::plus);
    functions.add(SqlStdOperatorTable.CHECKED_PLUS, Catalogue::plus);
    functions.add(SqlStdOperatorTable.DATETIME_PLUS, TimeArithmetic::plus);
    functions.add(SqlStdOperatorTable.MINUS, Catalogue::minus);
    functions.add(SqlStdOperatorTable.CHECKED_MINUS, Catalogue::minus);
    functions.add(SqlStdOperatorTable.MINUS_DATE, TimeArithmetic::minus);
    functions.add(SqlStdOperatorTable.MULTIPLY, Catalogue::times);
    functions.add(SqlStdOperatorTable.CHECKED_MULTIPLY, Catalogue::times);
    functions.add(SqlStdOperatorTable.DIVIDE, Catalogue::divide);
    functions.add(SqlStdOperatorTable.CHECKED_DIVIDE, Catalogue::divide);
    functions.add(SqlStdOperatorTable.DIVIDE_INTEGER, Catalogue::divide);
    functions.add(SqlStdOperatorTable.CHECKED_DIVIDE_INTEGER, Catalogue::divide);
    functions.add(SqlStdOperatorTable.MOD, Catalogue::modulo);
    functions.add(SqlStdOperatorTable.PERCENT_REMAINDER, Catalogue::modulo);
    functions.add(SqlStdOperatorTable.UNARY_MINUS, Catalogue::negate);
    functions.add(SqlStdOperatorTable.CHECKED_UNARY_MINUS, Catalogue::negate);
    functions.add(SqlStdOperatorTable.UNARY_PLUS, call -> call.argument(0));
  }

  private static Expression plus(Call call) {
    return Arithmetic.isNumeric(call)
        ? Arithmetic.binary(call, Arithmetic.Operation.PLUS)
        : TimeArithmetic.plus(call);
  }

  private static Expression minus(Call call) {
    return Arithmetic.isNumeric(call)
        ? Arithmetic.binary(call, Arithmetic.Operation.MINUS)
        : TimeArithmetic.minus(call);
  }

  private static Expression times(Call call) {
    return Arithmetic.isNumeric(call)
        ? Arithmetic.binary(call, Arithmetic.Operation.TIMES)
        : TimeArithmetic.times(call);
  }

  private static Expression divide(Call call) {
    return Arithmetic.isNumeric(call)
        ? Arithmetic.binary(call, Arithmetic.Operation.DIVIDE)
        : TimeArithmetic.divide(call);
  }

  private static Expression modulo(Call call) {
    return Arithmetic.binary(call, Arithmetic.Operation.MOD);
  }

  private static Expression negate(Call call) {
    return Intervals.isInterval(call.type())
        ? TimeArithmetic.negate(call)
        : Arithmetic.negate(call);
  }
}
