package io.ewig.calcite.plan.syntax;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * What a column is called that a query gives no name, as in PostgreSQL: after its function, after
 * the column that it is a cast of, or {@code ?column?}.
 */
public final class Labels {

  static final String NONE = "?column?";

  /** What Calcite calls them. */
  private static final Pattern NUMBERED = Pattern.compile("EXPR\\$(\\d{1,4})");

  private static final char MARK = '\0';

  private Labels() {}

  /** The labels of those items of a list that have no name, in their order. */
  public static List<String> ofUnnamed(SqlNodeList items) {
    List<String> labels = new ArrayList<>();
    for (SqlNode item : items) {
      if (isUnnamed(item)) {
        labels.add(of(item));
      }
    }
    return labels;
  }

  static boolean isUnnamed(SqlNode item) {
    return item.getKind() != SqlKind.AS && !(item instanceof SqlIdentifier);
  }

  /**
   * The same columns, with labels for those that have no name. Several of one name are told apart
   * by something that nobody can write: they can be read, but not named.
   *
   * @param labels of those without a name
   * @param items all columns, after stars were expanded
   */
  public static RelDataType named(
      RelDataType row, List<String> labels, SqlNodeList items, RelDataTypeFactory types) {
    Iterator<String> next = labels.iterator();
    List<String> names = new ArrayList<>(row.getFieldNames());
    for (int i = 0; i < names.size() && next.hasNext(); i++) {
      if (isUnnamed(items.get(i))) {
        names.set(i, next.next());
      }
    }
    RelDataTypeFactory.Builder named = types.builder().kind(row.getStructKind());
    for (RelDataTypeField field : row.getFieldList()) {
      String name = names.get(field.getIndex());
      boolean isUnique = Collections.frequency(names, name) == 1;
      named.add(isUnique ? name : name + MARK + field.getIndex(), field.getType());
    }
    return named.build();
  }

  /** As a result shows it; what is still numbered is a column of VALUES. */
  public static String shown(String name) {
    Matcher numbered = NUMBERED.matcher(name);
    if (numbered.matches()) {
      return column(Integer.parseInt(numbered.group(1)));
    }
    int mark = name.indexOf(MARK);
    return mark < 0 ? name : name.substring(0, mark);
  }

  /** What a column of VALUES is called. */
  static String column(int index) {
    return "column" + (index + 1);
  }

  /** What a column is called. */
  static String of(SqlNode item) {
    if (item instanceof SqlIdentifier column) {
      return shown(column.names.get(column.names.size() - 1));
    } else if (item instanceof SqlSelect query) {
      return of(query.getSelectList().get(0));
    } else if (!(item instanceof SqlCall call)) {
      return NONE;
    } else {
      return ofCall(call);
    }
  }

  private static String ofCall(SqlCall call) {
    return switch (call.getKind()) {
      case AS -> of(call.operand(1));
      case CAST, SAFE_CAST -> ofCast(call);
      case FILTER, OVER, WITHIN_GROUP, WITHIN_DISTINCT, IGNORE_NULLS, RESPECT_NULLS, ITEM ->
          of(call.operand(0));
      case SCALAR_QUERY, ORDER_BY -> of(call.operand(0));
      case CASE -> "case";
      case JSON_ARRAYAGG -> "json_arrayagg"; // which Calcite calls by how it takes nulls
      case JSON_OBJECTAGG -> "json_objectagg";
      case EXISTS -> "exists";
      case ARRAY_VALUE_CONSTRUCTOR, ARRAY_QUERY_CONSTRUCTOR -> "array";
      case ROW -> "row";
      default -> call.getOperator() instanceof SqlFunction function ? name(function) : NONE;
    };
  }

  /** A function may be written as {fn f(..)}, too. */
  private static String name(SqlFunction function) {
    String name = function.getName().toLowerCase(Locale.ROOT);
    if (name.equals("translate3")) {
      return "translate"; // as Calcite calls the one of three arguments
    }
    return name.startsWith("{fn ") ? name.substring(4, name.length() - 1) : name;
  }

  private static String typeName(String name) {
    return name.equals(SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE.getName())
        ? "timestamptz"
        : name.toLowerCase(Locale.ROOT);
  }

  private static String ofCast(SqlCall cast) {
    String inner = of(cast.operand(0));
    return inner.equals(NONE) && cast.operand(1) instanceof SqlDataTypeSpec type
        ? typeName(type.getTypeName().getSimple())
        : inner;
  }
}
