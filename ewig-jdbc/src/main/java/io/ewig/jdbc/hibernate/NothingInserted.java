package io.ewig.jdbc.hibernate;

import org.hibernate.query.spi.DomainQueryExecutionContext;
import org.hibernate.query.sqm.internal.DomainParameterXref;
import org.hibernate.query.sqm.mutation.spi.MultiTableHandlerBuildResult;
import org.hibernate.query.sqm.mutation.spi.SqmMultiTableInsertStrategy;
import org.hibernate.query.sqm.tree.insert.SqmInsertStatement;

/**
 * Refuses {@code insert .. select} of HQL into entities that take more than one statement. What
 * Hibernate would do needs temporary tables, and keeps permanent ones where there are none.
 */
final class NothingInserted implements SqmMultiTableInsertStrategy {

  @Override
  public MultiTableHandlerBuildResult buildHandler(
      SqmInsertStatement<?> statement,
      DomainParameterXref parameters,
      DomainQueryExecutionContext context) {
    throw new UnsupportedOperationException(
        "HQL can't insert into "
            + statement.getTarget().getEntityName()
            + " on Ewig: it is kept in several tables, or its keys are generated in steps;"
            + " persist entities, or insert by SQL");
  }
}
