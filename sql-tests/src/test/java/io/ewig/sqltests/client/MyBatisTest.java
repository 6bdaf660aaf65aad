package io.ewig.sqltests.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Options;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.apache.ibatis.exceptions.PersistenceException;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.ExecutorType;
import org.apache.ibatis.session.RowBounds;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactory;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.apache.ibatis.transaction.jdbc.JdbcTransactionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@LongTier
@Client(name = "MyBatis", type = SqlSession.class)
class MyBatisTest {

  private Garden garden;
  private SqlSessionFactory sessions;

  Place place() {
    return Place.HERE;
  }

  @BeforeEach
  void open() throws SQLException {
    garden = Garden.planted(place());
    var configuration =
        new Configuration(new Environment("test", new JdbcTransactionFactory(), garden.source()));
    configuration.setMapUnderscoreToCamelCase(true);
    configuration.addMapper(Plants.class);
    sessions = new SqlSessionFactoryBuilder().build(configuration);
  }

  @AfterEach
  void close() throws Exception {
    garden.close();
  }

  @Test
  void aMapperReadsObjects() {
    try (SqlSession session = sessions.openSession()) {
      Plant lily = session.getMapper(Plants.class).named("lily");
      assertThat(lily.planted).isEqualTo(LocalDate.of(2026, 3, 2));
      assertThat(lily.bedId).isEqualTo(1);
    }
  }

  @Test
  void aDateIsAParameter() {
    try (SqlSession session = sessions.openSession()) {
      Plants plants = session.getMapper(Plants.class);
      assertThat(plants.since(LocalDate.of(2026, 3, 2))).hasSize(1);
      assertThat(plants.since(null)).isEmpty();
    }
  }

  @Test
  void anInsertedObjectGetsItsGeneratedKey() throws SQLException {
    var tulip = new Plant();
    tulip.name = "tulip";
    tulip.planted = LocalDate.of(2026, 4, 1);
    try (SqlSession session = sessions.openSession()) {
      session.getMapper(Plants.class).add(tulip);
      session.commit();
    }
    assertThat(tulip.id).isEqualTo(4L);
    assertThat(garden.rows("SELECT name, planted FROM plants WHERE id = 4"))
        .containsExactly("tulip 2026-04-01");
  }

  @Test
  void aSessionIsCommittedOrRolledBack() throws SQLException {
    try (SqlSession session = sessions.openSession()) {
      session.getMapper(Plants.class).setPetals("rose", 9);
    }
    try (SqlSession session = sessions.openSession()) {
      assertThat(session.getMapper(Plants.class).setPetals("lily", 9)).isEqualTo(1);
      session.commit();
    }
    assertThat(garden.rows("SELECT name FROM plants WHERE petals = 9")).containsExactly("lily");
  }

  @Test
  void aBatchIsSentAtOnce() throws SQLException {
    try (SqlSession session = sessions.openSession(ExecutorType.BATCH)) {
      Plants plants = session.getMapper(Plants.class);
      plants.setPetals("rose", 9);
      plants.setPetals("lily", 9);
      assertThat(session.flushStatements().get(0).getUpdateCounts()).containsExactly(1, 1);
      session.commit();
    }
    assertThat(garden.rows("SELECT COUNT(*) FROM plants WHERE petals = 9")).containsExactly("2");
  }

  @Test
  void rowBoundsPageThroughAResult() {
    try (SqlSession session = sessions.openSession()) {
      assertThat(session.getMapper(Plants.class).page(new RowBounds(1, 1)))
          .extracting(plant -> plant.name)
          .containsExactly("lily");
    }
  }

  @Test
  void aBrokenRuleIsAPersistenceException() {
    try (SqlSession session = sessions.openSession()) {
      Plants plants = session.getMapper(Plants.class);
      assertThatThrownBy(() -> plants.setPetals("rose", -1))
          .isInstanceOf(PersistenceException.class)
          .hasCauseInstanceOf(SQLException.class);
    }
  }

  /** The mapper. */
  public interface Plants {

    @Select("SELECT id, name, bed_id, planted FROM plants WHERE name = #{name}")
    Plant named(String name);

    @Select("SELECT id, name FROM plants WHERE planted >= #{since}")
    List<Plant> since(LocalDate since);

    @Select("SELECT id, name FROM plants ORDER BY name")
    List<Plant> page(RowBounds bounds);

    @Insert("INSERT INTO plants (name, bed_id, planted) VALUES (#{name}, #{bedId}, #{planted})")
    @Options(useGeneratedKeys = true, keyProperty = "id", keyColumn = "id")
    void add(Plant plant);

    @Update("UPDATE plants SET petals = #{petals} WHERE name = #{name}")
    int setPetals(@Param("name") String name, @Param("petals") int petals);
  }

  /** What a row is mapped to, by its fields. */
  public static final class Plant {
    private Long id;
    private String name;
    private Integer bedId;
    private LocalDate planted;
  }
}
