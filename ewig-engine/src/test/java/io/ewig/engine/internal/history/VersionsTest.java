package io.ewig.engine.internal.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ewig.engine.error.InternalException;
import io.ewig.engine.error.UserException;
import io.ewig.engine.format.FrameKeys;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.hash.Sha256;
import io.ewig.engine.internal.disk.RealDisk;
import io.ewig.engine.internal.run.RunFolder;
import io.ewig.engine.internal.version.KeyHash;
import io.ewig.engine.internal.version.Lineage;
import io.ewig.engine.internal.version.Moment;
import io.ewig.engine.internal.version.Period;
import io.ewig.engine.internal.version.Version;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The version index in a small garden: what grows in a bed, on the main line and on another. */
class VersionsTest {

  private static final int MAIN = 0;
  private static final int DREAM = 1;
  private static final long ALWAYS = Long.MAX_VALUE;
  private static final Lineage ON_MAIN = Lineage.of(MAIN);

  private Path folder;
  private VersionsOptions options;
  private Versions garden;
  private long seq;

  @BeforeEach
  void open() {
    folder = Folders.fresh();
    options = Folders.options(folder, new RealDisk(), FrameKeys.NONE, 1 << 20);
    garden = Versions.open(options, (end, chain) -> true);
  }

  @AfterEach
  void close() throws IOException {
    garden.close();
    Folders.delete(folder);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private void plant(String bed, int line, String plant) {
    plant(bed, line, seq * 10, Version.OPEN, plant);
  }

  private void plant(String bed, int line, long from, long to, String plant) {
    byte[] value = plant == null ? null : bytes(plant);
    garden.put(bytes(bed), line, seq, seq * 10, from, to, value);
    seq++;
    garden.advance(seq, Sha256.of(bytes("chain " + seq)));
  }

  private String grows(String bed, Lineage lineage, long beforeSeq, long valid) {
    Version found = garden.find(bytes(bed), new Moment(lineage, beforeSeq, valid));
    return found == null ? "nothing" : new String(found.value(), StandardCharsets.US_ASCII);
  }

  @Test
  void theLastRecordedVersionCounts() {
    plant("north", MAIN, "rose");
    plant("north", MAIN, "oak");
    assertThat(grows("north", ON_MAIN, ALWAYS, ALWAYS)).isEqualTo("oak");
    assertThat(grows("north", ON_MAIN, 1, ALWAYS)).isEqualTo("rose");
    assertThat(grows("north", ON_MAIN, 0, ALWAYS)).isEqualTo("nothing");
    assertThat(grows("south", ON_MAIN, ALWAYS, ALWAYS)).isEqualTo("nothing");
  }

  @Test
  void aDeletionLeavesNothingAndHistoryStays() {
    plant("north", MAIN, "rose");
    plant("north", MAIN, null);
    assertThat(grows("north", ON_MAIN, ALWAYS, ALWAYS)).isEqualTo("nothing");
    HistoryCursor history = garden.history(bytes("north"), ON_MAIN, 0, ALWAYS);
    assertThat(history.next()).isTrue();
    assertThat(history.version().isDeletion()).isTrue();
    assertThat(history.next()).isTrue();
    assertThat(history.version().value()).isEqualTo(bytes("rose"));
    assertThat(history.next()).isFalse();
  }

  @Test
  void anInstantIsAnsweredByTheLastVersionThatCoversIt() {
    plant("north", MAIN, 0, Version.OPEN, "rose");
    plant("north", MAIN, 50, 60, "tulip");
    assertThat(grows("north", ON_MAIN, ALWAYS, 49)).isEqualTo("rose");
    assertThat(grows("north", ON_MAIN, ALWAYS, 50)).isEqualTo("tulip");
    assertThat(grows("north", ON_MAIN, ALWAYS, 60)).isEqualTo("rose");
    assertThat(grows("north", ON_MAIN, ALWAYS, -1)).isEqualTo("nothing");
    assertThat(grows("north", ON_MAIN, 1, 55)).isEqualTo("rose");
  }

  @Test
  void aTimelineHasNoOverlapsAndJoinsWhatIsEqual() {
    plant("north", MAIN, 0, Version.OPEN, "rose");
    plant("north", MAIN, 50, 60, "tulip");
    plant("north", MAIN, 60, 70, "tulip");
    plant("north", MAIN, 80, 90, null);
    assertThat(timeline(ALWAYS, 0, Version.OPEN))
        .containsExactly("0..50 rose", "50..70 tulip", "70..80 rose", "90..open rose");
    assertThat(timeline(2, 55, 65)).containsExactly("55..60 tulip", "60..65 rose");
    assertThat(timeline(0, 0, 10)).isEmpty();
  }

  private List<String> timeline(long beforeSeq, long from, long to) {
    List<String> texts = new ArrayList<>();
    for (Period period : garden.timeline(bytes("north"), ON_MAIN, beforeSeq, from, to)) {
      String end = period.validTo() == Version.OPEN ? "open" : "" + period.validTo();
      String plant = new String(period.value(), StandardCharsets.US_ASCII);
      texts.add(period.validFrom() + ".." + end + " " + plant);
    }
    return texts;
  }

  @Test
  void aBranchSeesItsParentUpToTheFork() {
    plant("north", MAIN, "rose");
    Lineage dream = Lineage.of(Map.of(MAIN, seq, DREAM, ALWAYS));
    plant("north", MAIN, "oak");
    assertThat(grows("north", dream, ALWAYS, ALWAYS)).isEqualTo("rose");
    plant("north", DREAM, "tulip");
    assertThat(grows("north", dream, ALWAYS, ALWAYS)).isEqualTo("tulip");
    assertThat(grows("north", ON_MAIN, ALWAYS, ALWAYS)).isEqualTo("oak");
    assertThat(garden.newestSeq(bytes("north"), dream, Long.MAX_VALUE)).isEqualTo(2);
    assertThat(garden.newestSeq(bytes("north"), ON_MAIN, Long.MAX_VALUE)).isEqualTo(1);
    assertThat(garden.newestSeq(bytes("south"), ON_MAIN, Long.MAX_VALUE)).isEqualTo(-1);
  }

  @Test
  void aCommitIsVisibleAsAWhole() {
    garden.put(bytes("north"), MAIN, 0, 0, 0, Version.OPEN, bytes("rose"));
    assertThat(grows("north", ON_MAIN, ALWAYS, ALWAYS)).isEqualTo("nothing");
    assertThat(garden.newestSeq(bytes("north"), ON_MAIN, Long.MAX_VALUE)).isEqualTo(-1);
    garden.put(bytes("south"), MAIN, 1, 0, 0, Version.OPEN, bytes("oak"));
    garden.advance(2, Hash.ZERO);
    assertThat(grows("north", ON_MAIN, ALWAYS, ALWAYS)).isEqualTo("rose");
    assertThat(grows("south", ON_MAIN, ALWAYS, ALWAYS)).isEqualTo("oak");
  }

  @Test
  void whatWasFlushedIsThereAfterReopening() {
    plant("north", MAIN, "rose");
    plant("north", MAIN, "oak");
    garden.flush();
    Applied applied = garden.applied();
    plant("north", MAIN, "tulip");
    garden.close();
    garden = Versions.open(options, (end, chain) -> end == 2);
    assertThat(garden.applied()).isEqualTo(applied);
    assertThat(grows("north", ON_MAIN, ALWAYS, ALWAYS)).isEqualTo("oak");
    assertThat(grows("north", ON_MAIN, 1, ALWAYS)).isEqualTo("rose");
  }

  @Test
  void runsOfAnotherLogAreRefused() throws IOException {
    plant("north", MAIN, "rose");
    garden.flush();
    plant("north", MAIN, "oak");
    garden.flush();
    garden.close();
    Hash first = Sha256.of(bytes("chain 1"));
    garden = Versions.open(options, (end, chain) -> chain.equals(first));
    assertThat(garden.applied()).isEqualTo(new Applied(1, first));
    assertThat(grows("north", ON_MAIN, ALWAYS, ALWAYS)).isEqualTo("rose");
    garden.close();
    garden = Versions.open(options, (end, chain) -> false);
    assertThat(garden.applied()).isEqualTo(Applied.NOTHING);
    assertThat(Files.list(options.folder())).hasSize(1); // the manifest
  }

  @Test
  void runsMadeUnderOtherRulesAreMadeAnew() {
    plant("north", MAIN, "rose");
    garden.flush();
    garden.close();
    VersionsOptions others = options.madeBy(Sha256.of(bytes("other rules")));
    garden = Versions.openToRead(others, (end, chain) -> true);
    assertThat(garden.applied()).isEqualTo(Applied.NOTHING);
    garden.close();
    garden = Versions.open(options, (end, chain) -> true);
    assertThat(grows("north", ON_MAIN, ALWAYS, ALWAYS)).isEqualTo("rose");
    garden.close();
    garden = Versions.open(others, (end, chain) -> true);
    assertThat(garden.applied()).isEqualTo(Applied.NOTHING);
    assertThat(options.folder()).isDirectoryNotContaining("glob:**.ewr");
    seq = 0;
    plant("north", MAIN, "oak");
    garden.flush();
    garden.close();
    garden = Versions.open(others, (end, chain) -> true);
    assertThat(grows("north", ON_MAIN, ALWAYS, ALWAYS)).isEqualTo("oak");
  }

  @Test
  void versionsAreCountedAndFoundByNumber() {
    plant("north", MAIN, "rose");
    plant("south", MAIN, "fern");
    plant("north", MAIN, null);
    Lineage dream = Lineage.of(Map.of(MAIN, seq, DREAM, ALWAYS));
    garden.flush();
    plant("north", DREAM, "tulip");
    plant("north", MAIN, "oak");
    byte[] north = bytes("north");
    assertThat(garden.count(north, ON_MAIN, ALWAYS)).isEqualTo(3);
    assertThat(garden.count(north, dream, ALWAYS)).isEqualTo(3);
    assertThat(garden.count(north, dream, 2)).isEqualTo(1);
    assertThat(garden.count(bytes("west"), ON_MAIN, ALWAYS)).isZero();
    assertThat(garden.select(north, dream, 2)).isEqualTo(3);
    assertThat(garden.select(north, ON_MAIN, 2)).isEqualTo(4);
    assertThat(garden.select(north, ON_MAIN, 3)).isEqualTo(-1);
    assertThat(garden.select(north, ON_MAIN, -1)).isEqualTo(-1);
    assertThat(garden.seqs(north, ON_MAIN, 1, ALWAYS, 9)).containsExactly(2, 4);
    assertThat(garden.seqs(north, ON_MAIN, 0, ALWAYS, 2)).containsExactly(0, 2);
  }

  @Test
  void leftoversOfACrashAreDeleted() throws IOException {
    plant("north", MAIN, "rose");
    garden.flush();
    garden.close();
    Files.write(options.folder().resolve("00000009.ewr"), new byte[100]);
    Files.write(options.folder().resolve("runs.ewm.new"), new byte[100]);
    Path foreign = Files.write(options.folder().resolve("README.txt"), new byte[100]);
    garden = Versions.open(options, (end, chain) -> true);
    assertThat(Files.list(options.folder())).hasSize(3).contains(foreign);
    assertThat(grows("north", ON_MAIN, ALWAYS, ALWAYS)).isEqualTo("rose");
  }

  @Test
  void runsOfALevelAreMerged() {
    for (int i = 0; i < 9; i++) {
      plant("bed " + i, MAIN, "rose");
      garden.flush();
    }
    assertThat(garden.statistics().runs()).isEqualTo(9);
    while (garden.step()) {
      assertThat(garden.statistics().versions()).isEqualTo(9);
    }
    assertThat(garden.statistics().runs()).isEqualTo(1);
    assertThat(garden.statistics().runKeys()).isEqualTo(9);
    assertThat(grows("bed 4", ON_MAIN, ALWAYS, ALWAYS)).isEqualTo("rose");
    assertThat(grows("bed 4", ON_MAIN, 4, ALWAYS)).isEqualTo("nothing");
  }

  @Test
  void aReaderOpensWhatRunsWereMergedIntoMeanwhile() {
    for (int i = 0; i < 9; i++) {
      plant("bed " + i, MAIN, "rose");
      garden.flush();
    }
    RunFolder.Belongs merging = // asked when the reader knows the runs and has not opened them yet
        (end, chain) -> {
          while (garden.step()) {
            Thread.onSpinWait();
          }
          return true;
        };
    try (Versions reader = Versions.openToRead(options, merging)) {
      assertThat(reader.applied()).isEqualTo(garden.applied());
      assertThat(reader.statistics().runs()).isEqualTo(1);
    }
  }

  @Test
  void theWriterDoesTheWorkWhenNobodyElseDoes() {
    garden.close();
    options = Folders.options(folder, new RealDisk(), FrameKeys.NONE, 2000);
    garden = Versions.open(options, (end, chain) -> true);
    for (int i = 0; i < 200; i++) {
      garden.makeRoom();
      plant("bed " + i % 7, MAIN, "rose " + i);
      assertThat(garden.statistics().frozenTables()).isLessThanOrEqualTo(Versions.FROZEN_MAX);
    }
    assertThat(garden.statistics().runs()).isPositive();
    assertThat(grows("bed 3", ON_MAIN, ALWAYS, ALWAYS)).isEqualTo("rose 199");
  }

  @Test
  void commitsWithoutVersionsMoveOn() {
    plant("north", MAIN, "rose");
    garden.flush();
    garden.advance(50, Hash.ZERO);
    seq = 50;
    plant("north", MAIN, "oak");
    assertThat(garden.applied().endSeq()).isEqualTo(51);
    garden.flush();
    assertThat(grows("north", ON_MAIN, 50, ALWAYS)).isEqualTo("rose");
    assertThat(grows("north", ON_MAIN, 51, ALWAYS)).isEqualTo("oak");
  }

  @Test
  void keysMadeToCollideAreFoundInOrder() {
    List<byte[]> keys = new ArrayList<>();
    VarHandle longs = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 1500; i++) {
      byte[] key = new byte[16];
      longs.set(key, 0, (long) i);
      longs.set(key, 8, mix(16 * 0x9E3779B97F4A7C15L ^ i) ^ 12345);
      keys.add(key);
      garden.put(key, MAIN, i, i, i, Version.OPEN, bytes("plant " + i));
    }
    garden.advance(1500, Hash.ZERO);
    garden.flush();
    assertThat(garden.statistics().memoryVersions()).isZero();
    Moment now = new Moment(ON_MAIN, ALWAYS, ALWAYS);
    for (int i = 0; i < keys.size(); i++) {
      assertThat(garden.find(keys.get(i), now).seq()).isEqualTo(i);
    }
    assertThat(garden.find(new byte[16], now)).isNull();
    assertThat(KeyHash.of(keys.get(0))).isEqualTo(KeyHash.of(keys.get(1)));
  }

