package io.ewig.jdbc.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RowArchiveTest {

  private static final int ROWS = 10_000;
  private static final int TEXT_CHARS = 40;

  private static @Nullable Object[] row(int number) {
    return new @Nullable Object[] {
      number,
      number % 3 == 0 ? null : "x".repeat(number % TEXT_CHARS),
      Instant.ofEpochSecond(number, number)
    };
  }

  private static void walk(RowArchive archive) throws SQLException {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < ROWS; i++) {
      archive.add(row(i));
      int back = random.nextInt(i + 1);
      if (i % 50 == 0) {
        assertThat(archive.row(back)).containsExactly(row(back));
      }
    }
    assertThat(archive.count()).isEqualTo(ROWS);
    List<Integer> numbers = new ArrayList<>();
    for (int i = ROWS - 1; i >= 0; i--) {
      numbers.add((Integer) archive.row(i)[0]);
    }
    assertThat(numbers).isSortedAccordingTo((a, b) -> b - a).hasSize(ROWS).doesNotHaveDuplicates();
  }

  @Test
  void rowsComeBackFromMemory() throws SQLException {
    try (RowArchive archive = new RowArchive(3, RowArchive.MEMORY_BYTES_MAX)) {
      walk(archive);
    }
  }

  @Test
  void rowsComeBackFromAFileWhereMemoryEnds() throws SQLException {
    for (long room : new long[] {0, 3 * RowArchive.BLOCK_BYTES}) {
      try (RowArchive archive = new RowArchive(3, room)) {
        walk(archive);
      }
    }
  }

  @Test
  void blocksOfAFileComeBackAsTheyWere() throws SQLException {
    try (BlockFile file = BlockFile.create()) {
      byte[] first = {1, 2, 3};
      byte[] second = new byte[RowArchive.BLOCK_BYTES];
      second[5] = 7;
      assertThat(file.add(first)).isZero();
      long place = file.add(second);
      assertThat(file.read(place, second.length)).isEqualTo(second);
      assertThat(file.read(0, first.length)).isEqualTo(first);
    }
  }

  @Test
  void closingTwiceDoesNoHarm() throws SQLException {
    RowArchive archive = new RowArchive(3, 0);
    walk(archive);
    archive.close();
    archive.close();
    assertThat(archive.count()).isZero();
  }
}
