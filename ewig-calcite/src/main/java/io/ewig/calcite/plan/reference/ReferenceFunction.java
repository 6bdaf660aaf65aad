package io.ewig.calcite.plan.reference;

import io.ewig.calcite.relation.Relation;
import io.ewig.calcite.relation.RelationColumn;
import io.ewig.calcite.relation.TableFunction;
import io.ewig.calcite.type.TypeMapping;
import io.ewig.engine.value.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.SqlTableFunction;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.jspecify.annotations.Nullable;

/**
 * A table function whose arguments are columns of what stands beside it: one call in a statement,
 * which Calcite runs anew for each row.
 */
public final class ReferenceFunction extends SqlFunction implements SqlTableFunction {

  private final List<TableFunction.Parameter> parameters;
  private final int moment;
  private final Function<List<@Nullable Type>, Relation> relations;

  /**
   * @param parameters one for each argument
   * @param relations what the call gives, once the types of its arguments are known
   */
  public ReferenceFunction(
      String name,
      List<TableFunction.Parameter> parameters,
      int moment,
      Function<List<@Nullable Type>, Relation> relations) {
    super(
        name,
        SqlKind.OTHER_FUNCTION,
        ReturnTypes.CURSOR,
        (binding, returned, operands) -> {
          for (int i = 0; i < operands.length; i++) {
            operands[i] = wanted(parameters.get(i), binding.getTypeFactory());
          }
        },
        OperandTypes.VARIADIC,
        SqlFunctionCategory.USER_DEFINED_TABLE_FUNCTION);
    this.parameters = List.copyOf(parameters);
    this.moment = moment;
    this.relations = relations;
  }

  /** The function of a call in FROM. */
  public static ReferenceFunction in(SqlNode lateral) {
    SqlCall table = ((SqlCall) lateral).operand(0);
    return (ReferenceFunction) ((SqlCall) table.operand(0)).getOperator();
  }

  /** Whether its rows have a single column, whatever its arguments are. */
  public boolean hasOneColumn() {
    return relations.apply(Collections.nCopies(parameters.size(), null)).columns().size() == 1;
  }

  /** Where any type will do, a question mark is a whole number. */
  private static RelDataType wanted(TableFunction.Parameter parameter, RelDataTypeFactory types) {
    Type type = parameter.type();
    return TypeMapping.calcite(type == null ? Type.BIGINT : type, true, types);
  }

  /** Its name stands for itself, and is not looked up again. */
  @Override
  public RelDataType deriveType(SqlValidator validator, SqlValidatorScope scope, SqlCall call) {
    for (SqlNode operand : call.getOperandList()) {
      validator.deriveType(scope, operand);
    }
    return validateOperands(validator, scope, call);
  }

  @Override
  public SqlReturnTypeInference getRowTypeInference() {
    return binding -> rowType(relation(types(binding)), binding.getTypeFactory());
  }

  private static List<RelDataType> types(SqlOperatorBinding binding) {
    return IntStream.range(0, binding.getOperandCount()).mapToObj(binding::getOperandType).toList();
  }

  /** What it gives for arguments of these types. */
  Relation relation(List<RelDataType> types) {
    List<@Nullable Type> known = new ArrayList<>();
    for (RelDataType type : types) {
      known.add(type.getSqlTypeName() == SqlTypeName.NULL ? null : TypeMapping.engine(type));
    }
    return relations.apply(known);
  }

  private static RelDataType rowType(Relation relation, RelDataTypeFactory types) {
    RelDataTypeFactory.Builder row = types.builder();
    for (RelationColumn column : relation.columns()) {
      if (!column.isHidden()) {
        row.add(column.name(), TypeMapping.calcite(column.type(), column.isNullable(), types));
      }
    }
    return row.build();
  }

  int moment() {
    return moment;
  }

  TableFunction.Parameter parameter(int argument) {
    return parameters.get(argument);
  }
}
