package io.ewig.sqltests.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.DirectoryResourceAccessor;
import liquibase.snapshot.SnapshotControl;
import liquibase.snapshot.SnapshotGeneratorFactory;
import liquibase.structure.core.Sequence;
import liquibase.structure.core.Table;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@LongTier
@Client(name = "Liquibase", type = Liquibase.class)
class LiquibaseTest {

  private static final String CHANGES =
      """
      <databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog"
          xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
          xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog
            http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd">
        <changeSet id="1" author="gardener">
          <createTable tableName="beds">
            <column name="id" type="int"><constraints primaryKey="true" nullable="false"/></column>
            <column name="name" type="varchar(20)"><constraints nullable="false"/></column>
          </createTable>
          <insert tableName="beds">
            <column name="id" valueNumeric="1"/>
            <column name="name" value="south"/>
          </insert>
        </changeSet>
        <changeSet id="2" author="gardener">
          <addColumn tableName="beds">
            <column name="sunny" type="boolean" defaultValueBoolean="true"/>
          </addColumn>
          <createIndex tableName="beds" indexName="beds_by_sun">
            <column name="sunny"/>
          </createIndex>
          <createSequence sequenceName="pots" startValue="7"/>
          <addUniqueConstraint tableName="beds" columnNames="name" constraintName="one_of_a_name"/>
          <createTable tableName="plants">
            <column name="id" type="bigint"><constraints primaryKey="true"/></column>
            <column name="bed_id" type="int"/>
            <column name="planted" type="datetime"/>
          </createTable>
          <addForeignKeyConstraint baseTableName="plants" baseColumnNames="bed_id"
              constraintName="plants_in_beds" referencedTableName="beds"
              referencedColumnNames="id"/>
        </changeSet>
        <changeSet id="3" author="gardener">
          <sql>UPDATE beds SET name = 'south side' WHERE id = 1;</sql>
          <rollback>UPDATE beds SET name = 'south' WHERE id = 1;</rollback>
        </changeSet>
      </databaseChangeLog>
      """;

  @TempDir Path folder;
  private Garden garden;

  Place place() {
    return Place.HERE;
  }

  @BeforeEach
  void open() throws Exception {
    garden = Garden.empty(place());
    Files.writeString(folder.resolve("changes.xml"), CHANGES, StandardCharsets.UTF_8);
  }

  @AfterEach
  void close() throws Exception {
    garden.close();
  }

  @Test
  void changeSetsAreAppliedOnce() throws Exception {
    with(liquibase -> liquibase.update(new Contexts(), new LabelExpression()));
    with(liquibase -> liquibase.update(new Contexts(), new LabelExpression()));
    assertThat(garden.rows("SELECT id, name, sunny FROM beds"))
        .containsExactly("1 south side true");
    assertThat(garden.rows("SELECT COUNT(*) FROM databasechangelog")).containsExactly("3");
    assertThat(garden.rows("SELECT locked FROM databasechangeloglock")).containsExactly("false");
  }

  @Test
  void aRollbackUndoesChangeSets() throws Exception {
    with(liquibase -> liquibase.update(new Contexts(), new LabelExpression()));
    with(liquibase -> liquibase.rollback(2, ""));
    assertThat(garden.rows("SELECT * FROM beds")).containsExactly("1 south");
    assertThat(garden.rows("SELECT id FROM databasechangelog")).containsExactly("1");
  }

  @Test
  void whatIsPendingIsKnown() throws Exception {
    with(
        liquibase -> {
          liquibase.update(1, new Contexts(), new LabelExpression());
          assertThat(liquibase.listUnrunChangeSets(new Contexts(), new LabelExpression()))
              .extracting(change -> change.getId())
              .isEqualTo(List.of("2", "3"));
        });
  }

  @Test
  void aSnapshotHasKeysIndexesAndSequences() throws Exception {
    with(liquibase -> liquibase.update(new Contexts(), new LabelExpression()));
    with(
        liquibase -> {
          Database database = liquibase.getDatabase();
          var snapshot =
              SnapshotGeneratorFactory.getInstance()
                  .createSnapshot(
                      database.getDefaultSchema(), database, new SnapshotControl(database));
          assertThat(snapshot.get(new Sequence(null, "public", "pots")).getStartValue())
              .isEqualTo(7);
          Table beds = (Table) snapshot.get(new Table(null, "public", "beds"));
          assertThat(beds.getPrimaryKey().getColumnNames()).isEqualTo("id");
          assertThat(beds.getUniqueConstraints())
              .extracting(key -> key.getName() + " " + key.getColumnNames())
              .containsExactly("one_of_a_name name");
          assertThat(beds.getIndexes())
              .extracting(index -> index.getName())
              .contains("beds_by_sun");
        });
  }

