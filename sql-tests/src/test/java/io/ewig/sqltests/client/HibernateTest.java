package io.ewig.sqltests.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.jdbc.hibernate.EwigDialect;
import io.ewig.sqltests.client.entity.Bed;
import io.ewig.sqltests.client.entity.Colour;
import io.ewig.sqltests.client.entity.Plant;
import io.ewig.sqltests.client.entity.Visit;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Root;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.BatchSettings;
import org.hibernate.cfg.Configuration;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.cfg.SchemaToolingSettings;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.exception.ConstraintViolationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@LongTier
@Client(name = "Hibernate ORM", type = SessionFactory.class)
class HibernateTest {

  private Garden garden;
  private SessionFactory sessions;

  Place place() {
    return Place.HERE;
  }

  @BeforeEach
  void open() throws SQLException {
    garden = Garden.empty(place());
    sessions = factory("create");
  }

  @AfterEach
  void close() throws Exception {
    sessions.close();
    garden.close();
  }

  @Test
  void theDialectIsFoundByItself() {
    assertThat(sessions.unwrap(SessionFactoryImplementor.class).getJdbcServices().getDialect())
        .isInstanceOf(EwigDialect.class);
  }

  @Test
  void theSchemaIsGeneratedAndValidated() throws SQLException {
    assertThat(
            garden.rows(
                "SELECT table_name FROM information_schema.tables"
                    + " WHERE table_schema = 'public' ORDER BY table_name"))
        .containsExactly("beds", "plants", "sights", "visits");
    factory("validate").close();
    factory("update").close();
  }

  @Test
  void anEntityGetsItsKeyFromAnIdentityColumn() {
    Bed south = new Bed("south");
    Bed north = new Bed("north");
    sessions.inTransaction(
        session -> {
          session.persist(south);
          session.persist(north);
        });
    assertThat(List.of(south.id(), north.id())).containsExactly(1L, 2L);
  }

  @Test
  void anEntityGetsItsKeyFromASequence() {
    Visit first = new Visit(Instant.parse("2026-03-29T01:30:00.123456Z"));
    sessions.inTransaction(session -> session.persist(first));
    assertThat(first.id()).isEqualTo(1L);
    sessions.inSession(
        session ->
            assertThat(session.find(Visit.class, 1L).at())
                .isEqualTo(Instant.parse("2026-03-29T01:30:00.123456Z")));
  }

  @Test
  void everyTypeComesBackAsItWas() {
    Plant rose = rose();
    sessions.inTransaction(session -> session.persist(rose));
    sessions.inSession(
        session -> {
          Plant found = session.find(Plant.class, rose.id());
          assertThat(found.name()).isEqualTo("rose");
          assertThat(found.colour()).isEqualTo(Colour.RED);
          assertThat(found.planted()).isEqualTo(LocalDate.of(2026, 3, 1));
          assertThat(found.watered()).isEqualTo(LocalDateTime.of(2026, 3, 29, 2, 30));
          assertThat(found.picture()).isEqualTo("petals".getBytes(StandardCharsets.UTF_8));
          assertThat(found.price()).isEqualByComparingTo("12.50");
          assertThat(found.story()).hasSize(10_000);
          assertThat(found.marks()).containsExactly("thorny", "red");
        });
  }

  @Test
  void aCollectionOfValuesIsKeptWithItsEntity() throws SQLException {
    Visit visit = new Visit(Instant.EPOCH);
    visit.seen().addAll(Set.of("rose", "lily"));
    sessions.inTransaction(session -> session.persist(visit));
    sessions.inTransaction(
        session -> {
          Set<String> seen = session.find(Visit.class, visit.id()).seen();
          assertThat(seen).containsExactlyInAnyOrder("lily", "rose");
          seen.remove("rose");
          seen.add("tulip");
        });
    assertThat(garden.rows("SELECT seen FROM sights ORDER BY seen"))
        .containsExactly("lily", "tulip");
  }

