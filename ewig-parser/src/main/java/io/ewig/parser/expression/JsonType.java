package io.ewig.parser.expression;

import java.nio.charset.Charset;
import java.util.Objects;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCollation;
import org.apache.calcite.sql.type.AbstractSqlType;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * JSON among Calcite's types, which has none: a text to all that takes texts, and a document to
 * what makes documents, to columns and to who reads results.
 */
public final class JsonType extends AbstractSqlType {

  private final RelDataType text;

  private JsonType(RelDataType text) {
    super(SqlTypeName.VARCHAR, text.isNullable(), null);
    this.text = text;
    computeDigest();
  }

  /** That of a document which is always there. */
  public static JsonType in(RelDataTypeFactory types) {
    return new JsonType(
        types.createTypeWithCharsetAndCollation(
            types.createSqlType(SqlTypeName.VARCHAR),
            types.getDefaultCharset(),
            SqlCollation.IMPLICIT));
  }

  /** The same that may be null, or not. */
  public JsonType nullable(boolean isNullable, RelDataTypeFactory types) {
    return isNullable == isNullable()
        ? this
        : new JsonType(types.createTypeWithNullability(text, isNullable));
  }

  /** What a document is where texts are taken. */
  public RelDataType text() {
    return text;
  }

  @Override
  public int getPrecision() {
    return text.getPrecision();
  }

  @Override
  public Charset getCharset() {
    return Objects.requireNonNull(text.getCharset());
  }

  @Override
  public SqlCollation getCollation() {
    return Objects.requireNonNull(text.getCollation());
  }

  @Override
  protected void generateTypeString(StringBuilder to, boolean withDetail) {
    to.append(TypeSynonyms.JSON);
  }
}
