package io.ewig.sqltests.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@LongTier
@Client(name = "Flyway", type = Flyway.class)
class FlywayTest {

  @TempDir Path folder;
  private Garden garden;

  Place place() {
    return Place.HERE;
  }

  @BeforeEach
  void open() throws Exception {
    garden = Garden.empty(place());
    write(
        "V1__beds.sql",
        """
        -- What grows where; it's a comment.
        CREATE TABLE beds (id INT PRIMARY KEY, name VARCHAR(20) NOT NULL);
        INSERT INTO beds VALUES (1, 'south; sunny'), (2, 'it''s north');
        """);
    write(
        "V2__plants.sql",
        """
        CREATE TABLE plants (
          id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
          bed_id INT REFERENCES beds (id));
        CREATE SEQUENCE pots;
        """);
    write("R__roses.sql", "CREATE OR REPLACE VIEW sunny AS SELECT id FROM beds WHERE id = 1;");
  }

  @AfterEach
  void close() throws Exception {
    garden.close();
  }

  @Test
  void migrationsAreAppliedOnceInOrder() throws SQLException {
    assertThat(flyway().migrate().migrationsExecuted).isEqualTo(3);
    assertThat(flyway().migrate().migrationsExecuted).isZero();
    assertThat(garden.rows("SELECT name FROM beds ORDER BY id"))
        .containsExactly("south; sunny", "it's north");
    assertThat(
            garden.rows(
                "SELECT \"version\", \"success\" FROM flyway_schema_history"
                    + " ORDER BY installed_rank"))
        .containsExactly("1 true", "2 true", "null true");
  }

  @Test
  void aFailedMigrationLeavesNothingBehind() throws IOException, SQLException {
    write(
        "V3__broken.sql",
        "CREATE TABLE half (id INT PRIMARY KEY);\nINSERT INTO nowhere VALUES (1);");
    assertThatThrownBy(() -> flyway().migrate())
        .isInstanceOf(FlywayException.class)
        .hasMessageContaining("nowhere");
    assertThat(garden.rows("SELECT * FROM information_schema.tables WHERE table_name = 'half'"))
        .isEmpty();
    write("V3__broken.sql", "CREATE TABLE half (id INT PRIMARY KEY);");
    flyway().migrate();
    assertThat(garden.rows("SELECT * FROM half")).isEmpty();
  }

  @Test
  void aMigrationCanTagWhatItFound() throws IOException, SQLException {
    write("V3__tag.sql", "CREATE TAG planted;");
    write("V4__more.sql", "DELETE FROM beds;");
    flyway().migrate();
    assertThat(garden.rows("SELECT COUNT(*) FROM beds FOR SYSTEM_TIME AS OF TAG 'planted'"))
        .containsExactly("2");
  }

  @Test
  void infoAndValidateSeeWhatChanged() throws IOException {
    flyway().migrate();
    assertThat(flyway().info().current().getState()).isEqualTo(MigrationState.SUCCESS);
    write("V3__more.sql", "CREATE TABLE more (id INT PRIMARY KEY);");
    assertThat(flyway().info().pending()).hasSize(1);
    write("V2__plants.sql", "SELECT 1;");
    assertThatThrownBy(() -> flyway().validate()).isInstanceOf(FlywayException.class);
    flyway().repair();
    assertThat(flyway().migrate().migrationsExecuted).isEqualTo(1);
  }

  @Test
  void aDatabaseThatIsThereGetsABaseline() throws SQLException {
    garden.run("CREATE TABLE beds (id INT PRIMARY KEY, name VARCHAR(20) NOT NULL)");
    FluentConfiguration configuration = configuration().baselineOnMigrate(true);
    assertThat(configuration.baselineVersion("1").load().migrate().migrationsExecuted).isEqualTo(2);
    assertThat(garden.rows("SELECT COUNT(*) FROM beds")).containsExactly("0");
  }

  @Test
  void cleanLeavesNothing() throws SQLException {
    flyway().migrate();
    configuration().cleanDisabled(false).load().clean();
    assertThat(
            garden.rows(
                "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"))
        .isEmpty();
    assertThat(flyway().migrate().migrationsExecuted).isEqualTo(3);
  }

  @Test
  void aSchemaOfItsOwnIsMadeAndDropped() throws SQLException {
    FluentConfiguration configuration = configuration().schemas("garden").cleanDisabled(false);
    configuration.load().migrate();
    assertThat(garden.rows("SELECT COUNT(*) FROM garden.beds")).containsExactly("2");
    configuration.load().clean();
    assertThat(
            garden.rows("SELECT * FROM information_schema.schemata WHERE schema_name = 'garden'"))
        .isEmpty();
  }

  private Flyway flyway() {
    return configuration().load();
  }

  private FluentConfiguration configuration() {
    return Flyway.configure().dataSource(garden.source()).locations("filesystem:" + folder);
  }

  private void write(String name, String sql) throws IOException {
    Files.writeString(folder.resolve(name), sql);
  }
}
