package io.ewig.parser.expression;

import io.ewig.engine.error.ErrorCode;
import io.ewig.parser.node.Place;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlTypeNameSpec;
import org.apache.calcite.sql.SqlUserDefinedTypeNameSpec;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/** The types that other databases call by names of their own. */
public final class TypeSynonyms {

  /** Calcite has no type of that name: {@link JsonType}. */
  public static final String JSON = "json";

  private static final Map<String, SqlTypeName> NAMES =
      Map.ofEntries(
          Map.entry("text", SqlTypeName.VARCHAR),
          Map.entry("string", SqlTypeName.VARCHAR),
          Map.entry("clob", SqlTypeName.VARCHAR),
          Map.entry("longtext", SqlTypeName.VARCHAR),
          Map.entry("mediumtext", SqlTypeName.VARCHAR),
          Map.entry("nclob", SqlTypeName.VARCHAR),
          Map.entry("nvarchar", SqlTypeName.VARCHAR),
          Map.entry("bytea", SqlTypeName.VARBINARY),
          Map.entry("blob", SqlTypeName.VARBINARY),
          Map.entry("longblob", SqlTypeName.VARBINARY),
          Map.entry("datetime", SqlTypeName.TIMESTAMP),
          Map.entry("timestamptz", SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE),
          Map.entry("bool", SqlTypeName.BOOLEAN),
          Map.entry("int2", SqlTypeName.SMALLINT),
          Map.entry("int4", SqlTypeName.INTEGER),
          Map.entry("int8", SqlTypeName.BIGINT),
          Map.entry("float4", SqlTypeName.REAL),
          Map.entry("float8", SqlTypeName.DOUBLE));

  /** Types of a column that numbers itself; they keep their names, too. */
  private static final Set<String> SERIALS = Set.of("smallserial", "serial", "bigserial");

  private TypeSynonyms() {}

  /** Whether a word, as it stands in the text, is one of these names. */
  public static boolean has(String word) {
    String name = word.toLowerCase(Locale.ROOT);
    return NAMES.containsKey(name) || isJson(name);
  }

  private static boolean isJson(String name) {
    return name.equals(JSON) || name.equals("jsonb");
  }

  /** {@code timestamptz '2024-01-31'}: a text read as a value of the type of that name. */
  public static SqlNode typed(SqlIdentifier name, SqlNode text, SqlParserPos pos) {
    if (text instanceof SqlCharStringLiteral literal
        && NAMES.get(name.getSimple()) == SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE) {
      return TimeLiterals.instant(literal.getValueAs(String.class), pos);
    }
    SqlDataTypeSpec type = new SqlDataTypeSpec(of(name, -1, pos), pos);
    return SqlStdOperatorTable.CAST.createCall(pos, text, type);
  }

  /** The type of that name. */
  public static SqlTypeNameSpec of(SqlIdentifier name, int precision, SqlParserPos pos) {
    SqlTypeName known = name.isSimple() ? NAMES.get(name.getSimple()) : null;
    if (known != null) {
      return new SqlBasicTypeNameSpec(known, precision, pos);
    }
    String text = name.toString();
    if (isJson(text)) {
      return new JsonTypeName(pos);
    }
    if (!SERIALS.contains(text)) {
      throw Place.of(pos)
          .error(
              ErrorCode.UNKNOWN_OBJECT,
              "there is no type '"
                  + text
                  + "'; write one such as integer, decimal(10,2), varchar(40), timestamp, uuid or json");
    }
    return new SqlUserDefinedTypeNameSpec(name, pos);
  }
}
