package io.ewig.calcite.plan.validation;

import org.apache.calcite.sql.validate.SqlConformance;
import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.apache.calcite.sql.validate.SqlDelegatingConformance;

/**
 * What queries may leave out: much, but not a column in GROUP BY.
 *
 * <p>Where that is allowed, Calcite takes any value of a column that it does not see in GROUP BY,
 * and it does not look into ROLLUP, CUBE and GROUPING SETS.
 */
public final class Liberties extends SqlDelegatingConformance {

  public static final SqlConformance INSTANCE = new Liberties();

  private Liberties() {
    super(SqlConformanceEnum.BABEL);
  }

  /** With it, a column that is not there would be called one that depends on itself. */
  @Override
  public SelectAliasLookup isSelectAlias() {
    return SelectAliasLookup.UNSUPPORTED;
  }

  @Override
  public boolean isNonStrictGroupBy() {
    return false;
  }
}
