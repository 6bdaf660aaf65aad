package io.ewig.parser.expression;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlUserDefinedTypeNameSpec;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.SqlValidator;

/** JSON: a type of columns that keeps its name; in expressions it is text. */
public final class JsonTypeName extends SqlUserDefinedTypeNameSpec {

  public JsonTypeName(SqlParserPos pos) {
    super(new SqlIdentifier(TypeSynonyms.JSON, pos), pos);
  }

  @Override
  public RelDataType deriveType(SqlValidator validator) {
    return new SqlBasicTypeNameSpec(SqlTypeName.VARCHAR, getParserPos()).deriveType(validator);
  }
}