  private static long mix(long word) {
    long mixed = (word ^ word >>> 32) * 0x6A09E667F3BCC909L;
    return (mixed ^ mixed >>> 29) * 0x9E3779B97F4A7C15L;
  }

  @Test
  void aCursorGoesOnAfterItsRunsWereMerged() {
    for (int i = 0; i < 6; i++) {
      plant("bed " + i, MAIN, "rose");
      garden.flush();
    }
    VersionCursor cursor = garden.scan(null, null, new Moment(ON_MAIN, ALWAYS, ALWAYS), true);
    assertThat(cursor.next()).isTrue();
    while (garden.step()) {
      assertThat(cursor.key()).isEqualTo(bytes("bed 5"));
    }
    assertThat(cursor.next()).isTrue();
    assertThat(cursor.key()).isEqualTo(bytes("bed 4"));
    cursor.seek(bytes("bed 2"));
    assertThat(cursor.next()).isTrue();
    assertThat(cursor.key()).isEqualTo(bytes("bed 2"));
    assertThatThrownBy(garden.scan(null, null, new Moment(ON_MAIN, 0, 0), true)::key)
        .isInstanceOf(InternalException.class);
  }

  @Test
  void aKeyOrValueThatIsTooLongIsRefused() {
    byte[] longKey = new byte[Versions.KEY_BYTES_MAX + 1];
    assertThatThrownBy(() -> garden.put(longKey, MAIN, 0, 0, 0, 1, null))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("a key of " + (Versions.KEY_BYTES_MAX + 1) + " bytes");
    byte[] longValue = new byte[Versions.VALUE_BYTES_MAX + 1];
    assertThatThrownBy(() -> garden.put(bytes("north"), MAIN, 0, 0, 0, 1, longValue))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("at most " + Versions.KEY_BYTES_MAX + " and 16777216");
  }

