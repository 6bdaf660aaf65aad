package io.ewig.calcite.definition;

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
import java.util.function.Supplier;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.ddl.SqlCreateSchema;
import org.apache.calcite.sql.ddl.SqlCreateView;

/** A statement that changes definitions. */
public final class DefinitionStatement implements Statement {

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
    return tree instanceof CreateTable
        || tree instanceof AlterTable
        || tree instanceof CreateIndex
        || tree instanceof Drop
        || tree instanceof Comment
        || tree instanceof CreateSequence
        || tree instanceof AlterSequence
        || tree instanceof SqlCreateView
        || tree instanceof SqlCreateSchema;
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
              return new Answer.Count(define(tree.get(), definer), null);
            });
  }

  /** Does it; gives how many rows were written. */
  private static long define(SqlNode node, Definer definer) {
    if (node instanceof CreateTable create) {
      return Tables.create(create, definer);
    } else if (node instanceof AlterTable alter) {
      TableChanges.alter(alter, definer);
    } else if (node instanceof CreateIndex create) {
      Tables.createIndex(create, definer);
    } else if (node instanceof Drop drop) {
      Drops.drop(drop, definer);
    } else if (node instanceof Comment comment) {
      Comments.comment(comment, definer);
    } else if (node instanceof CreateSequence create) {
      Sequences.create(create, definer);
    } else if (node instanceof AlterSequence alter) {
      Sequences.alter(alter, definer);
    } else if (node instanceof SqlCreateView create) {
      Views.create(create, definer);
    } else if (node instanceof SqlCreateSchema create) {
      Views.createSchema(create, definer);
    }
    return 0;
  }
}
