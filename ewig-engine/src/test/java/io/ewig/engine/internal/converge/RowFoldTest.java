package io.ewig.engine.internal.converge;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.Tier;
import io.ewig.engine.check.language.GeneratedColumns;
import io.ewig.engine.event.Branch;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.CommitInfo;
import io.ewig.engine.event.Event;
import io.ewig.engine.event.EventType;
import io.ewig.engine.event.Origin;
import io.ewig.engine.event.Payload;
import io.ewig.engine.event.World;
import io.ewig.engine.hash.Hash;
import io.ewig.engine.log.Randoms;
import io.ewig.engine.schema.MergeLaw;
import io.ewig.engine.schema.Table;
import io.ewig.engine.schema.TableBuilder;
import io.ewig.engine.value.Row;
import io.ewig.engine.value.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Writes of one row by three who hear of each other now and then. */
class RowFoldTest {

  private static final int ROUNDS = Tier.count(300, 20_000);
  private static final int ORIGINS = 3;
  private static final int INSTANTS = 20;

  private static final Table NOTES =
      new TableBuilder(new UUID(1, 1), "public", "notes")
          .notNull("id", Type.BIGINT)
          .column("title", Type.VARCHAR)
          .column("body", Type.VARCHAR)
          .column("votes", Type.BIGINT)
          .mergeLaw("body", MergeLaw.TEXT)
          .mergeLaw("votes", MergeLaw.FAIL)
          .primaryKey("id")
          .build();

  private final Map<Hash, long[]> seen = new HashMap<>();
  private final Acquaintance who =
      (event, other) -> other.originSeq() <= seen.get(event.hash())[(int) other.origin().low()];

  private List<RowWrite> writes(Randoms random) {
    List<RowWrite> writes = new ArrayList<>();
    long[][] known = new long[ORIGINS][ORIGINS];
    for (int left = 1 + random.below(25); left > 0; left--) {
      int origin = random.below(ORIGINS);
      int other = random.below(ORIGINS);
      if (random.oneIn(3)) {
        for (int i = 0; i < ORIGINS; i++) {
          known[origin][i] = Math.max(known[origin][i], known[other][i]);
        }
      }
      known[origin][origin]++;
      Event event = event(origin, known[origin][origin], 1_000 - left);
      seen.put(event.hash(), known[origin].clone());
      writes.add(write(random, event, left));
    }
    Collections.shuffle(writes, new java.util.Random(random.seed()));
    return writes;
  }

  private static Event event(int origin, long originSeq, long hlc) {
    Payload payload = new Payload.Inline(new byte[Payload.SALT_BYTES], new byte[0]);
    return Commit.seal(
            CommitInfo.on(Branch.MAIN, List.of()),
            new Commit.Place(0, 1, new Origin(0, origin), originSeq, hlc, Hash.ZERO),
            List.of(
                new Commit.Fact(
                    World.of("table://public/notes"),
                    EventType.ROW_CHANGED,
                    null,
                    payload,
                    payload.commitment())))
        .first();
  }

  private static RowWrite write(Randoms random, Event event, int left) {
    boolean isUsual = random.oneIn(2); // from now on
    long from = isUsual ? INSTANTS - Math.min(INSTANTS, left) : random.below(INSTANTS);
    long to = isUsual ? INSTANTS : from + 1 + random.below(INSTANTS);
    if (random.oneIn(8)) {
      return new RowWrite(event, from, to, null, null, null, random.oneIn(3));
    }
    Row after = row(random);
    return random.oneIn(3)
        ? new RowWrite(event, from, to, after, null, null, false)
        : new RowWrite(event, from, to, after, new int[] {1 + random.below(3)}, row(random), false);
  }

  private static Row row(Randoms random) {
    return Row.of(
        1L,
        random.of("rose", "fern"),
        random.of("", "a rose", "a red rose", "a rose indeed"),
        (long) random.below(4));
  }

