package io.ewig.calcite.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.validate.SqlValidator;
import org.jspecify.annotations.Nullable;

/** The types of a statement's question marks, gathered from its parts. */
public final class ParameterTypes {

  private final Map<Integer, RelDataType> types = new TreeMap<>();
  private final RelDataTypeFactory factory;

  public ParameterTypes(RelDataTypeFactory factory) {
    this.factory = factory;
  }

  /** Says what a question mark has to be; what was said first holds. */
  public void put(int index, RelDataType type) {
    types.putIfAbsent(index, type);
  }

  /** A question mark that may be any of a kind: it is converted where it is used. */
  public void put(int index, SqlTypeName type) {
    put(index, factory.createTypeWithNullability(factory.createSqlType(type), true));
  }

  void addAll(SqlNode validated, SqlValidator validator) {
    validated.accept(
        new SqlBasicVisitor<Void>() {
          @Override
          public Void visit(SqlDynamicParam parameter) {
            put(parameter.getIndex(), validator.getValidatedNodeType(parameter));
            return null;
          }
        });
  }

  /** The types that are known by now; what is not is left as it comes. */
  public List<@Nullable RelDataType> known(int count) {
    List<@Nullable RelDataType> list = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      list.add(types.get(i));
    }
    return list;
  }

  /** All types by index; one that nothing is known of is a text. */
  public List<RelDataType> list(int count) {
    List<RelDataType> list = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      put(i, SqlTypeName.VARCHAR);
      list.add(types.get(i));
    }
    return list;
  }
}
