package io.ewig.engine.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.ewig.engine.value.Type;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TablePartsTest {

  private static final Table BEDS =
      new TableBuilder(new UUID(0, 1), "public", "beds")
          .notNull("id", Type.BIGINT)
          .column("name", Type.VARCHAR, new Default.Constant("north"), true)
          .column("size", Type.INTEGER)
          .column("beside", Type.BIGINT)
          .mergeLaw("size", MergeLaw.COUNTER)
          .primaryKey("id")
          .unique("once", "name", "size")
          .index("by_size", "size")
          .check("enough", "size > 3")
          .deletionsWin()
          .build();

  @Test
  void eachPartIsInWordsOfItsOwn() {
    assertThat(TableParts.of(BEDS))
        .containsExactly(
            entry("name", "public.beds"),
            entry("column id", "bigint NOT NULL"),
            entry("column name", "varchar DEFAULT north"),
            entry("column size", "integer MERGE COUNTER"),
            entry("column beside", "bigint"),
            entry("primary key beds_pkey", "(id)"),
            entry("unique once", "(name, size)"),
            entry("index by_size", "(size)"),
            entry("check enough", "size > 3"),
            entry("merge", "DELETE WINS"),
            entry("version", "1"));
  }

  /** Whatever is altered, some part is another one. */
  @Test
  void whatIsAlteredShows() {
    for (Alteration alteration :
        new Alteration[] {
          new Alteration.RenameTable("public", "plots"),
          new Alteration.RenameColumn("name", "title"),
          new Alteration.DropColumn("beside"),
          new Alteration.SetDefault("name", Default.none()),
          new Alteration.SetDefault("beside", new Default.Identity(true, 5, 2)),
          new Alteration.SetDefault("beside", new Default.OfSequence("public", "s")),
          new Alteration.SetNullable("name", false),
          new Alteration.SetType("size", Type.BIGINT),
          new Alteration.SetMergeLaw("name", MergeLaw.TEXT),
          new Alteration.SetColumnComment("name", "of the bed"),
          new Alteration.DropConstraint("once"),
          new Alteration.DropConstraint("by_size"),
          new Alteration.DropConstraint("enough"),
          new Alteration.RenameConstraint("once", "single"),
          new Alteration.RenameConstraint("enough", "plenty"),
          new Alteration.SetComment("where plants grow"),
          new Alteration.SetDeletionsWin(false),
          new Alteration.SetOption("color", "green")
        }) {
      Map<String, String> altered = TableParts.of(alteration.apply(BEDS));
      altered.replace("version", "1");
      assertThat(altered).as(alteration.toString()).isNotEqualTo(TableParts.of(BEDS));
    }
  }
}
