package io.ewig.calcite.system.catalog;

import io.ewig.calcite.relation.TableFunction;
import io.ewig.calcite.relation.TableFunction.Parameter;
import io.ewig.calcite.system.listing.Items;
import io.ewig.calcite.system.listing.Listing;
import io.ewig.engine.value.Kind;
import io.ewig.engine.value.Type;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code routines, parameters, type_info}: the same at all moments. */
final class RoutineTables {

  private static final String SCHEMA_OF_FUNCTIONS = "ewig";

  private final String catalog;
  private final List<TableFunction> functions;

  RoutineTables(String catalog, List<TableFunction> functions) {
    this.catalog = catalog;
    this.functions = functions;
  }

  Listing<?> routines() {
    return CatalogTables.<TableFunction>named("routines", "Functions that stand in FROM.")
        .column("specific_catalog", Type.VARCHAR, function -> catalog)
        .column("specific_schema", Type.VARCHAR, function -> SCHEMA_OF_FUNCTIONS)
        .column("specific_name", Type.VARCHAR, TableFunction::name)
        .column("routine_catalog", Type.VARCHAR, function -> catalog)
        .column("routine_schema", Type.VARCHAR, function -> SCHEMA_OF_FUNCTIONS)
        .column("routine_name", Type.VARCHAR, TableFunction::name)
        .column("routine_type", Type.VARCHAR, function -> "FUNCTION")
        .column("routine_body", Type.VARCHAR, function -> "EXTERNAL")
        .absent("routine_definition")
        .column("external_language", Type.VARCHAR, function -> "JAVA")
        .column("is_deterministic", Type.VARCHAR, function -> "NO")
        .column("sql_data_access", Type.VARCHAR, function -> "READS SQL DATA")
        .column("remarks", Type.VARCHAR, TableFunction::remarks)
        .column("data_type", Type.VARCHAR, function -> "TABLE")
        .unique("routine_name")
        .from(reading -> Items.of(functions));
  }

  /** A parameter and its position, from 1. */
  private record Place(TableFunction function, Parameter parameter, int position) {

    String typeName() {
      Type type = parameter.type();
      return type == null ? "ANY" : TypeFacts.of(type).name();
    }

    int jdbcType() {
      Type type = parameter.type();
      return type == null ? Types.OTHER : TypeFacts.of(type).jdbcCode();
    }
  }

  Listing<?> parameters() {
    return CatalogTables.<Place>named("parameters", "Parameters of functions.")
        .column("specific_catalog", Type.VARCHAR, place -> catalog)
        .column("specific_schema", Type.VARCHAR, place -> SCHEMA_OF_FUNCTIONS)
        .column("specific_name", Type.VARCHAR, place -> place.function().name())
        .column("routine_schema", Type.VARCHAR, place -> SCHEMA_OF_FUNCTIONS)
        .column("routine_name", Type.VARCHAR, place -> place.function().name())
        .column("parameter_name", Type.VARCHAR, place -> place.parameter().name())
        .column("ordinal_position", Type.INTEGER, Place::position)
        .column("parameter_mode", Type.VARCHAR, place -> "IN")
        .column("is_result", Type.VARCHAR, place -> "NO")
        .column("data_type", Type.VARCHAR, Place::typeName)
        .column("jdbc_type", Type.INTEGER, Place::jdbcType)
        .column(
            "is_optional", Type.VARCHAR, place -> TableTables.yes(place.parameter().isOptional()))
        .column(
            "is_repeated", Type.VARCHAR, place -> TableTables.yes(place.parameter().isRepeated()))
        .unique("routine_name", "ordinal_position")
        .from(reading -> Items.of(places()));
  }

  private List<Place> places() {
    List<Place> found = new ArrayList<>();
    for (TableFunction function : functions) {
      for (int i = 0; i < function.parameters().size(); i++) {
        found.add(new Place(function, function.parameters().get(i), i + 1));
      }
    }
    return found;
  }

  // ---- types