  /** What holds depends on what was written about that time, and not on what else is asked for. */
  @Test
  void eachPieceIsWhatItIsByItself() {
    for (int seed = 0; seed < ROUNDS; seed++) {
      Randoms random = new Randoms(seed);
      seen.clear();
      List<RowWrite> writes = writes(random);
      Function<Row, Optional<String>> check =
          row -> Long.valueOf(3).equals(row.get(3)) ? Optional.of("few votes") : Optional.empty();
      RowFold fold =
          new RowFold(NOTES, who, new RowRules(GeneratedColumns.NONE, row -> true, check));
      long end = 0;
      for (RowFold.Piece piece : fold.fold(writes, 0, INSTANTS)) {
        RowFold.Piece alone = fold.fold(writes, piece.from(), piece.to()).get(0);
        assertThat(piece.from()).as("seed %s", seed).isEqualTo(end);
        assertThat(said(piece)).as("seed %s", seed).isEqualTo(said(alone));
        end = piece.to();
      }
      assertThat(end).isEqualTo(INSTANTS);
    }
  }

  /** Of two that fit and would not together the later waits; of texts the later one is taken. */
  @Test
  void whatSeveralHaveMadeIsNoLongerThanARowMayBe() {
    int waiting = 0;
    Predicate<Row> fits = row -> length(row.get(2)) <= ("fern".equals(row.get(1)) ? 8 : 14);
    for (int seed = 0; seed < ROUNDS; seed++) {
      Randoms random = new Randoms(seed);
      seen.clear();
      List<RowWrite> writes = new ArrayList<>(writes(random));
      writes.removeIf(write -> write.after() != null && !fits.test(write.after()));
      RowRules rules = new RowRules(GeneratedColumns.NONE, fits, row -> Optional.empty());
      List<RowFold.Piece> pieces = new RowFold(NOTES, who, rules).fold(writes, 0, INSTANTS);
      for (RowFold.Piece piece : pieces) {
        Row row = piece.row();
        assertThat(row == null || fits.test(row)).as("seed %s: %s", seed, row).isTrue();
        waiting += (int) piece.partings().stream().filter(each -> isLong(each)).count();
      }
      Collections.shuffle(writes, new Random(seed));
      List<RowFold.Piece> shuffled = new RowFold(NOTES, who, rules).fold(writes, 0, INSTANTS);
      assertThat(shuffled.stream().map(RowFoldTest::said))
          .as("seed %s", seed)
          .containsExactlyElementsOf(pieces.stream().map(RowFoldTest::said).toList());
    }
    assertThat(waiting).isGreaterThan(ROUNDS / 10);
  }

  /** What neither of two has broken, their texts merged do not. */
  @Test
  void aTextOfAllEditsThatBreaksACheckIsTheLaterOne() {
    RowWrite base = text(event(0, 1, 1), "a rose", 1, 0);
    RowWrite one = text(event(0, 2, 2), "a red rose", 2, 0);
    RowWrite other = text(event(1, 1, 3), "a rose indeed", 1, 1);
    RowRules rules =
        new RowRules(
            GeneratedColumns.NONE,
            row -> true,
            row -> length(row.get(2)) <= 14 ? Optional.empty() : Optional.of("short"));
    List<RowWrite> writes = List.of(base, one, other);
    RowFold.Piece piece = new RowFold(NOTES, who, rules).fold(writes, 0, INSTANTS).get(0);
    assertThat(rowAt(0, writes)).isEqualTo(Row.of(1L, "rose", "a red rose indeed", 0L));
    assertThat(piece.row()).isEqualTo(other.after());
  }

  private static int length(@Nullable Object text) {
    return text == null ? 0 : text.toString().length();
  }

  private static boolean isLong(Parting parting) {
    return parting.kind() == Parting.Kind.CHECK && parting.rule().equals("row length");
  }

