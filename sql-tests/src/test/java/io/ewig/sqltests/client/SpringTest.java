package io.ewig.sqltests.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.BeanPropertyRowMapper;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.SimpleJdbcInsert;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

@LongTier
@Client(name = "Spring JDBC", type = JdbcTemplate.class)
class SpringTest {

  private static final String NAMES = "SELECT name FROM plants ORDER BY name";

  private Garden garden;
  private JdbcTemplate jdbc;
  private JdbcTransactionManager transactions;

  Place place() {
    return Place.HERE;
  }

  @BeforeEach
  void open() throws SQLException {
    garden = Garden.planted(place());
    DataSource source = garden.source();
    jdbc = new JdbcTemplate(source);
    transactions = new JdbcTransactionManager(source);
  }

  @AfterEach
  void close() throws Exception {
    garden.close();
  }

  @Test
  void aQueryMapsRowsToBeans() {
    List<Plant> plants =
        jdbc.query(
            "SELECT id, name, petals, bed_id, planted FROM plants WHERE planted >= ? ORDER BY id",
            new BeanPropertyRowMapper<>(Plant.class),
            LocalDate.of(2026, 3, 2));
    assertThat(plants).extracting(plant -> plant.name).containsExactly("lily");
    assertThat(plants.get(0).planted).isEqualTo(LocalDate.of(2026, 3, 2));
    assertThat(plants.get(0).bedId).isEqualTo(1);
  }

  @Test
  void parametersHaveNames() {
    var named = new NamedParameterJdbcTemplate(jdbc);
    assertThat(
            named.queryForList(
                "SELECT name FROM plants WHERE name IN (:names) AND petals > :petals",
                Map.of("names", List.of("rose", "lily", "ivy"), "petals", 5),
                String.class))
        .containsExactly("lily");
  }

  @Test
  void aKeyHolderGetsTheGeneratedKey() {
    var keys = new GeneratedKeyHolder();
    jdbc.update(
        connection -> {
          var insert =
              connection.prepareStatement(
                  "INSERT INTO plants (name) VALUES (?)", new String[] {"id"});
          insert.setString(1, "tulip");
          return insert;
        },
        keys);
    assertThat(keys.getKey()).isEqualTo(4L);
  }

  @Test
  void simpleJdbcInsertFindsTheColumnsByItself() {
    Number key =
        new SimpleJdbcInsert(jdbc)
            .withTableName("plants")
            .usingGeneratedKeyColumns("id")
            .executeAndReturnKey(Map.of("name", "tulip", "petals", 3, "bed_id", 2));
    assertThat(key.longValue()).isEqualTo(4);
    assertThat(jdbc.queryForObject("SELECT petals FROM plants WHERE id = 4", Integer.class))
        .isEqualTo(3);
  }

  @Test
  void aBatchSaysWhatItChanged() {
    int[] counts =
        jdbc.batchUpdate(
            "UPDATE plants SET petals = ? WHERE name = ?",
            List.of(new Object[] {7, "rose"}, new Object[] {8, "lily"}, new Object[] {9, "oak"}));
    assertThat(counts).containsExactly(1, 1, 0);
  }

  @Test
  void aTransactionIsCommittedOrRolledBack() {
    var template = new TransactionTemplate(transactions);
    template.executeWithoutResult(status -> jdbc.update("DELETE FROM plants WHERE name = 'ivy'"));
    assertThatThrownBy(
            () ->
                template.executeWithoutResult(
                    status -> {
                      jdbc.update("DELETE FROM plants");
                      throw new IllegalStateException("frost");
                    }))
        .hasMessage("frost");
    assertThat(jdbc.queryForList(NAMES, String.class)).containsExactly("lily", "rose");
  }

  @Test
  void nestedTransactionsAreSavepoints() {
    var outer = new TransactionTemplate(transactions);
    var nested = new TransactionTemplate(transactions);
    nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    outer.executeWithoutResult(
        status -> {
          jdbc.update("DELETE FROM plants WHERE name = 'ivy'");
          nested.executeWithoutResult(
              inner -> {
                jdbc.update("DELETE FROM plants WHERE name = 'lily'");
                nested.executeWithoutResult(
                    innermost -> {
                      jdbc.update("DELETE FROM plants WHERE name = 'rose'");
                      innermost.setRollbackOnly();
                    });
              });
          nested.executeWithoutResult(
              inner -> {
                jdbc.update("DELETE FROM plants");
                inner.setRollbackOnly();
              });
        });
    assertThat(jdbc.queryForList(NAMES, String.class)).containsExactly("rose");
  }

  @Test
  void aReadOnlyTransactionRefusesWrites() {
    var template = new TransactionTemplate(transactions);
    template.setReadOnly(true);
    assertThatThrownBy(
            () -> template.executeWithoutResult(status -> jdbc.update("DELETE FROM plants")))
        .hasMessageContaining("read-only");
    assertThat(jdbc.update("DELETE FROM plants WHERE name = 'ivy'")).isEqualTo(1);
  }

  @Test
  void errorsBecomeSpringsOwn() {
    assertThatThrownBy(() -> jdbc.update("INSERT INTO beds VALUES (1, 'west')"))
        .isInstanceOf(DuplicateKeyException.class);
    assertThatThrownBy(() -> jdbc.update("INSERT INTO plants (name) VALUES (NULL)"))
        .isInstanceOf(DataIntegrityViolationException.class);
    assertThatThrownBy(() -> jdbc.update("INSERT INTO plants (name, bed_id) VALUES ('oak', 9)"))
        .isInstanceOf(DataIntegrityViolationException.class);
    assertThatThrownBy(() -> jdbc.queryForList("SELECT colour FROM plants"))
        .isInstanceOf(BadSqlGrammarException.class);
    assertThatThrownBy(() -> jdbc.queryForList("SELEC")).isInstanceOf(BadSqlGrammarException.class);
  }

  @Test
  void aConflictIsAConcurrencyFailure() {
    var template = new TransactionTemplate(transactions);
    assertThatThrownBy(
            () ->
                template.executeWithoutResult(
                    status -> {
                      jdbc.update("UPDATE plants SET petals = 7 WHERE name = 'rose'");
                      runQuietly("UPDATE plants SET petals = 8 WHERE name = 'rose'");
                    }))
        .isInstanceOf(ConcurrencyFailureException.class);
    assertThat(jdbc.queryForObject("SELECT petals FROM plants WHERE id = 1", Integer.class))
        .isEqualTo(8);
  }

  private void runQuietly(String sql) {
    try {
      garden.run(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A bean as Spring likes it. */
  public static final class Plant {
    private String name;
    private Integer bedId;
    private LocalDate planted;

    public void setName(String name) {
      this.name = name;
    }

    public void setBedId(Integer bedId) {
      this.bedId = bedId;
    }

    public void setPlanted(LocalDate planted) {
      this.planted = planted;
    }
  }
}
