package io.ewig.engine.internal.row;

import io.ewig.engine.log.Randoms;
import io.ewig.engine.schema.Alteration;
import io.ewig.engine.schema.Column;
import io.ewig.engine.schema.Default;
import io.ewig.engine.schema.MergeLaw;
import io.ewig.engine.schema.ReferentialAction;
import io.ewig.engine.schema.Table;
import io.ewig.engine.schema.TableBuilder;
import io.ewig.engine.value.Bytes;
import io.ewig.engine.value.JsonText;
import io.ewig.engine.value.Row;
import io.ewig.engine.value.Type;
import io.ewig.engine.value.Values;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** Tables and rows for tests: fixed ones with something of each kind, and random ones. */
final class Tables {

  static final Type[] KINDS = {
    Type.BOOLEAN,
    Type.TINYINT,
    Type.SMALLINT,
    Type.INTEGER,
    Type.BIGINT,
    Type.REAL,
    Type.DOUBLE,
    Type.decimal(10, 2),
    Type.character(4),
    Type.varchar(20),
    Type.binary(4),
    Type.VARBINARY,
    Type.DATE,
    Type.time(9),
    Type.TIMESTAMP,
    Type.timestampWithTimeZone(9),
    Type.INTERVAL_YEAR_TO_MONTH,
    Type.INTERVAL_DAY_TO_SECOND,
    Type.UUID,
    Type.JSON,
    Type.array(Type.INTEGER),
    Type.decimal(40, 0)
  };

  private Tables() {}

  static Table ofEachKind() {
    TableBuilder builder = new TableBuilder(new UUID(1, 2), "public", "plants");
    for (int i = 0; i < KINDS.length; i++) {
      builder.column("c" + i, KINDS[i]);
    }
    return builder.primaryKey("c4").build();
  }

  static Row rowOfEachKind() {
    return ofEachKind()
        .accept(
            true,
            -1,
            300,
            70_000,
            1L << 40,
            1.5f,
            -2.5,
            new BigDecimal("12.5"),
            "ab",
            "Rose \ud83c\udf39",
            Bytes.of((byte) 1),
            Bytes.of((byte) 0, (byte) 255),
            "2026-01-31",
            "23:59:59.000000001",
            "2026-01-31 12:00:00",
            "1969-12-31 23:59:59.999999999+00:00",
            "P1Y2M",
            "PT-1S",
            "00000000-0000-0001-0000-000000000002",
            new JsonText("{}"),
            Arrays.asList(1, null, -300),
            new BigDecimal("-1234567890123456789012345678901234567890"));
  }

  /** Something of everything that a definition can have. */
  static Table definition() {
    Table parent =
        new TableBuilder(new UUID(3, 4), "public", "beds")
            .column("id", Type.INTEGER)
            .primaryKey("id")
            .build();
    Table table =
        new TableBuilder(new UUID(1, 2), "public", "plants")
            .column("id", Type.BIGINT, new Default.Identity(true, 1, 1), false)
            .column("name", Type.varchar(40))
            .column("height", Type.decimal(6, 2), new Default.Constant("1.5"), false)
            .column("tags", Type.array(Type.VARCHAR))
            .column("token", Type.UUID, new Default.RandomUuid(), true)
            .column("since", Type.timestamp(3), new Default.CurrentTimestamp(), true)
            .column("bed", Type.INTEGER, new Default.Identity(false, -5, -2), true)
            .mergeLaw("tags", MergeLaw.SET)
            .columnComment("height", "in metres")
            .primaryKey("id")
            .unique("", "name")
            .uniqueIndex("", "token")
            .index("by_bed", "bed", "name")
            .check("tall", "height >= 0")
            .foreignKey(
                "",
                List.of("bed"),
                parent,
                List.of("id"),
                ReferentialAction.SET_NULL,
                ReferentialAction.CASCADE)
            .comment("what grows")
            .option("crdt", "lww")
            .build();
    Table added =
        new Alteration.AddColumn(
                "sun", Type.TINYINT, false, Default.none(), 5, true, MergeLaw.COUNTER, "hours")
            .apply(table);
    return new Alteration.DropColumn("since").apply(added);
  }

  static Table random(Randoms random) {
    Values values = new Values(random);
    TableBuilder builder = new TableBuilder(new UUID(1, 2), "public", "t");
    for (int i = 1 + random.below(random.oneIn(20) ? 40 : 10); i > 0; i--) {
      builder.column("c" + i, values.type());
    }
    return builder.build();
  }

  static Row row(Table table, Randoms random) {
    Values values = new Values(random);
    Object[] row = new Object[table.columns().size()];
    for (int i = 0; i < row.length; i++) {
      Column column = table.columns().get(i);
      boolean isNull = column.nullable() && random.oneIn(5);
      row[i] = isNull ? null : values.value(column.type());
    }
    return Row.wrap(row);
  }
}