  private static final int SEARCHED_BY_LIKE_TOO = 3; // DatabaseMetaData.typeSearchable
  private static final int SEARCHED_BUT_BY_LIKE = 2; // DatabaseMetaData.typePredBasic

  /** A type with the most that it takes. */
  private record Sample(Type type, TypeFacts facts, @Nullable Integer scaleMax) {

    boolean isText() {
      return type.kind().isText() || type.kind() == Kind.JSON;
    }

    @Nullable String prefix() {
      return switch (type.kind()) {
        case CHAR, VARCHAR, JSON, UUID -> "'";
        case BINARY, VARBINARY -> "X'";
        case DATE -> "DATE '";
        case TIME -> "TIME '";
        case TIMESTAMP -> "TIMESTAMP '";
        case TIMESTAMP_WITH_TIME_ZONE -> "TIMESTAMP WITH TIME ZONE '";
        default -> null;
      };
    }

    @Nullable String suffix() {
      return prefix() == null ? null : "'";
    }

    @Nullable String parameters() {
      return switch (type.kind()) {
        case CHAR, VARCHAR, BINARY, VARBINARY -> "length";
        case DECIMAL -> "precision,scale";
        case TIME, TIMESTAMP, TIMESTAMP_WITH_TIME_ZONE -> "precision";
        default -> null;
      };
    }
  }

  Listing<?> typeInfo() {
    return CatalogTables.<Sample>named("type_info", "The types that columns can have.")
        .column("type_name", Type.VARCHAR, one -> one.facts().name())
        .column("jdbc_type", Type.INTEGER, one -> one.facts().jdbcCode())
        .nullable("precision", Type.INTEGER, one -> one.facts().size())
        .nullable("literal_prefix", Type.VARCHAR, Sample::prefix)
        .nullable("literal_suffix", Type.VARCHAR, Sample::suffix)
        .nullable("create_params", Type.VARCHAR, Sample::parameters)
        .column("case_sensitive", Type.BOOLEAN, Sample::isText)
        .column(
            "searchable",
            Type.INTEGER,
            one -> one.isText() ? SEARCHED_BY_LIKE_TOO : SEARCHED_BUT_BY_LIKE)
        .column("is_auto_increment", Type.BOOLEAN, one -> one.type().kind().isInteger())
        .nullable("minimum_scale", Type.INTEGER, one -> one.scaleMax() == null ? null : 0)
        .nullable("maximum_scale", Type.INTEGER, Sample::scaleMax)
        .unique("type_name")
        .from(reading -> Items.of(samples()));
  }

  private static List<Sample> samples() {
    List<Sample> all = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      if (kind != Kind.ARRAY) {
        Type type = widest(kind);
        all.add(new Sample(type, TypeFacts.of(type), scaleMax(kind)));
      }
    }
    return all;
  }

  private static Type widest(Kind kind) {
    return switch (kind) {
      case CHAR -> Type.character(Type.PADDED_LENGTH_MAX);
      case BINARY -> Type.binary(Type.PADDED_LENGTH_MAX);
      case VARCHAR -> Type.VARCHAR;
      case VARBINARY -> Type.VARBINARY;
      case DECIMAL -> Type.decimal(Type.DECIMAL_DIGITS_MAX, 0);
      case TIME -> Type.TIME;
      case TIMESTAMP -> Type.TIMESTAMP;
      case TIMESTAMP_WITH_TIME_ZONE -> Type.TIMESTAMP_WITH_TIME_ZONE;
      default -> Type.parse(kind.text());
    };
  }

  private static @Nullable Integer scaleMax(Kind kind) {
    return switch (kind) {
      case TINYINT, SMALLINT, INTEGER, BIGINT -> 0;
      case DECIMAL -> Type.DECIMAL_DIGITS_MAX;
      case TIME, TIMESTAMP, TIMESTAMP_WITH_TIME_ZONE -> Type.FRACTION_DIGITS_MAX;
      default -> null;
    };
  }
}