  @Test
  void changesAreFoundAndWritten() throws SQLException {
    Plant rose = rose();
    sessions.inTransaction(session -> session.persist(rose));
    sessions.inTransaction(session -> session.find(Plant.class, rose.id()).rename("dog rose"));
    assertThat(garden.rows("SELECT name, version FROM plants")).containsExactly("dog rose 1");
    sessions.inTransaction(session -> session.remove(session.find(Plant.class, rose.id())));
    assertThat(garden.rows("SELECT * FROM plants")).isEmpty();
  }

  @Test
  void anOldVersionIsRefused() {
    Plant rose = rose();
    sessions.inTransaction(session -> session.persist(rose));
    Plant stale = sessions.fromSession(session -> session.find(Plant.class, rose.id()));
    sessions.inTransaction(session -> session.find(Plant.class, rose.id()).rename("dog rose"));
    stale.rename("tea rose");
    assertThatThrownBy(() -> sessions.inTransaction(session -> session.merge(stale)))
        .isInstanceOf(OptimisticLockException.class);
  }

  @Test
  void queriesJoinGroupAndPage() {
    plant(5);
    sessions.inSession(
        session -> {
          assertThat(
                  session
                      .createSelectionQuery(
                          "select p.name from Plant p join p.bed b where b.name = :bed"
                              + " and p.name like :name order by p.name",
                          String.class)
                      .setParameter("bed", "south")
                      .setParameter("name", "rose%")
                      .setFirstResult(1)
                      .setMaxResults(2)
                      .getResultList())
              .containsExactly("rose1", "rose2");
          assertThat(
                  session
                      .createSelectionQuery(
                          "select b.name, count(p), max(p.price) from Bed b left join b.plants p"
                              + " group by b.name having count(p) > 3",
                          Object[].class)
                      .getSingleResult())
              .contains("south", 5L);
        });
  }

