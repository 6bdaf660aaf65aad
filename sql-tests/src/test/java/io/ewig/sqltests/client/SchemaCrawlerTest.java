package io.ewig.sqltests.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import schemacrawler.inclusionrule.RegularExpressionInclusionRule;
import schemacrawler.schema.Catalog;
import schemacrawler.schema.Column;
import schemacrawler.schema.Table;
import schemacrawler.schemacrawler.LimitOptionsBuilder;
import schemacrawler.schemacrawler.LoadOptionsBuilder;
import schemacrawler.schemacrawler.SchemaCrawlerOptions;
import schemacrawler.schemacrawler.SchemaCrawlerOptionsBuilder;
import schemacrawler.schemacrawler.SchemaInfoLevelBuilder;
import schemacrawler.tools.command.text.schema.options.SchemaTextOptionsBuilder;
import schemacrawler.tools.options.OutputOptionsBuilder;
import schemacrawler.tools.utility.SchemaCrawlerUtility;
import us.fatehi.utility.datasource.DatabaseConnectionSource;
import us.fatehi.utility.datasource.DatabaseConnectionSources;

@LongTier
@Client(name = "SchemaCrawler", type = SchemaCrawlerOptions.class)
class SchemaCrawlerTest {

  private Garden garden;
  private DatabaseConnectionSource source;

  Place place() {
    return Place.HERE;
  }

  @BeforeEach
  void open() throws SQLException {
    garden = Garden.planted(place());
    garden.run("COMMENT ON TABLE plants IS 'What grows'");
    source = DatabaseConnectionSources.fromDataSource(garden.source());
  }

  @AfterEach
  void close() throws Exception {
    source.close();
    garden.close();
  }

  @Test
  void theCatalogHasTablesColumnsAndTypes() {
    Table plants = table("plants");
    assertThat(plants.getColumns())
        .extracting(Column::getName)
        .containsExactly("id", "name", "petals", "bed_id", "planted");
    Column name = plants.lookupColumn("name").orElseThrow();
    assertThat(name.getColumnDataType().getName()).isEqualTo("VARCHAR");
    assertThat(name.getSize()).isEqualTo(40);
    assertThat(name.isNullable()).isFalse();
    assertThat(plants.lookupColumn("petals").orElseThrow().getDefaultValue()).isEqualTo("5");
    assertThat(plants.lookupColumn("id").orElseThrow().isAutoIncremented()).isTrue();
    assertThat(plants.getRemarks()).isEqualTo("What grows");
  }

  @Test
  void keysAndIndexesAreFound() {
    Table plants = table("plants");
    assertThat(plants.getPrimaryKey().getConstrainedColumns())
        .extracting(column -> column.getName())
        .containsExactly("id");
    assertThat(plants.getImportedForeignKeys())
        .singleElement()
        .satisfies(key -> assertThat(key.getReferencedTable().getName()).isEqualTo("beds"));
    assertThat(plants.getIndexes()).extracting(index -> index.getName()).contains("plants_by_name");
    assertThat(table("beds").getExportedForeignKeys()).hasSize(1);
  }

  @Test
  void aViewIsAView() {
    Table roses = table("roses");
    assertThat(roses.getTableType().isView()).isTrue();
    assertThat(roses.getColumns()).extracting(Column::getName).containsExactly("id", "petals");
  }

  @Test
  void theWholeSchemaIsPrintedInFullDetail() {
    var text = new StringWriter();
    var executable = new schemacrawler.tools.executable.SchemaCrawlerExecutable("details");
    executable.setSchemaCrawlerOptions(options());
    executable.setOutputOptions(OutputOptionsBuilder.builder().withOutputWriter(text).toOptions());
    executable.setAdditionalConfiguration(SchemaTextOptionsBuilder.builder().noInfo().toConfig());
    executable.setDataSource(source);
    executable.execute();
    assertThat(text.toString())
        .contains("plants", "VARCHAR(40) NOT NULL", "plants_pkey", "plants_by_name", "roses")
        .doesNotContain("VARCHAR(40)(40)");
  }

  private Table table(String name) {
    List<Table> found =
        catalog().getTables().stream().filter(table -> table.getName().equals(name)).toList();
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  private Catalog catalog() {
    return SchemaCrawlerUtility.getCatalog(source, options());
  }

  private static SchemaCrawlerOptions options() {
    return SchemaCrawlerOptionsBuilder.newSchemaCrawlerOptions()
        .withLimitOptions(
            LimitOptionsBuilder.builder()
                .includeSchemas(new RegularExpressionInclusionRule(".*public"))
                .toOptions())
        .withLoadOptions(
            LoadOptionsBuilder.builder()
                .withSchemaInfoLevel(SchemaInfoLevelBuilder.maximum())
                .toOptions());
  }
}
