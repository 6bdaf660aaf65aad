package io.ewig.sqltests.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.rowNumber;
import static org.jooq.impl.DSL.table;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** jOOQ knows no dialect of ours: the one for everybody does what is tried here. */
@LongTier
@Client(name = "jOOQ", type = DSLContext.class)
class JooqTest {

  private static final Table<Record> PLANTS = table(name("plants"));
  private static final Field<Long> ID = field(name("plants", "id"), SQLDataType.BIGINT);
  private static final Field<String> NAME = field(name("plants", "name"), SQLDataType.VARCHAR);
  private static final Field<Integer> PETALS = field(name("plants", "petals"), SQLDataType.INTEGER);
  private static final Field<LocalDate> PLANTED =
      field(name("plants", "planted"), SQLDataType.LOCALDATE);

  private Garden garden;
  private Connection connection;
  private DSLContext dsl;

  Place place() {
    return Place.HERE;
  }

  @BeforeEach
  void open() throws SQLException {
    garden = Garden.planted(place());
    connection = garden.source().getConnection();
    dsl = DSL.using(connection, SQLDialect.DEFAULT);
  }

  @AfterEach
  void close() throws Exception {
    connection.close();
    garden.close();
  }

  @Test
  void metaKnowsTablesColumnsAndKeys() {
    Table<?> plants = dsl.meta().getTables("plants").get(0);
    assertThat(plants.fieldsRow().fields())
        .extracting(Field::getName)
        .containsExactly("id", "name", "petals", "bed_id", "planted");
    assertThat(plants.field("planted").getType()).isEqualTo(java.sql.Date.class);
    assertThat(plants.getPrimaryKey().getFields()).extracting(Field::getName).containsExactly("id");
  }

  @Test
  void aQueryJoinsGroupsAndPages() {
    Table<Record> beds = table(name("beds"));
    Field<Integer> bed = field(name("beds", "id"), SQLDataType.INTEGER);
    Field<String> bedName = field(name("beds", "name"), SQLDataType.VARCHAR);
    var rows =
        dsl.select(bedName, count())
            .from(PLANTS)
            .join(beds)
            .on(field(name("plants", "bed_id"), SQLDataType.INTEGER).eq(bed))
            .groupBy(bedName)
            .orderBy(bedName)
            .limit(1)
            .offset(1)
            .fetch();
    assertThat(rows).hasSize(1);
    assertThat(rows.get(0).value1()).isEqualTo("south");
    assertThat(rows.get(0).value2()).isEqualTo(2);
  }

  @Test
  void windowFunctionsAndCommonTableExpressionsWork() {
    var numbered = name("numbered");
    assertThat(
            dsl.with(
                    numbered.as(
                        dsl.select(NAME, rowNumber().over().orderBy(NAME).as("place"))
                            .from(PLANTS)))
                .select(field(name("numbered", "name"), SQLDataType.VARCHAR))
                .from(table(numbered))
                .where(field(name("numbered", "place"), SQLDataType.INTEGER).eq(2))
                .fetchOne()
                .value1())
        .isEqualTo("lily");
  }

  @Test
  void aDateIsBoundAndRead() {
    LocalDate second = LocalDate.of(2026, 3, 2);
    assertThat(dsl.select(PLANTED).from(PLANTS).where(PLANTED.ge(second)).fetch(PLANTED))
        .containsExactly(second);
  }

  @Test
  void rowsAreInsertedUpdatedAndDeleted() throws SQLException {
    assertThat(
            dsl.insertInto(PLANTS, field(name("name")), field(name("petals")))
                .values("tulip", 3)
                .values("oak", null)
                .execute())
        .isEqualTo(2);
    assertThat(
            dsl.update(PLANTS)
                .set(field(name("petals"), SQLDataType.INTEGER), PETALS.plus(inline(1)))
                .where(NAME.eq("tulip"))
                .execute())
        .isEqualTo(1);
    assertThat(dsl.deleteFrom(PLANTS).where(NAME.in("rose", "oak")).execute()).isEqualTo(2);
    assertThat(garden.rows("SELECT name, petals FROM plants ORDER BY name"))
        .containsExactly("ivy null", "lily 6", "tulip 4");
  }

  @Test
  void mergeInsertsOrUpdates() throws SQLException {
    Table<Record> beds = table(name("beds"));
    Field<Integer> id = field(name("id"), SQLDataType.INTEGER);
    Field<String> bedName = field(name("name"), SQLDataType.VARCHAR);
    for (String newName : new String[] {"west", "east"}) {
      dsl.mergeInto(beds)
          .using(dsl.select(inline(3).as("new_id")))
          .on(
              field(name("beds", "id"), SQLDataType.INTEGER)
                  .eq(field(name("new_id"), SQLDataType.INTEGER)))
          .whenMatchedThenUpdate()
          .set(bedName, newName)
          .whenNotMatchedThenInsert(id, bedName)
          .values(3, newName)
          .execute();
    }
    assertThat(garden.rows("SELECT name FROM beds WHERE id = 3")).containsExactly("east");
  }

  @Test
  void aTransactionIsCommittedOrRolledBackNestedOnesToo() throws SQLException {
    dsl.transaction(
        outer -> {
          outer.dsl().deleteFrom(PLANTS).where(NAME.eq("ivy")).execute();
          assertThatThrownBy(
                  () ->
                      outer
                          .dsl()
                          .transaction(
                              inner -> {
                                inner.dsl().deleteFrom(PLANTS).execute();
                                throw new IllegalStateException("frost");
                              }))
              .hasMessage("frost");
        });
    assertThat(garden.rows("SELECT name FROM plants ORDER BY id")).containsExactly("rose", "lily");
  }

  @Test
  void tablesAreCreatedAndDropped() throws SQLException {
    dsl.createTable("pots")
        .column("id", SQLDataType.INTEGER.notNull())
        .column("clay", SQLDataType.BOOLEAN.defaultValue(true))
        .column("weight", SQLDataType.DECIMAL(8, 2))
        .primaryKey("id")
        .execute();
    garden.run("INSERT INTO pots (id, weight) VALUES (1, 2.5)");
    assertThat(garden.rows("SELECT * FROM pots")).containsExactly("1 true 2.50");
    dsl.dropTableIfExists("pots").execute();
    assertThat(dsl.meta().getTables("pots")).isEmpty();
  }

  @Test
  void aBatchIsSentAtOnce() {
    int[] counts =
        dsl.batch(dsl.update(PLANTS).set(PETALS, (Integer) null).where(NAME.eq((String) null)))
            .bind(7, "rose")
            .bind(8, "lily")
            .execute();
    assertThat(counts).containsExactly(1, 1);
  }

  @Test
  void anErrorHasItsState() {
    assertThatThrownBy(() -> dsl.insertInto(table(name("beds"))).values(1, "west").execute())
        .isInstanceOfSatisfying(
            DataAccessException.class, e -> assertThat(e.sqlState()).isEqualTo("23505"));
    assertThat(dsl.select(ID).from(PLANTS).where(NAME.eq("rose")).fetchOne(ID)).isEqualTo(1);
  }
}
