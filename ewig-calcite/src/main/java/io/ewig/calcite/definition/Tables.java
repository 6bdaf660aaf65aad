package io.ewig.calcite.definition;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.Rows;
import io.ewig.calcite.expression.Column;
import io.ewig.calcite.expression.Expression;
import io.ewig.calcite.expression.cast.Assignment;
import io.ewig.calcite.moment.QualifiedName;
import io.ewig.calcite.statement.ResultColumn;
import io.ewig.calcite.statement.Understanding;
import io.ewig.calcite.type.Documents;
import io.ewig.calcite.type.TypeMapping;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.schema.Alteration;
import io.ewig.engine.schema.Default;
import io.ewig.engine.schema.Index;
import io.ewig.engine.schema.MergeLaw;
import io.ewig.engine.schema.Table;
import io.ewig.engine.schema.TableBuilder;
import io.ewig.engine.value.Type;
import io.ewig.parser.definition.ColumnDefinition;
import io.ewig.parser.definition.CreateIndex;
import io.ewig.parser.definition.CreateTable;
import io.ewig.parser.definition.LikeTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

/** CREATE TABLE and CREATE INDEX. */
final class Tables {

  private Tables() {}

  /** Makes a table; gives how many rows a query has filled it with. */
  static long create(CreateTable create, Definer definer) {
    QualifiedName name = definer.name(create.name());
    if (create.ifNotExists() && definer.catalog().find(name.schema(), name.name()).isPresent()) {
      return 0;
    }
    Understanding understanding = definer.understanding();
    Understanding.Planned query =
        create.query().isPresent() ? understanding.query(create.query().get()) : null;
    TableBuilder builder =
        new TableBuilder(definer.transaction().newId(), name.schema(), name.name());
    List<String> filled = new ArrayList<>();
    if (query != null) {
      queriedColumns(create, query, builder, filled, definer);
    } else {
      declaredColumns(create, builder, definer);
    }
    Constraints.addTo(builder, create.constraints(), name, definer);
    for (LikeTable like : create.models()) {
      Models.addConstraints(like, builder, definer);
    }
    if (create.deletionsWin().orElseGet(() -> Models.deletionsWin(create.models(), definer))) {
      builder.deletionsWin();
    }
    Table table = definer.transaction().create(builder.build());
    return query == null || create.isWithoutRows()
        ? 0
        : fill(table, filled, query, understanding, definer);
  }

  private static void declaredColumns(CreateTable create, TableBuilder builder, Definer definer) {
    for (int i = 0; i <= create.columns().size(); i++) {
      int place = i;
      create.models().stream()
          .filter(like -> like.place() == place)
          .forEach(like -> Models.addColumns(like, builder, definer));
      if (i < create.columns().size()) {
        add(create.columns().get(i), builder, definer);
      }
    }
  }

  private static void add(ColumnDefinition column, TableBuilder builder, Definer definer) {
    Type type = Columns.type(column);
    Default byDefault = Columns.byDefault(column, type, definer);
    boolean isIdentity = byDefault instanceof Default.Identity;
    builder.column(column.name(), type, byDefault, !column.isNotNull() && !isIdentity);
    MergeLaw law = column.mergeLaw().orElse(MergeLaw.LWW);
    if (law != MergeLaw.LWW) {
      builder.mergeLaw(column.name(), law);
    }
  }

  private static void queriedColumns(
      CreateTable create,
      Understanding.Planned query,
      TableBuilder builder,
      List<String> filled,
      Definer definer) {
    List<ColumnDefinition> declared = create.columns();
    if (!declared.isEmpty() && declared.size() != query.columns().size()) {
      throw new UserException(
          ErrorCode.SYNTAX_ERROR,
          "CREATE TABLE names "
              + declared.size()
              + " columns, and its query gives "
              + query.columns().size());
    }
    for (int i = 0; i < query.columns().size(); i++) {
      ResultColumn column = query.columns().get(i);
      boolean isTyped = !declared.isEmpty() && declared.get(i).type().isPresent();
      if (isTyped) {
        add(declared.get(i), builder, definer);
      } else {
        String name = declared.isEmpty() ? column.label() : declared.get(i).name();
        builder.column(name, TypeMapping.engine(column.type()));
      }
      filled.add(declared.isEmpty() ? column.label() : declared.get(i).name());
    }
  }

  private static long fill(
      Table table,
      List<String> columns,
      Understanding.Planned query,
      Understanding understanding,
      Definer definer) {
    List<Expression> stored = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      String name = columns.get(i);
      RelDataType to = TypeMapping.calcite(table.column(name).type(), true, understanding.types());
      stored.add(Assignment.assign(new Column(i), query.columns().get(i).type(), to, name));
    }
    long count = 0;
    Execution execution = understanding.execution();
    try (Rows rows = query.root().open(execution)) {
      for (@Nullable Object[] row = rows.next(); row != null; row = rows.next()) {
        Map<String, @Nullable Object> values = new HashMap<>();
        for (int i = 0; i < stored.size(); i++) {
          String column = columns.get(i);
          Object value = stored.get(i).value(row, execution);
          values.put(column, Documents.toEngine(value, table.column(column).type()));
        }
        definer.transaction().insert(table, values);
        count++;
      }
    }
    return count;
  }

  static void createIndex(CreateIndex create, Definer definer) {
    Table table = definer.table(create.table());
    List<String> columns = new ArrayList<>();
    for (SqlNode column : create.columns()) {
      SqlNode plain = column instanceof SqlCall call ? call.operand(0) : column;
      columns.add(((SqlIdentifier) plain).getSimple());
    }
    String name =
        create
            .name()
            .map(given -> given.names.get(given.names.size() - 1))
            .orElseGet(() -> table.name() + "_" + String.join("_", columns) + "_idx");
    boolean isThere = table.keys().stream().anyMatch(key -> key.name().equals(name));
    if (isThere && create.ifNotExists()) {
      return;
    }
    Index.Role role = create.isUnique() ? Index.Role.UNIQUE_INDEX : Index.Role.INDEX;
    definer.transaction().alter(table, new Alteration.AddKey(name, columns, role));
  }
}
