package io.ewig.engine.internal.late;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.event.EventType;
import io.ewig.engine.format.Golden;
import io.ewig.engine.internal.converge.Parting;
import io.ewig.engine.internal.table.RowDifference;
import io.ewig.engine.internal.table.RowPayload;
import io.ewig.engine.internal.table.TableCodec;
import io.ewig.engine.internal.table.Tables;
import io.ewig.engine.schema.MergeLaw;
import io.ewig.engine.schema.Table;
import io.ewig.engine.schema.TableBuilder;
import io.ewig.engine.value.Row;
import io.ewig.engine.value.Type;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pins what events say of rows, and what is kept of those that can't stand together. */
class RowEventsGoldenTest {

  private static final Table PLANTS =
      new TableBuilder(new UUID(1, 1), "public", "plants")
          .notNull("id", Type.BIGINT)
          .column("name", Type.VARCHAR)
          .column("count", Type.BIGINT)
          .primaryKey("id")
          .mergeLaw("count", MergeLaw.COUNTER)
          .build();

  private static final TableCodec CODEC = new Tables().of(PLANTS);
  private static final Row BEFORE = Row.of(7L, "rose", 1L);
  private static final Row AFTER = Row.of(7L, "Rose", 4L);

  private static final Map<String, Supplier<byte[]>> FORMATS =
      Map.of(
          "row-put",
          () -> RowPayload.put(PLANTS.id(), CODEC.primaryKey(AFTER), CODEC.toBytes(AFTER)),
          "row-deleted",
          () -> RowPayload.deleted(PLANTS.id(), CODEC.primaryKey(AFTER)),
          "row-changed",
          RowEventsGoldenTest::changed,
          "row-held",
          RowEventsGoldenTest::held,
          "row-parted",
          RowEventsGoldenTest::parted);

  private static byte[] changed() {
    byte[] difference = RowDifference.of(CODEC, BEFORE, AFTER);
    return RowPayload.changed(
        PLANTS.id(), CODEC.primaryKey(AFTER), difference, CODEC.toBytes(AFTER));
  }

  private static byte[] held() {
    byte[] winner = CODEC.primaryKey(Row.of(8L, null, null));
    return new Held(Held.Reason.UNIQUE, "plants_name", winner, CODEC.toBytes(AFTER)).toBytes();
  }

  private static byte[] parted() {
    Row one = Row.of(null, null, 1L);
    Row other = Row.of(null, null, 2L);
    int[] count = {2};
    return Parted.toBytes(
        List.of(
            new Parting(Parting.Kind.CELL, 2, "", one, other, count, List.of()),
            new Parting(Parting.Kind.ROW, -1, "", null, BEFORE, null, List.of()),
            new Parting(Parting.Kind.CHECK, -1, "few", null, AFTER, count, List.of())),
        CODEC);
  }

  static Stream<String> formats() {
    return FORMATS.keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("formats")
  void theBytesOfAFormatNeverChange(String name) throws IOException {
    Golden.check(name, FORMATS.get(name).get());
  }

  @Test
  void aChangeSaysWhichColumnsAreOtherAndWhatThoseWereThatAreCounted() throws IOException {
    RowPayload read =
        RowPayload.read(EventType.ROW_CHANGED, Golden.bytes("row-changed"), "an event");
    assertThat(read.table()).isEqualTo(PLANTS.id());
    assertThat(read.changed()).containsExactly(1, 2);
    assertThat(CODEC.toRow(read.before())).isEqualTo(Row.of(null, null, 1L));
    assertThat(CODEC.toRow(read.row())).isEqualTo(AFTER);
  }

  @Test
  void whatWasHeldIsReadAsItWas() throws IOException {
    Held read = Held.read(Golden.bytes("row-held"));
    assertThat(read.reason()).isEqualTo(Held.Reason.UNIQUE);
    assertThat(read.rule()).isEqualTo("plants_name");
    assertThat(CODEC.toRow(read.row())).isEqualTo(AFTER);
    assertThat(Parted.read(Golden.bytes("row-parted")))
        .extracting(Parted::kind)
        .containsExactly(Parting.Kind.CELL, Parting.Kind.ROW, Parting.Kind.CHECK);
  }

  @Test
  void whatIsMalformedIsRefused() {
    Random random = new Random(1);
    for (int i = 0; i < 100_000; i++) {
      byte[] bytes = i % 2 == 0 ? held() : parted();
      for (int j = 0; j < 1 + random.nextInt(3); j++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
      try {
        assertThat(i % 2 == 0 ? Held.read(bytes) : Parted.read(bytes)).isNotNull();
      } catch (CorruptionException malformed) {
        assertThat(malformed.getMessage()).isNotEmpty();
      }
    }
    assertThatThrownBy(() -> Held.read(new byte[] {9})).isInstanceOf(CorruptionException.class);
  }
}