  @Test
  void anEmptyPeriodOrANegativeLineIsRefused() {
    assertThatThrownBy(() -> garden.put(bytes("north"), MAIN, 0, 0, 5, 5, null))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("from 5 to 5");
    assertThatThrownBy(() -> garden.put(bytes("north"), -1, 0, 0, 5, 6, null))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("line -1");
    assertThatThrownBy(() -> Lineage.of(Map.of(-1, 5L))).isInstanceOf(UserException.class);
  }

  @Test
  void versionsOutOfOrderAreADefect() {
    plant("north", MAIN, "rose");
    assertThatThrownBy(() -> garden.put(bytes("north"), MAIN, 0, 0, 0, 1, null))
        .isInstanceOf(InternalException.class);
    garden.put(bytes("north"), MAIN, 5, 0, 0, 1, null);
    assertThatThrownBy(() -> garden.advance(5, Hash.ZERO)).isInstanceOf(InternalException.class);
    assertThatThrownBy(() -> garden.flush()).isInstanceOf(InternalException.class);
  }

  @Test
  void optionsOutOfBoundsAreRefused() {
    Path runs = options.folder();
    RealDisk disk = new RealDisk();
    assertThatThrownBy(() -> new VersionsOptions(runs, disk, FrameKeys.NONE, 0, 8, 0, Hash.ZERO))
        .isInstanceOf(UserException.class);
    assertThatThrownBy(() -> new VersionsOptions(runs, disk, FrameKeys.NONE, 1, 1, 0, Hash.ZERO))
        .isInstanceOf(UserException.class);
    assertThat(VersionsOptions.of(runs, disk, FrameKeys.NONE).fanIn()).isEqualTo(8);
  }

  @Test
  void whatIsClosedSaysSo() {
    plant("north", MAIN, "rose");
    VersionCursor cursor = garden.scan(null, null, new Moment(ON_MAIN, ALWAYS, ALWAYS), false);
    garden.close();
    garden.close();
    assertThatThrownBy(() -> grows("north", ON_MAIN, ALWAYS, ALWAYS))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("closed");
    assertThatThrownBy(cursor::next).isInstanceOf(UserException.class);
    assertThatThrownBy(garden::step).isInstanceOf(UserException.class);
  }
}