  @Test
  void columnsHaveTheTypesThatOtherDatabasesNameThem() throws Exception {
    change(
        """
        <changeSet id="types" author="gardener">
          <createTable tableName="seeds" remarks="what is sown">
            <column name="id" type="uuid"><constraints primaryKey="true"/></column>
            <column name="weight" type="number(10,2)"/>
            <column name="pieces" type="mediumint"/>
            <column name="bought" type="timestamp"/>
            <column name="sown" type="timestamp(3) with time zone"/>
            <column name="packed" type="timestamptz"/>
          </createTable>
        </changeSet>
        """);
    with(liquibase -> liquibase.update(new Contexts(), new LabelExpression()));
    assertThat(
            garden.rows(
                "SELECT column_name, data_type FROM information_schema.columns"
                    + " WHERE table_name = 'seeds' ORDER BY ordinal_position"))
        .startsWith(
            "id UUID",
            "weight DECIMAL",
            "pieces INTEGER",
            "bought TIMESTAMP",
            "sown TIMESTAMP WITH TIME ZONE",
            "packed TIMESTAMP WITH TIME ZONE");
  }

  @Test
  void tablesAreRenamedAndHaveRemarks() throws Exception {
    change(
        """
        <changeSet id="names" author="gardener">
          <createTable tableName="pots"><column name="size" type="int"/></createTable>
          <renameTable oldTableName="pots" newTableName="vessels"/>
          <setTableRemarks tableName="vessels" remarks="the gardener's"/>
          <setColumnRemarks tableName="vessels" columnName="size" remarks="in cm"/>
          <rollback><dropTable tableName="vessels"/></rollback>
        </changeSet>
        """);
    with(liquibase -> liquibase.update(new Contexts(), new LabelExpression()));
    assertThat(remarks()).containsExactly("vessels the gardener's", "size in cm");
    with(liquibase -> liquibase.rollback(1, ""));
    assertThat(remarks()).isEmpty();
  }

  private List<String> remarks() throws SQLException {
    List<String> found = new ArrayList<>();
    try (Connection connection = garden.source().getConnection()) {
      DatabaseMetaData metadata = connection.getMetaData();
      try (ResultSet tables = metadata.getTables(null, "public", "vessels", null);
          ResultSet columns = metadata.getColumns(null, "public", "vessels", null)) {
        while (tables.next()) {
          found.add(tables.getString("TABLE_NAME") + " " + tables.getString("REMARKS"));
        }
        while (columns.next()) {
          found.add(columns.getString("COLUMN_NAME") + " " + columns.getString("REMARKS"));
        }
      }
    }
    return found;
  }

  /** Takes one change set instead of the usual ones. */
  private void change(String changeSet) throws IOException {
    String head = CHANGES.substring(0, CHANGES.indexOf("<changeSet"));
    Files.writeString(
        folder.resolve("changes.xml"),
        head + changeSet + "</databaseChangeLog>",
        StandardCharsets.UTF_8);
  }

  @Test
  void dropAllLeavesNothing() throws Exception {
    with(liquibase -> liquibase.update(new Contexts(), new LabelExpression()));
    with(Liquibase::dropAll);
    assertThat(
            garden.rows(
                "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"))
        .isEmpty();
  }

  private void with(Work work) throws Exception {
    Scope.child(
        Map.of("liquibase.analytics.enabled", false),
        () -> {
          try (Connection connection = garden.source().getConnection()) {
            Database database =
                DatabaseFactory.getInstance()
                    .findCorrectDatabaseImplementation(new JdbcConnection(connection));
            work.on(new Liquibase("changes.xml", new DirectoryResourceAccessor(folder), database));
          }
        });
  }

  /** What is done with a changelog. */
  private interface Work {
    void on(Liquibase liquibase) throws Exception;
  }
}
