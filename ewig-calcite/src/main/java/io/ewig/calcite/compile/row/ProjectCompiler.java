package io.ewig.calcite.compile.row;

import io.ewig.calcite.compile.node.CompileContext;
import io.ewig.calcite.compile.node.Compiles;
import io.ewig.calcite.execution.Operator;
import org.apache.calcite.rel.core.Project;

/** SELECT. */
public final class ProjectCompiler implements Compiles<Project> {

  @Override
  public Operator compile(Project node, CompileContext context) {
    Operator input = context.compile(node.getInput());
    return isIdentity(node) ? input : context.project(input, node.getProjects());
  }

  /** The names of columns do not matter to rows. */
  private static boolean isIdentity(Project node) {
    return node.getProjects().size() == node.getInput().getRowType().getFieldCount()
        && org.apache.calcite.rex.RexUtil.isIdentity(
            node.getProjects(), node.getInput().getRowType());
  }
}
