package io.ewig.calcite.moment;

import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.relation.Relation;
import io.ewig.calcite.relation.TableFunction;
import io.ewig.engine.catalog.Catalog;
import io.ewig.engine.session.View;
import io.ewig.engine.value.Type;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** What names meant at a moment; one statement. */
public interface Definitions {

  /** The number of a moment: the same for moments that say the same. */
  int moment(MomentText text);

  /** Whether a table or view has that name. */
  boolean has(int moment, QualifiedName name);

  Optional<Relation> relation(int moment, String schema, String name);

  Optional<ViewText> view(int moment, String schema, String name);

  /** What a call in FROM gives, if there is a function of that name. */
  Optional<Call> call(int moment, String function, List<SqlNode> arguments);

  /** Whether a function of that name stands in FROM and gives one column. */
  boolean givesRows(String function);

  /** The name of the database. */
  String catalog();

  /** Notes what a name without a schema means that stands in the statement itself. */
  void note(SqlIdentifier name, QualifiedName meaning);

  /** Notes a table or view that the query of a view reads which stands in the statement itself. */
  void noteInView(QualifiedName read);

  /** The schemas that there are, for error texts. */
  boolean hasSchema(int moment, String name);

  boolean hasSequence(int moment, String schema, String name);

  /**
   * A view's definition.
   *
   * @param columns names that it gives its query's columns; none: the query's own
   * @param query a tree that is this statement's own
   */
  record ViewText(String schema, List<String> columns, SqlNode query) {}

  /** A call of a table function. */
  sealed interface Call {

    /** Finds the definitions of other states on which it depends, by what the statement sees. */
    Function<View, List<Catalog>> elsewhere();
  }

  /** A call whose arguments are the same for a whole execution. */
  record ValueCall(
      Relation relation, List<Expression> arguments, Function<View, List<Catalog>> elsewhere)
      implements Call {}

  /**
   * A call whose arguments are columns of something beside it.
   *
   * @param parameters one for each argument
   * @param relations what it gives, once the types of the arguments are known
   */
  record ColumnCall(
      List<TableFunction.Parameter> parameters,
      Function<List<@Nullable Type>, Relation> relations,
      Function<View, List<Catalog>> elsewhere)
      implements Call {}
}
