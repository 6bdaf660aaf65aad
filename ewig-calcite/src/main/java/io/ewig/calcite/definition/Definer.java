package io.ewig.calcite.definition;

import io.ewig.calcite.access.Operation;
import io.ewig.calcite.access.Subject;
import io.ewig.calcite.execution.SearchPath;
import io.ewig.calcite.moment.QualifiedName;
import io.ewig.calcite.moment.SequenceCall;
import io.ewig.calcite.statement.Frontend;
import io.ewig.calcite.statement.Names;
import io.ewig.calcite.statement.Run;
import io.ewig.calcite.statement.Understanding;
import io.ewig.engine.catalog.Catalog;
import io.ewig.engine.catalog.Sequence;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.schema.Table;
import io.ewig.engine.session.Transaction;
import io.ewig.parser.node.Place;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/** What a statement that changes definitions works with; one run. */
record Definer(
    Transaction transaction, Frontend frontend, Run run, int parameterCount, Set<Subject> defined) {

  Definer(Transaction transaction, Frontend frontend, Run run, int parameterCount) {
    this(transaction, frontend, run, parameterCount, new LinkedHashSet<>());
  }

  /** Refuses to define what the session may not. */
  void require(Subject subject) {
    run.session().require(Operation.DDL, subject);
    defined.add(subject);
  }

  /**
   * Refuses to give something a name that the session could not define: rights are on names, so it
   * would fall under those that others have.
   */
  void requireName(String schema, String newName) {
    require(new Subject.OfTable(schema, newName));
  }

  /** Understands an expression or a query in it, as things are by now. */
  Understanding understanding() {
    return frontend.understanding(run, parameterCount);
  }

  /** What a view reads at this moment, however far off; empty if the view cannot be read. */
  Optional<Set<QualifiedName>> reads(QualifiedName view) {
    return namesIn(view).map(Names::reads);
  }

  /** The sequences that a view names, however far off; empty if the view cannot be read. */
  Optional<Set<QualifiedName>> draws(QualifiedName view) {
    return namesIn(view).map(Names::draws);
  }

  private Optional<Names> namesIn(QualifiedName view) {
    SqlNode name = new SqlIdentifier(List.of(view.schema(), view.name()), SqlParserPos.ZERO);
    Understanding understanding = understanding();
    try {
      understanding.query(SqlStdOperatorTable.EXPLICIT_TABLE.createCall(SqlParserPos.ZERO, name));
      return Optional.of(understanding.names());
    } catch (UserException unreadable) {
      return Optional.empty();
    }
  }

  Catalog catalog() {
    return transaction.view().catalog();
  }

  /** The name of something new, with its schema, which has to be there. */
  QualifiedName name(SqlIdentifier name) {
    return allowed(QualifiedName.of(name, path(), frontend.catalogName(), made -> true));
  }

  /**
   * The name of something that should be there, with its schema: tables, views and sequences have
   * different names in one schema.
   */
  QualifiedName known(SqlIdentifier name) {
    return known(name, this::hasRelation);
  }

  QualifiedName known(SqlIdentifier name, Predicate<QualifiedName> has) {
    return allowed(QualifiedName.of(name, path(), frontend.catalogName(), has));
  }

  SearchPath path() {
    return run.session().settings().path();
  }

  boolean hasRelation(QualifiedName name) {
    return catalog().find(name.schema(), name.name()).isPresent()
        || catalog().findView(name.schema(), name.name()).isPresent()
        || catalog().findSequence(name.schema(), name.name()).isPresent();
  }

  private QualifiedName allowed(QualifiedName full) {
    String schema = full.schema();
    requireNotOwn(schema);
    if (catalog().schemas().stream().noneMatch(known -> known.name().equals(schema))) {
      throw new UserException(
          ErrorCode.UNKNOWN_SCHEMA,
          "there is no schema " + schema + "; say CREATE SCHEMA " + schema + " first");
    }
    require(new Subject.OfTable(schema, full.name()));
    return full;
  }

  void requireNotOwn(String schema) {
    if (frontend.hasSystemSchema(schema)) {
      throw new UserException(
          ErrorCode.NOT_ALLOWED, "schema " + schema + " is Ewig's own; choose another one");
    }
  }

  /** The sequence that a default counts with, if it does. */
  Optional<Sequence> drawnFrom(SqlNode byDefault) {
    return SequenceCall.of(byDefault).flatMap(SequenceCall::drawnFrom).map(this::sequence);
  }

  Sequence sequence(SqlIdentifier name) {
    QualifiedName full = known(name);
    return catalog()
        .findSequence(full.schema(), full.name())
        .orElseThrow(
            () ->
                new UserException(
                    ErrorCode.UNKNOWN_OBJECT,
                    "there is no sequence " + full + Place.of(name).behind()));
  }

  Optional<Table> findTable(SqlIdentifier name) {
    QualifiedName full = known(name);
    return catalog().find(full.schema(), full.name());
  }

  Table table(SqlIdentifier name) {
    QualifiedName full = known(name);
    return findTable(name)
        .orElseThrow(
            () ->
                catalog().findView(full.schema(), full.name()).isPresent()
                    ? new UserException(
                        ErrorCode.WRONG_OBJECT_TYPE, full + " is a view, not a table")
                    : new UserException(
                        ErrorCode.UNKNOWN_TABLE,
                        "there is no table "
                            + full
                            + Place.of(name).behind()
                            + full.hint(this::hasRelation)));
  }
}
