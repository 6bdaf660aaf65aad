package io.ewig.calcite.compile;

import io.ewig.calcite.compile.node.Casting;
import io.ewig.calcite.compile.node.CompileContext;
import io.ewig.calcite.compile.node.Unsupported;
import io.ewig.calcite.execution.Operator;
import io.ewig.calcite.operator.recursion.RecursiveUnion;
import io.ewig.calcite.operator.recursion.WorkTable;
import io.ewig.calcite.operator.recursion.WorkTableScan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.RepeatUnion;
import org.apache.calcite.rel.core.Spool;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.schema.TransientTable;
import org.jspecify.annotations.Nullable;

/** WITH RECURSIVE: which scan in a plan reads the rows of which recursion; one plan, one thread. */
final class WorkTables {

  private final Map<List<String>, WorkTable> tables = new HashMap<>();

  Operator compile(RepeatUnion node, CompileContext context) {
    RelOptTable transientTable = node.getTransientTable();
    if (transientTable == null) {
      throw Unsupported.feature("a repeated union without a table");
    }
    List<String> name = transientTable.getQualifiedName();
    Operator seed = Casting.toTypesOf(node, withoutSpool(node.getSeedRel()), context);
    WorkTable table = new WorkTable(String.join(".", name));
    WorkTable outer = tables.put(name, table);
    Operator step = Casting.toTypesOf(node, withoutSpool(node.getIterativeRel()), context);
    restore(name, outer);
    return new RecursiveUnion(
        seed, step, table, node.all, node.getRowType().getFieldCount(), node.iterationLimit);
  }

  private void restore(List<String> name, @Nullable WorkTable outer) {
    if (outer == null) {
      tables.remove(name);
    } else {
      tables.put(name, outer);
    }
  }

  /** The spool would store the rows; the recursion does that itself. */
  private static RelNode withoutSpool(RelNode node) {
    return node instanceof Spool spool ? spool.getInput() : node;
  }

  static boolean isTransient(TableScan scan) {
    return scan.getTable().unwrap(TransientTable.class) != null;
  }

  Operator compile(TableScan scan) {
    WorkTable table = tables.get(scan.getTable().getQualifiedName());
    if (table == null) {
      throw Unsupported.feature("a recursive reference outside of its query");
    }
    return new WorkTableScan(table);
  }
}
