package io.ewig.calcite.type;

import io.ewig.parser.expression.JsonType;
import java.nio.charset.Charset;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCollation;
import org.apache.calcite.sql.type.SqlTypeFactoryImpl;
import org.apache.calcite.sql.type.SqlTypeMappingRule;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.ConversionUtil;
import org.jspecify.annotations.Nullable;

/** Makes Calcite's types in our type system; texts are Unicode, and JSON is a type. */
public final class EwigTypeFactory extends SqlTypeFactoryImpl {

  /** That of literals U&'...', so that they can be compared with others. */
  private static final Charset UNICODE = Charset.forName(ConversionUtil.NATIVE_UTF16_CHARSET_NAME);

  public EwigTypeFactory() {
    super(EwigTypeSystem.INSTANCE);
  }

  @Override
  public Charset getDefaultCharset() {
    return UNICODE;
  }

  @Override
  public RelDataType createTypeWithNullability(RelDataType type, boolean isNullable) {
    return type instanceof JsonType json
        ? canonize(json.nullable(isNullable, this))
        : super.createTypeWithNullability(type, isNullable);
  }

  @Override
  public RelDataType enforceTypeWithNullability(RelDataType type, boolean isNullable) {
    return type instanceof JsonType
        ? createTypeWithNullability(type, isNullable)
        : super.enforceTypeWithNullability(type, isNullable);
  }

  /** Documents have their own. */
  @Override
  public RelDataType createTypeWithCharsetAndCollation(
      RelDataType type, Charset characters, SqlCollation collation) {
    return type instanceof JsonType
        ? type
        : super.createTypeWithCharsetAndCollation(type, characters, collation);
  }

  /** Documents among themselves are documents, and texts beside others. */
  @Override
  public @Nullable RelDataType leastRestrictive(
      List<RelDataType> types, SqlTypeMappingRule mappingRule) {
    boolean isMixed = !types.stream().allMatch(EwigTypeFactory::isJsonOrNull);
    for (RelDataType type : types) {
      if (type instanceof JsonType && !isMixed) {
        return createTypeWithNullability(type, types.stream().anyMatch(RelDataType::isNullable));
      }
    }
    return super.leastRestrictive(types.stream().map(EwigTypeFactory::text).toList(), mappingRule);
  }

  private static boolean isJsonOrNull(RelDataType type) {
    return type instanceof JsonType || type.getSqlTypeName() == SqlTypeName.NULL;
  }

  private static RelDataType text(RelDataType type) {
    return type instanceof JsonType json ? json.text() : type;
  }
}
