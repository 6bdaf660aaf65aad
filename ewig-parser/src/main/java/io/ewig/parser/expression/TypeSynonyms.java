package io.ewig.parser.expression;

import java.util.Map;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlTypeNameSpec;
import org.apache.calcite.sql.SqlUserDefinedTypeNameSpec;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/** The types that other databases call by names of their own. */
public final class TypeSynonyms {

  /** JSON is a type of the engine, not of Calcite, and keeps its name. */
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

  private TypeSynonyms() {}

  /** The type of that name; a name that nobody knows stays as it is. */
  public static SqlTypeNameSpec of(SqlIdentifier name, int precision, SqlParserPos pos) {
    SqlTypeName known = name.isSimple() ? NAMES.get(name.getSimple()) : null;
    if (known != null) {
      return new SqlBasicTypeNameSpec(known, precision, pos);
    }
    boolean isJson = name.isSimple() && name.getSimple().equals("jsonb");
    SqlIdentifier kept = isJson ? new SqlIdentifier(JSON, name.getParserPosition()) : name;
    return new SqlUserDefinedTypeNameSpec(kept, pos);
  }
}
