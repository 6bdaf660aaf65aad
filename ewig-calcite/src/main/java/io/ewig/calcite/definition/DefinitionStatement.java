package io.ewig.calcite.definition;

import io.ewig.calcite.access.Rights;
import io.ewig.calcite.statement.Answer;
import io.ewig.calcite.statement.Frontend;
import io.ewig.calcite.statement.ResultColumn;
import io.ewig.calcite.statement.Run;
import io.ewig.calcite.statement.Statement;
import io.ewig.parser.definition.AlterSequence;
import io.ewig.parser.definition.AlterTable;
import io.ewig.parser.definition.Comment;
import io.ewig.parser.definition.CreateIndex;
import io.ewig.parser.definition.CreateSequence;
import io.ewig.parser.definition.CreateTable;
import io.ewig.parser.definition.Drop;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.ddl.SqlCreateSchema;
import org.apache.calcite.sql.ddl.SqlCreateView;

/** A statement that changes definitions. */
public final class DefinitionStatement implements Statement {

  /** Does what a tree says; gives how many rows were written. */
  private interface Verb<N extends SqlNode> {
    long run(N node, Definer definer);
  }

  private static final Map<Class<?>, Verb<SqlNode>> VERBS =
      Map.ofEntries(
          verb(CreateTable.class, Tables::create),
          change(AlterTable.class, TableChanges::alter),
          change(CreateIndex.class, Tables::createIndex),
          change(Drop.class, Drops::drop),
          change(Comment.class, Comments::comment),
          change(CreateSequence.class, Sequences::create),
          change(AlterSequence.class, Sequences::alter),
          change(SqlCreateView.class, Views::create),
          change(SqlCreateSchema.class, Views::createSchema));

  private static <N extends SqlNode> Map.Entry<Class<?>, Verb<SqlNode>> verb(
      Class<N> kind, Verb<N> verb) {
    return Map.entry(kind, (node, definer) -> verb.run(kind.cast(node), definer));
  }

  /** One that writes no rows. */
  private static <N extends SqlNode> Map.Entry<Class<?>, Verb<SqlNode>> change(
      Class<N> kind, BiConsumer<N, Definer> change) {
    return verb(
        kind,
        (node, definer) -> {
          change.accept(node, definer);
          return 0;
        });
  }

  private final Frontend frontend;
  private final Supplier<SqlNode> tree;
  private final int parameterCount;

  /**
   * @param tree a new one each time, because parts of it are planned
   */
  public DefinitionStatement(Frontend frontend, Supplier<SqlNode> tree, int parameterCount) {
    this.frontend = frontend;
    this.tree = tree;
    this.parameterCount = parameterCount;
  }

  /** Whether a tree is such a statement. */
  public static boolean is(SqlNode tree) {
    return VERBS.containsKey(tree.getClass());
  }

  @Override
  public List<ResultColumn> columns(Run run) {
    return List.of();
  }

  @Override
  public List<RelDataType> parameters(Run run) {
    return List.of();
  }

  @Override
  public boolean isQuery() {
    return false;
  }

  @Override
  public Answer run(Run run) {
    return run.session()
        .work()
        .change(
            transaction -> {
              Definer definer = new Definer(transaction, frontend, run, parameterCount);
              SqlNode node = tree.get();
              Verb<SqlNode> verb = Objects.requireNonNull(VERBS.get(node.getClass()));
              long rows = verb.run(node, definer);
              String kind = ((SqlCall) node).getOperator().getName();
              run.session()
                  .rights()
                  .note(Rights.Notable.DEFINITION, kind + " " + definer.defined());
              return new Answer.Count(rows, null);
            });
  }
}