  /** Some look back no farther than to such a deletion, and others have long folded it away. */
  @Test
  void whatLiesBeforeADeletionThatMetNothingDoesNotMatter() {
    int found = 0;
    for (int seed = 0; seed < ROUNDS; seed++) {
      Randoms random = new Randoms(seed);
      seen.clear();
      List<RowWrite> writes = writes(random);
      for (int at = 0; at < INSTANTS; at++) {
        int instant = at;
        List<RowWrite> held = writes.stream().filter(w -> w.holds(instant, instant + 1)).toList();
        for (RowWrite deletion : held) {
          if (deletion.after() == null && held.stream().allMatch(w -> haveMet(w, deletion))) {
            List<RowWrite> since =
                held.stream().filter(w -> who.knows(w.event(), deletion.event())).toList();
            assertThat(rowAt(at, since)).as("seed %s at %s", seed, at).isEqualTo(rowAt(at, held));
            found += since.size() > 2 ? 1 : 0;
          }
        }
      }
    }
    assertThat(found).isGreaterThan(ROUNDS / 10);
  }

  @Test
  void whatTwoPutAlikeAfterADeletionIsOneAlsoForWhoStillHasWhatWasDeleted() {
    RowWrite first = text(event(0, 1, 1), "a rose", 1, 0);
    RowWrite deletion = text(event(0, 2, 2), null, 2, 0);
    RowWrite empty = text(event(0, 3, 3), "", 3, 0);
    RowWrite one = text(event(0, 4, 4), "a fern", 4, 0);
    RowWrite other = text(event(1, 1, 5), "a fern", 2, 1);
    Row since = rowAt(0, List.of(empty, one, other));
    assertThat(since).isNotNull();
    assertThat(since.get(2)).isEqualTo("a fern");
    assertThat(rowAt(0, List.of(first, deletion, empty, one, other))).isEqualTo(since);
  }

  /**
   * @param text null: a deletion
   * @param known how many of each origin's events its maker knew, its own included
   */
  private RowWrite text(Event event, @Nullable String text, long... known) {
    seen.put(event.hash(), Arrays.copyOf(known, ORIGINS));
    Row after = text == null ? null : Row.of(1L, "rose", text, 0L);
    return new RowWrite(event, 0, INSTANTS, after, null, null, false);
  }

  private boolean haveMet(RowWrite one, RowWrite other) {
    return who.knows(one.event(), other.event()) || who.knows(other.event(), one.event());
  }

  private @Nullable Row rowAt(int instant, List<RowWrite> writes) {
    return new RowFold(NOTES, who, RowRules.NONE).fold(writes, instant, instant + 1).get(0).row();
  }

  private static String said(RowFold.Piece piece) {
    StringBuilder said = new StringBuilder();
    said.append(piece.from()).append(piece.to()).append(piece.row()).append(piece.isMet());
    piece.by().forEach(event -> said.append(event.hash()));
    piece.partings().forEach(each -> said.append(each.kind()).append(each.other()));
    return said.toString();
  }

  @Test
  void anOutlineSaysWhetherThereIsARowAndWhoMadeIt() {
    for (int seed = 0; seed < ROUNDS; seed++) {
      Randoms random = new Randoms(seed);
      seen.clear();
      List<RowWrite> writes = writes(random);
      List<RowFold.Piece> whole = new RowFold(NOTES, who, RowRules.NONE).fold(writes, 0, INSTANTS);
      List<RowFold.Piece> outline = RowFold.outline(NOTES, who).fold(writes, 0, INSTANTS);
      assertThat(outline).hasSameSizeAs(whole);
      for (int i = 0; i < whole.size(); i++) {
        assertThat(outline.get(i).by()).isEqualTo(whole.get(i).by());
        assertThat(outline.get(i).isMet()).isEqualTo(whole.get(i).isMet());
        assertThat(outline.get(i).row() == null).isEqualTo(whole.get(i).row() == null);
      }
    }
  }
}
