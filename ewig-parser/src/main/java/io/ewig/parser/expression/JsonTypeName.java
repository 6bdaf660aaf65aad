package io.ewig.parser.expression;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlUserDefinedTypeNameSpec;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.validate.SqlValidator;

/** JSON, where a type is named. */
public final class JsonTypeName extends SqlUserDefinedTypeNameSpec {

  public JsonTypeName(SqlParserPos pos) {
    super(new SqlIdentifier(TypeSynonyms.JSON, pos), pos);
  }

  @Override
  public RelDataType deriveType(SqlValidator validator) {
    return JsonType.in(validator.getTypeFactory());
  }
}
