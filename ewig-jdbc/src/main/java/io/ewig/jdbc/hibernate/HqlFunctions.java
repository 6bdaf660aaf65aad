package io.ewig.jdbc.hibernate;

import org.hibernate.boot.model.FunctionContributions;
import org.hibernate.dialect.function.CommonFunctionFactory;

/** What the functions of HQL are called here, as far as Hibernate does not know it by itself. */
final class HqlFunctions {

  private static final String ORDINAL_COLUMN = "ordinality";

  private final CommonFunctionFactory functions;

  private HqlFunctions(FunctionContributions contributions) {
    this.functions = new CommonFunctionFactory(contributions);
  }

  static void register(FunctionContributions contributions) {
    HqlFunctions all = new HqlFunctions(contributions);
    all.ofTexts();
    all.ofNumbersAndTimes();
    all.ofGroups();
    all.ofArrays();
  }

  private void ofTexts() {
    functions.concat_pipeOperator();
    functions.locate_positionSubstring();
    functions.position();
    functions.repeat();
    functions.reverse();
    functions.translate();
    functions.initcap();
    functions.ascii();
    functions.char_chr();
    functions.substr();
    functions.md5("md5(?1)");
  }

  private void ofNumbersAndTimes() {
    functions.cot();
    functions.degrees();
    functions.radians();
    functions.cbrt();
    functions.log();
    functions.log10();
    functions.trunc_dateTrunc();
    functions.dateTrunc();
    functions.format_toChar();
  }

  private void ofGroups() {
    functions.windowFunctions();
    functions.inverseDistributionOrderedSetAggregates();
    functions.hypotheticalOrderedSetAggregates();
    functions.listagg(null);
    functions.arrayAggregate();
    functions.stddev();
    functions.stddevPopSamp();
    functions.variance();
    functions.varPopSamp();
    functions.covarPopSamp();
    functions.corr();
    functions.regrLinearRegressionAggregates();
    functions.median_percentileCont(false);
  }

  private void ofArrays() {
    functions.array();
    functions.arrayGet_bracket();
    functions.arrayLength_cardinality();
    functions.arrayPosition_postgresql();
    functions.arrayPositions_postgresql();
    functions.arrayConcat_postgresql();
    functions.arrayPrepend_postgresql();
    functions.arrayAppend_postgresql();
    functions.arrayContains_postgresql();
    functions.arrayIntersects_postgresql();
    functions.arrayRemove();
    functions.arrayReplace();
    functions.arraySlice_operator();
    functions.arrayTrim_trim_array();
    functions.arrayToString_postgresql();
    functions.unnest_postgresql(false);
    functions.generateSeries(null, ORDINAL_COLUMN, false);
  }
}