  @Test
  void criteriaQueriesWork() {
    plant(3);
    sessions.inSession(
        session -> {
          var builder = session.getCriteriaBuilder();
          CriteriaQuery<Plant> query = builder.createQuery(Plant.class);
          Root<Plant> plant = query.from(Plant.class);
          query
              .where(
                  builder.equal(plant.get("colour"), Colour.RED),
                  builder.between(
                      plant.get("planted"), LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 31)),
                  builder.or(
                      plant.get("name").in("rose0", "rose2"), builder.isNull(plant.get("bed"))))
              .orderBy(builder.desc(plant.get("name")));
          assertThat(session.createSelectionQuery(query).getResultList())
              .extracting(Plant::name)
              .containsExactly("rose2", "rose0");
        });
  }

  @Test
  void functionsOfHqlAreTranslated() {
    plant(1);
    sessions.inSession(
        session ->
            assertThat(
                    session
                        .createSelectionQuery(
                            "select upper(p.name), length(p.name), substring(p.name, 1, 2),"
                                + " concat(p.name, '!'), coalesce(p.bed.name, '-'),"
                                + " year(p.planted), extract(month from p.planted),"
                                + " cast(p.price as string), trim(p.name), locate('o', p.name),"
                                + " abs(p.price), round(p.price, 1), mod(p.version, 2)"
                                + " from Plant p",
                            Object[].class)
                        .getSingleResult())
                .startsWith("ROSE0", 5, "ro", "rose0!", "south", 2026, 3, "12.50", "rose0", 2));
  }

  private List<Object[]> ask(String hql) {
    return sessions.fromSession(
        session -> session.createSelectionQuery(hql, Object[].class).getResultList());
  }

  @Test
  void timesAreReckonedWith() {
    plant(1);
    assertThat(
            ask(
                "select p.planted + 2 month, p.watered + 90 second, (p.watered - p.planted) by day,"
                    + " trunc(p.watered, month), extract(day of week from p.planted),"
                    + " format(p.watered as 'dd.MM.yyyy HH:mm'), trunc(p.price, 1) from Plant p"))
        .singleElement()
        .isEqualTo(
            new Object[] {
              LocalDate.of(2026, 5, 1),
              LocalDateTime.of(2026, 3, 29, 2, 31, 30),
              28L,
              LocalDateTime.of(2026, 3, 1, 0, 0),
              1, // a Sunday
              "29.03.2026 02:30",
              new BigDecimal("12.5")
            });
  }

  @Test
  void groupsAreJoinedAndMeasured() {
    plant(3);
    assertThat(
            ask(
                "select listagg(p.name, '+') within group (order by p.name desc),"
                    + " array_agg(p.name) within group (order by p.name),"
                    + " median(p.price), stddev_pop(p.price) from Plant p"))
        .singleElement()
        .isEqualTo(
            new Object[] {
              "rose2+rose1+rose0", new String[] {"rose0", "rose1", "rose2"}, 12.5, 0.0
            });
  }

  @Test
  void arraysAreValuesAndRows() {
    plant(1);
    assertThat(
            ask(
                "select p.marks[1], array_length(p.marks), array_position(p.marks, 'red'),"
                    + " array_append(p.marks, 'old'), array_to_string(p.marks, ',') from Plant p"
                    + " where array_contains(p.marks, 'red')"))
        .singleElement()
        .isEqualTo(
            new Object[] {"thorny", 2, 2, new String[] {"thorny", "red", "old"}, "thorny,red"});
    assertThat(ask("select p.name, m from Plant p join lateral unnest(p.marks) m order by m"))
        .containsExactly(new Object[] {"rose0", "red"}, new Object[] {"rose0", "thorny"});
    assertThat(ask("select n, n * n from generate_series(2, 3) n order by n"))
        .containsExactly(new Object[] {2, 4}, new Object[] {3, 9});
  }

  @Test
  void updatesAndDeletesOfManyRowsWork() throws SQLException {
    plant(4);
    sessions.inTransaction(
        session -> {
          assertThat(
                  session
                      .createMutationQuery(
                          "update Plant set price = price * 2 where bed.name = 'south'")
                      .executeUpdate())
              .isEqualTo(4);
          assertThat(
                  session
                      .createMutationQuery("delete Plant where name in ('rose0', 'rose1')")
                      .executeUpdate())
              .isEqualTo(2);
        });
    assertThat(garden.rows("SELECT DISTINCT price FROM plants")).containsExactly("25.00");
  }

  @Test
  void aBrokenConstraintIsNamed() {
    sessions.inTransaction(session -> session.persist(new Bed("south")));
    assertThatThrownBy(() -> sessions.inTransaction(session -> session.persist(new Bed("south"))))
        .isInstanceOfSatisfying(
            ConstraintViolationException.class,
            e -> assertThat(e.getConstraintName()).isEqualTo("one_bed_of_a_name"));
  }

  @Test
  void insertsAreBatched() throws SQLException {
    sessions.inTransaction(
        session -> {
          for (int i = 0; i < 120; i++) {
            session.persist(new Visit(Instant.EPOCH.plusSeconds(i)));
          }
        });
    assertThat(garden.rows("SELECT COUNT(*), COUNT(DISTINCT id) FROM visits"))
        .containsExactly("120 120");
  }

  private void plant(int count) {
    sessions.inTransaction(
        session -> {
          Bed south = new Bed("south");
          session.persist(south);
          for (int i = 0; i < count; i++) {
            Plant plant = rose();
            plant.rename("rose" + i);
            plant.moveTo(south);
            session.persist(plant);
          }
        });
  }

  private static Plant rose() {
    return new Plant(UUID.randomUUID(), "rose", Colour.RED);
  }

  private SessionFactory factory(String schema) {
    return new Configuration()
        .addAnnotatedClass(Bed.class)
        .addAnnotatedClass(Plant.class)
        .addAnnotatedClass(Visit.class)
        .setProperty(SchemaToolingSettings.HBM2DDL_AUTO, schema)
        .setProperty(BatchSettings.STATEMENT_BATCH_SIZE, 50)
        .setProperty(JdbcSettings.JAKARTA_JDBC_URL, garden.url())
        .buildSessionFactory();
  }
}
