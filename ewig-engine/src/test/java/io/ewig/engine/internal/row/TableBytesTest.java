package io.ewig.engine.internal.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.error.CorruptionException;
import io.ewig.engine.error.UserException;
import io.ewig.engine.log.Randoms;
import io.ewig.engine.schema.Default;
import io.ewig.engine.schema.Table;
import io.ewig.engine.schema.TableBuilder;
import io.ewig.engine.value.Type;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TableBytesTest {

  @Test
  void aDefinitionIsReadBack() {
    Table table = Tables.definition();
    byte[] bytes = TableWriter.write(table);
    assertThat(TableReader.read(bytes, "table")).isEqualTo(table);
    assertThat(TableWriter.write(TableReader.read(bytes, "table"))).isEqualTo(bytes);
  }

  @Test
  void aDefaultOfASequenceIsReadBack() {
    Table table =
        new TableBuilder(new UUID(1, 2), "public", "tickets")
            .column("id", Type.BIGINT, new Default.OfSequence("box", "numbers"), false)
            .build();
    assertThat(TableReader.read(TableWriter.write(table), "table")).isEqualTo(table);
  }

  @Test
  void aComputedColumnIsReadBackAndRefusedByWhoeverKnowsNone() {
    Table table =
        new TableBuilder(new UUID(1, 3), "public", "beds")
            .column("width", Type.BIGINT)
            .column("double", Type.BIGINT, new Default.Generated("width * 2"), true)
            .build();
    byte[] bytes = TableWriter.write(table);
    assertThat(bytes[0]).isEqualTo((byte) 2);
    assertThat(TableReader.read(bytes, "table")).isEqualTo(table);
    bytes[0] = 1;
    assertThatThrownBy(() -> TableReader.read(bytes, "table"))
        .isInstanceOf(CorruptionException.class);
  }

  @Test
  void randomDefinitionsAreReadBack() {
    Randoms random = new Randoms(1);
    for (int i = 0; i < 2_000; i++) {
      Table table = Tables.random(random);
      assertThat(TableReader.read(TableWriter.write(table), "table")).isEqualTo(table);
    }
  }

  @Test
  void everyCutIsDamage() {
    byte[] bytes = TableWriter.write(Tables.definition());
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> TableReader.read(cut, "table"))
          .isInstanceOf(CorruptionException.class);
    }
    byte[] more = Arrays.copyOf(bytes, bytes.length + 1);
    assertThatThrownBy(() -> TableReader.read(more, "table"))
        .isInstanceOf(CorruptionException.class);
  }

  @Test
  void anUnknownVersionIsRefused() {
    byte[] bytes = TableWriter.write(Tables.definition());
    bytes[0] = 3;
    assertThatThrownBy(() -> TableReader.read(bytes, "table"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("newer Ewig");
  }
}
