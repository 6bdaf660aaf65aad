package io.ewig.engine.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.EwigException;
import io.ewig.engine.error.UserException;
import io.ewig.engine.value.Row;
import io.ewig.engine.value.Type;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableTest {

  private static TableBuilder plants() {
    return new TableBuilder(new UUID(1, 1), "public", "plants")
        .notNull("id", Type.BIGINT)
        .column("name", Type.varchar(40))
        .column("height", Type.decimal(6, 2), new Default.Constant("0"), false)
        .column("bed", Type.INTEGER);
  }

  private static Table table() {
    return plants()
        .primaryKey("id")
        .unique("", "name")
        .index("by_bed", "bed", "name")
        .check("tall", "height >= 0 AND name <> 'bed''s'")
        .comment("what grows")
        .option("crdt", "lww")
        .build();
  }

  @Test
  void aTableKnowsItsParts() {
    Table table = table();
    assertThat(table.world()).hasToString("table://public/plants");
    assertThat(table.version()).isEqualTo(1);
    assertThat(table.columns()).extracting(Column::id).containsExactly(0, 1, 2, 3);
    assertThat(table.keys())
        .extracting(Index::name)
        .containsExactly("plants_pkey", "plants_name_key", "by_bed");
    assertThat(table.positionsOf(table.keys().get(2))).containsExactly(3, 1);
    assertThat(table.column("height").byDefault())
        .isEqualTo(new Default.Constant(new BigDecimal("0.00")));
    assertThat(table.hasHiddenKey()).isFalse();
    assertThat(table.column("id").nullable()).isFalse();
  }

  @Test
  void aTableWithoutKeyGetsAHiddenOne() {
    Table table = plants().build();
    assertThat(table.hasHiddenKey()).isTrue();
    assertThat(table.columnOfId(table.primaryKey().columnIds().get(0)).isHidden()).isTrue();
    refused(ErrorCode.INVALID_TABLE, () -> new Alteration.DropColumn("_key").apply(table));
    refused(ErrorCode.INVALID_TABLE, () -> new Alteration.RenameColumn("_key", "x").apply(table));
  }

  @Test
  void namesAreKeptAndEscapedInTheWorld() {
    Table table =
        new TableBuilder(new UUID(1, 1), "My Schema", "a/b%ü")
            .column("Größe (cm)", Type.INTEGER)
            .build();
    assertThat(table.world()).hasToString("table://My%20Schema/a%2Fb%25ü");
    assertThat(table.positionOf("Größe (cm)")).isZero();
    assertThat(table.positionOf("größe (cm)")).isEqualTo(-1);
  }

  @Test
  void rowsAreAcceptedByColumn() {
    Table table = table();
    assertThat(table.accept(1, "rose", "1.5", null))
        .isEqualTo(Row.of(1L, "rose", new BigDecimal("1.50"), null));
    refused(ErrorCode.NULL_NOT_ALLOWED, () -> table.accept(null, "rose", 1, 1));
    refused(ErrorCode.OUT_OF_RANGE, () -> table.accept(1, "rose", 12345, 1));
    refused(ErrorCode.INVALID_ARGUMENT, () -> table.accept(1));
  }

  @Test
  void illegalTablesAreRefused() {
    refused(ErrorCode.DUPLICATE_COLUMN, () -> plants().column("id", Type.DATE));
    refused(ErrorCode.DUPLICATE_COLUMN, () -> plants().column("_key", Type.UUID));
    refused(ErrorCode.INVALID_NAME, () -> plants().column("_valid_from", Type.DATE).build());
    refused(ErrorCode.INVALID_NAME, () -> plants().column("", Type.DATE));
    refused(ErrorCode.INVALID_NAME, () -> plants().column("a\nb", Type.DATE));
    refused(ErrorCode.INVALID_NAME, () -> plants().column("half \ud800", Type.DATE));
    refused(ErrorCode.INVALID_NAME, () -> plants().column("x".repeat(256), Type.DATE));
    refused(ErrorCode.UNKNOWN_COLUMN, () -> plants().primaryKey("nix"));
    refused(ErrorCode.UNKNOWN_COLUMN, () -> plants().index("", "nix"));
    refused(ErrorCode.INVALID_TABLE, () -> plants().primaryKey("id").primaryKey("name"));
    refused(ErrorCode.DUPLICATE_COLUMN, () -> plants().index("", "bed", "bed"));
    refused(ErrorCode.LIMIT_EXCEEDED, () -> plants().index("x"));
    refused(
        ErrorCode.DUPLICATE_OBJECT, () -> plants().index("i", "bed").check("i", "bed > 0").build());
    refused(ErrorCode.TYPE_MISMATCH, () -> plants().column("j", Type.JSON).index("", "j").build());
    refused(ErrorCode.TYPE_MISMATCH, () -> plants().mergeLaw("name", MergeLaw.COUNTER));
    refused(
        ErrorCode.TYPE_MISMATCH,
        () -> plants().column("u", Type.DATE, new Default.RandomUuid(), true));
    refused(
        ErrorCode.TYPE_MISMATCH,
        () -> plants().column("u", Type.UUID, new Default.CurrentTimestamp(), true));
    refused(
        ErrorCode.TYPE_MISMATCH,
        () -> plants().column("u", Type.UUID, new Default.Identity(true, 1, 1), true));
    refused(
        ErrorCode.TYPE_MISMATCH,
        () -> plants().column("u", Type.VARCHAR, new Default.OfSequence("public", "s"), true));
    refused(ErrorCode.INVALID_ARGUMENT, () -> new Default.Identity(true, 1, 0));
    refused(
        ErrorCode.OUT_OF_RANGE,
        () -> plants().column("u", Type.TINYINT, new Default.Identity(true, 999, 1), true));
    refused(
        ErrorCode.INVALID_VALUE,
        () -> plants().column("n", Type.INTEGER, new Default.Constant("x"), true));
    refused(ErrorCode.SYNTAX_ERROR, () -> plants().check("c", " "));
    refused(ErrorCode.LIMIT_EXCEEDED, () -> plants().check("c", "x".repeat(9000)));
    TableBuilder wide = plants();
    for (int i = 0; i < Table.COLUMNS_MAX; i++) {
      wide.column("c" + i, Type.INTEGER);
    }
    refused(ErrorCode.LIMIT_EXCEEDED, wide::build);
  }

  @Test
  void generatedNamesFit() {
    String name = "ü".repeat(127);
    Table table =
        new TableBuilder(new UUID(1, 1), "s", name)
            .column("a", Type.INTEGER)
            .unique("", "a")
            .index("", "a")
            .build();
    assertThat(table.primaryKey().name()).startsWith("üüü");
  }

  @Test
  void foreignKeysFitTheirParents() {
    Table parent = table();
    TableBuilder child =
        new TableBuilder(new UUID(2, 2), "public", "notes")
            .column("plant", Type.INTEGER)
            .column("title", Type.VARCHAR);
    Table good = foreign(child, "plant", parent, "id");
    good.foreignKeys().get(0).requireParent(good, parent);
    Table noKey = foreign(notes(), "plant", parent, "bed");
    refused(
        ErrorCode.INVALID_FOREIGN_KEY,
        () -> noKey.foreignKeys().get(0).requireParent(noKey, parent));
    Table unlike = foreign(notes(), "title", parent, "id");
    refused(
        ErrorCode.INVALID_FOREIGN_KEY,
        () -> unlike.foreignKeys().get(0).requireParent(unlike, parent));
    refused(ErrorCode.UNKNOWN_COLUMN, () -> foreign(notes(), "plant", parent, "nix"));
    refused(
        ErrorCode.INVALID_FOREIGN_KEY,
        () ->
            notes()
                .foreignKey(
                    "",
                    List.of("plant", "title"),
                    parent,
                    List.of("id"),
                    ReferentialAction.CASCADE,
                    ReferentialAction.NO_ACTION));
    refused(
        ErrorCode.INVALID_FOREIGN_KEY,
        () ->
            notes()
                .primaryKey("plant")
                .foreignKey(
                    "",
                    List.of("plant"),
                    parent,
                    List.of("id"),
                    ReferentialAction.SET_NULL,
                    ReferentialAction.NO_ACTION)
                .build());
  }

  @Test
  void aTableMayReferToItself() {
    Table table = self("id");
    assertThat(table.foreignKeys()).hasSize(1);
    refused(ErrorCode.INVALID_FOREIGN_KEY, () -> self("bed"));
    refused(ErrorCode.STILL_NEEDED, () -> new Alteration.DropColumn("bed").apply(table));
  }

  private static Table self(String parentColumn) {
    return plants()
        .primaryKey("id")
        .selfReference(
            "",
            List.of("bed"),
            List.of(parentColumn),
            ReferentialAction.RESTRICT,
            ReferentialAction.RESTRICT)
        .build();
  }

  private static TableBuilder notes() {
    return new TableBuilder(new UUID(2, 2), "public", "notes")
        .column("plant", Type.INTEGER)
        .column("title", Type.VARCHAR);
  }

  private static Table foreign(
      TableBuilder child, String column, Table parent, String parentColumn) {
    return child
        .foreignKey(
            "",
            List.of(column),
            parent,
            List.of(parentColumn),
            ReferentialAction.CASCADE,
            ReferentialAction.NO_ACTION)
        .build();
  }

  @Test
  void columnsComeAndGoAndIdsNeverReturn() {
    Table added = add("sun", Type.INTEGER, true, 3, true).apply(table());
    assertThat(added.version()).isEqualTo(2);
    assertThat(added.column("sun").id()).isEqualTo(4);
    assertThat(added.column("sun").whenMissing()).isEqualTo(3);
    Table again =
        add("sun", Type.DATE, true, null, true)
            .apply(new Alteration.DropColumn("sun").apply(added));
    assertThat(again.column("sun").id()).isEqualTo(5);
    assertThat(again.version()).isEqualTo(4);
    refused(ErrorCode.NULL_NOT_ALLOWED, () -> add("x", Type.DATE, false, null, true).apply(added));
    assertThat(add("x", Type.DATE, false, null, false).apply(added).column("x").nullable())
        .isFalse();
    refused(ErrorCode.DUPLICATE_COLUMN, () -> add("sun", Type.DATE, true, null, true).apply(added));
    refused(ErrorCode.INVALID_NAME, () -> add("_key", Type.UUID, true, null, true).apply(added));
    refused(ErrorCode.UNKNOWN_COLUMN, () -> new Alteration.DropColumn("nix").apply(added));
    refused(ErrorCode.STILL_NEEDED, () -> new Alteration.DropColumn("bed").apply(added));
    refused(ErrorCode.STILL_NEEDED, () -> new Alteration.DropColumn("height").apply(added));
    Table unchecked = new Alteration.DropConstraint("tall").apply(added);
    assertThat(new Alteration.DropColumn("height").apply(unchecked).positionOf("height"))
        .isEqualTo(-1);
  }

  private static Alteration add(
      String name, Type type, boolean nullable, Object missing, boolean hasRows) {
    return new Alteration.AddColumn(
        name, type, nullable, Default.none(), missing, hasRows, MergeLaw.LWW, "");
  }

  @Test
  void constraintsAreRenamedAndStayWhatTheyAre() {
    Table table = table();
    String key = table.primaryKey().name();
    Table renamed = new Alteration.RenameConstraint("tall", "high").apply(table);
    renamed = new Alteration.RenameConstraint(key, "the key").apply(renamed);
    assertThat(renamed.checks().get(0).name()).isEqualTo("high");
    assertThat(renamed.checks().get(0).text()).isEqualTo(table.checks().get(0).text());
    assertThat(renamed.primaryKey().name()).isEqualTo("the key");
    assertThat(renamed.primaryKey().columnIds()).isEqualTo(table.primaryKey().columnIds());
    refused(
        ErrorCode.UNKNOWN_OBJECT,
        () -> new Alteration.RenameConstraint("nix", "nothing").apply(table));
    refused(
        ErrorCode.DUPLICATE_OBJECT,
        () -> new Alteration.RenameConstraint("tall", key).apply(table));
  }

  @Test
  void renamingReachesChecksAndNotKeys() {
    Table renamed = new Alteration.RenameColumn("height", "how \"tall").apply(table());
    assertThat(renamed.checks().get(0).text())
        .isEqualTo("\"how \"\"tall\" >= 0 AND name <> 'bed''s'");
    assertThat(renamed.column("how \"tall").id()).isEqualTo(2);
    Table back = new Alteration.RenameColumn("how \"tall", "height").apply(renamed);
    assertThat(back.checks().get(0).text()).startsWith("\"height\" >= 0");
    refused(
        ErrorCode.DUPLICATE_COLUMN,
        () -> new Alteration.RenameColumn("bed", "name").apply(table()));
    refused(
        ErrorCode.INVALID_NAME, () -> new Alteration.RenameColumn("bed", "_key").apply(table()));
    Check check = new Check("c", "length(length) > 1e5 and lengths = 'length' and xlength > 0");
    assertThat(check.renaming("length", "n").text())
        .isEqualTo("length(\"n\") > 1e5 and lengths = 'length' and xlength > 0");
    assertThat(new Check("c", "'unclosed length").mentions("length")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "YEAR; EXTRACT(YEAR FROM d) > YEAR; EXTRACT(YEAR FROM d) > \"n\"",
        "DATE; d > DATE '2026-01-31' AND DATE > d; d > DATE '2026-01-31' AND \"n\" > d",
        "TIME; TIME > TIMESTAMP WITH TIME ZONE 'x'; \"n\" > TIMESTAMP WITH TIME ZONE 'x'",
        "TRUE; a IS TRUE AND \"TRUE\" > 1; a IS TRUE AND \"n\" > 1",
        "THEN; CASE WHEN a THEN 2 END > THEN; CASE WHEN a THEN 2 END > \"n\"",
        "and; a > 1 and \"and\" > 2; a > 1 and \"n\" > 2",
      })
  void wordsOfTheLanguageAreNoColumns(String column, String text, String renamed) {
    assertThat(new Check("c", text).renaming(column, "n").text()).isEqualTo(renamed);
  }

  @Test
  void typesOnlyWiden() {
    Table wide = new Alteration.SetType("height", Type.decimal(12, 4)).apply(table());
    assertThat(wide.column("height").byDefault())
        .isEqualTo(new Default.Constant(new BigDecimal("0.0000")));
    refused(
        ErrorCode.TYPE_MISMATCH,
        () -> new Alteration.SetType("height", Type.DOUBLE).apply(table()));
    Table padded =
        new Alteration.AddColumn(
                "c",
                Type.character(5),
                true,
                new Default.Constant("ab"),
                "cd",
                true,
                MergeLaw.LWW,
                "")
            .apply(table());
    Column unpadded = new Alteration.SetType("c", Type.VARCHAR).apply(padded).column("c");
    assertThat(unpadded.whenMissing()).isEqualTo("cd");
    assertThat(unpadded.byDefault()).isEqualTo(new Default.Constant("ab"));
  }

  @Test
  void constraintsComeAndGo() {
    Table table = table();
    Table more =
        new Alteration.AddCheck(new Check("c2", "bed > 0"))
            .apply(
                new Alteration.AddKey("u2", List.of("bed"), Index.Role.UNIQUE_INDEX).apply(table));
    assertThat(more.keys().get(3).id()).isEqualTo(3);
    Table fewer = new Alteration.DropConstraint("u2").apply(more);
    assertThat(fewer.nextKeyId()).isEqualTo(4);
    refused(
        ErrorCode.DUPLICATE_OBJECT,
        () -> new Alteration.AddCheck(new Check("tall", "bed > 0")).apply(table));
    refused(ErrorCode.UNKNOWN_OBJECT, () -> new Alteration.DropConstraint("nix").apply(table));
    refused(
        ErrorCode.INVALID_TABLE, () -> new Alteration.DropConstraint("plants_pkey").apply(table));
    refused(
        ErrorCode.INVALID_TABLE,
        () -> new Alteration.AddKey("p", List.of("bed"), Index.Role.PRIMARY_KEY).apply(table));
    refused(
        ErrorCode.UNKNOWN_COLUMN,
        () -> new Alteration.AddKey("p", List.of("nix"), Index.Role.INDEX).apply(table));
    ForeignKey own =
        new ForeignKey(
            "f",
            List.of(3),
            table.id(),
            List.of(0),
            ReferentialAction.CASCADE,
            ReferentialAction.CASCADE);
    assertThat(new Alteration.AddForeignKey(own).apply(table).foreignKeys()).containsExactly(own);
  }

  @Test
  void theRestCanBeSet() {
    Table table = table();
    assertThat(
            new Alteration.SetDefault("bed", new Default.Constant(7))
                .apply(table)
                .column("bed")
                .byDefault())
        .isEqualTo(new Default.Constant(7));
    assertThat(new Alteration.SetNullable("bed", false).apply(table).column("bed").nullable())
        .isFalse();
    refused(ErrorCode.INVALID_TABLE, () -> new Alteration.SetNullable("id", true).apply(table));
    assertThat(
            new Alteration.SetMergeLaw("bed", MergeLaw.MAX).apply(table).column("bed").mergeLaw())
        .isEqualTo(MergeLaw.MAX);
    assertThat(new Alteration.SetColumnComment("bed", "x").apply(table).column("bed").comment())
        .isEqualTo("x");
    assertThat(new Alteration.RenameTable("a", "b").apply(table).world())
        .hasToString("table://a/b");
    assertThat(new Alteration.SetComment("c").apply(table).comment()).isEqualTo("c");
    assertThat(new Alteration.SetOption("crdt", null).apply(table).options()).isEmpty();
    assertThat(new Alteration.SetOption("a", "b").apply(table).options()).containsEntry("a", "b");
  }

  private static void refused(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(UserException.class)
        .extracting(e -> ((EwigException) e).code())
        .isEqualTo(code);
  }
}
