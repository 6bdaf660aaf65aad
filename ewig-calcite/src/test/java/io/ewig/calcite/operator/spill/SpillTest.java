package io.ewig.calcite.operator.spill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ewig.calcite.execution.Execution;
import io.ewig.calcite.execution.Rows;
import io.ewig.calcite.execution.TemporaryFile;
import io.ewig.calcite.execution.TemporaryFolder;
import io.ewig.calcite.operator.Runs;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.EwigException;
import io.ewig.engine.error.ResourceException;
import io.ewig.engine.format.BytesIn;
import io.ewig.engine.format.BytesOut;
import io.ewig.engine.value.Bytes;
import io.ewig.engine.value.Interval;
import io.ewig.engine.value.JsonText;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpillTest {

  private static final Object[] ALL_KINDS = {
    null,
    true,
    false,
    (byte) -1,
    (short) 300,
    Integer.MIN_VALUE,
    Long.MAX_VALUE,
    -0.5f,
    Double.NaN,
    new BigDecimal("-12345678901234567890.0500"),
    "",
    "caf\u00e9 \u20ac \ud83d\ude00",
    Bytes.of((byte) 1, (byte) -1),
    LocalDate.of(-5, 2, 3),
    LocalTime.MAX,
    LocalDateTime.of(2026, 1, 2, 3, 4, 5, 123_456_789),
    Instant.parse("1900-01-01T00:00:00.000000001Z"),
    new Interval(-14, 5),
    new UUID(1, -2),
    Arrays.asList(1, null, List.of("x")),
    new Object[] {1, null},
    Map.of("k", 1L),
    new JsonText("{\"a\": 1}"),
  };

  private static final Path OPEN_FILES = Path.of("/proc/self/fd");

  @TempDir Path folder;

  @Test
  void valuesOfAllKindsComeBack() {
    BytesOut out = new BytesOut(16);
    RowWriter.write(ALL_KINDS, out);
    Object[] read = RowReader.read(new BytesIn(out.toArray(), "file"));
    assertThat(Arrays.deepEquals(read, ALL_KINDS)).isTrue();
  }

  @Test
  void damagedRowsAreRefusedOrRead() {
    BytesOut out = new BytesOut(16);
    RowWriter.write(ALL_KINDS, out);
    Random random = new Random(1);
    for (int i = 0; i < 100_000; i++) {
      byte[] bytes = out.toArray();
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      try {
        RowReader.read(new BytesIn(bytes, "file"));
      } catch (EwigException e) {
        assertThat(e.code().category()).isEqualTo(ErrorCode.Category.CORRUPTION);
      }
    }
  }

  @Test
  void rowsAreReadAgainAsOftenAsWanted() {
    for (long bytesMax : new long[] {0, 100_000, 1 << 30}) {
      TemporaryFolder temporary = TemporaryFolder.at(folder, TemporaryFolder.BYTES_DEFAULT);
      Execution execution = Runs.execution(bytesMax, temporary);
      List<Object> written = new ArrayList<>();
      try (RowStore store = new RowStore(execution, "test")) {
        for (int i = 0; i < 5_000; i++) {
          Object[] row = {i, "x".repeat(i % 100), i % 1_000 == 0 ? "y".repeat(50_000) : null};
          store.add(row);
          written.add(Arrays.asList(row));
        }
        assertThat(store.count()).isEqualTo(5_000);
        assertThat(read(store.rows())).isEqualTo(written);
        assertThat(read(store.rows())).isEqualTo(written);
        assertThat(temporary.bytes() > 0).isEqualTo(bytesMax < 1 << 30);
      }
      assertThat(execution.memory().bytes()).isZero();
      assertThat(temporary.bytes()).isZero();
      assertThat(folder).isEmptyDirectory();
    }
  }

  private static List<Object> read(Rows rows) {
    List<Object> read = new ArrayList<>();
    try (rows) {
      for (Object[] row = rows.next(); row != null; row = rows.next()) {
        read.add(Arrays.asList(row));
      }
    }
    return read;
  }

  @Test
  void rowsInAFileComeBack() {
    TemporaryFolder temporary = TemporaryFolder.at(folder, TemporaryFolder.BYTES_DEFAULT);
    Execution execution = Runs.execution(0, temporary);
    try (RowFile file = new RowFile(execution)) {
      List<Object> written = new ArrayList<>();
      for (int i = 0; i < 5_000; i++) {
        Object[] row = {i, "row " + i, (long) i * i};
        file.add(row);
        written.add(Arrays.asList(row));
      }
      assertThat(read(file.rows())).isEqualTo(written);
    }
  }

  @Test
  void whatIsInAFileTellsNothingToWhoReadsIt() throws IOException {
    assumeTrue(Files.isDirectory(OPEN_FILES), "only Linux shows what a process has open");
    TemporaryFolder temporary = TemporaryFolder.at(folder, TemporaryFolder.BYTES_DEFAULT);
    byte[] text = "nobody else says this ".repeat(1_000).getBytes(StandardCharsets.ISO_8859_1);
    try (TemporaryFile file = temporary.create()) {
      file.append(text, 0, 7_001);
      file.append(text, 7_001, text.length - 7_001);
      byte[] read = new byte[text.length];
      assertThat(file.read(0, read, 0, read.length)).isEqualTo(text.length);
      assertThat(read).isEqualTo(text);
      List<String> onDisk = openIn(folder);
      assertThat(onDisk).hasSize(1);
      assertThat(onDisk.get(0)).hasSize(text.length).doesNotContain("nobody");
    }
  }

  /** What the files hold that are open in a folder, of which the system has removed the names. */
  private static List<String> openIn(Path folder) throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> open = Files.list(OPEN_FILES)) {
      for (Path each : open.toList()) {
        if (Files.exists(each, LinkOption.NOFOLLOW_LINKS)
            && Files.readSymbolicLink(each).startsWith(folder)) {
          found.add(Files.readString(each, StandardCharsets.ISO_8859_1));
        }
      }
    }
    return found;
  }

  @Test
  void whatACrashLeftIsDeletedAndNothingElse() throws IOException {
    Files.write(folder.resolve("spill-7.tmp"), new byte[10]);
    Files.write(folder.resolve("mine.txt"), new byte[10]);
    TemporaryFolder.at(folder, TemporaryFolder.BYTES_DEFAULT);
    assertThat(folder).isDirectoryContaining("glob:**mine.txt");
    assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
  }

  @Test
  void theFolderIsMadeWhenItIsNeeded() {
    Path deeper = folder.resolve("a").resolve("b");
    TemporaryFolder temporary = TemporaryFolder.at(deeper, 100);
    assertThat(deeper).doesNotExist();
    try (TemporaryFile file = temporary.create()) {
      assertThat(deeper).isDirectory();
      assertThat(file.size()).isZero();
    }
    assertThat(deeper).isEmptyDirectory();
  }

  @Test
  void allFilesTogetherStayWithinTheLimit() {
    TemporaryFolder temporary = TemporaryFolder.at(folder, 100);
    try (TemporaryFile one = temporary.create();
        TemporaryFile other = temporary.create()) {
      one.append(new byte[60], 0, 60);
      assertThatThrownBy(() -> other.append(new byte[60], 0, 60))
          .isInstanceOfSatisfying(
              ResourceException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.LIMIT_REACHED));
      other.append(new byte[40], 0, 40);
    }
    assertThat(temporary.bytes()).isZero();
  }
}
