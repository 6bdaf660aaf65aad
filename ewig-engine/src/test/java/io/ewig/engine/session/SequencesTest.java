package io.ewig.engine.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ewig.engine.catalog.Sequence;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.log.Durability;
import io.ewig.engine.log.Randoms;
import io.ewig.engine.schema.Default;
import io.ewig.engine.schema.Table;
import io.ewig.engine.schema.TableBuilder;
import io.ewig.engine.value.Type;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Numbers of sequences: what they are, and that none is given out twice. */
class SequencesTest {

  private final TestDatabase db = TestDatabase.onDisk(Durability.NONE);
  private final Sequence plain = Sequence.of(new UUID(6, 1), "public", "plain");

  @AfterEach
  void close() {
    db.close();
  }

  private static Sequence sequence(long start, long step, long min, long max, boolean cycle) {
    UUID id = new UUID(6, 2);
    return new Sequence(id, "public", "s", start, step, min, max, cycle, start, "");
  }

  private long next(Sequence sequence) {
    try (Transaction tx = db.begin("main")) {
      return tx.next(sequence);
    }
  }

  private static List<Long> numbers(Sequence sequence, int count) {
    List<Long> found = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      found.add(sequence.number(i));
    }
    return found;
  }

  @Test
  void aSequenceCountsUpAndDownAndAround() {
    assertThat(numbers(plain, 3)).containsExactly(1L, 2L, 3L);
    assertThat(numbers(sequence(5, 3, 2, 12, true), 7))
        .containsExactly(5L, 8L, 11L, 2L, 5L, 8L, 11L);
    assertThat(numbers(sequence(0, -2, -5, 1, true), 6))
        .containsExactly(0L, -2L, -4L, 1L, -1L, -3L);
  }

  @Test
  void whatCountsInAnotherWayGoesOnFromTheLastNumber() {
    Sequence two = sequence(1, 1, 1, 2, false);
    UUID other = new UUID(6, 3);
    assertThat(following(two, 5, 9, other)).extracting(Sequence::first).isEqualTo(1L);
    assertThat(List.of(next(two), next(two))).containsExactly(1L, 2L);
    assertThat(following(two, 5, 9, other)).extracting(Sequence::first).isEqualTo(7L);
    db.reopen(); // where more was reserved than there is
    assertThat(following(two, 5, 9, other)).extracting(Sequence::first).isEqualTo(7L);
    Sequence atItsEnd = following(two, 5, 6, other);
    assertThat(catchThrowableOfType(UserException.class, () -> next(atItsEnd)).code())
        .isEqualTo(ErrorCode.SEQUENCE_EXHAUSTED);
    assertThat(next(following(atItsEnd, 1, 3, new UUID(6, 4)))).isEqualTo(3L);
  }

  private Sequence following(Sequence old, long step, long max, UUID id) {
    try (Transaction tx = db.begin("main")) {
      return tx.following(old, new Sequence(id, "public", "s", 1, step, 1, max, false, 1, ""));
    }
  }

  @Test
  void theWidestSequencesCountRight() {
    Randoms random = new Randoms(3);
    for (int i = 0; i < 20_000; i++) {
      long[] ends = {edge(random), edge(random)};
      long min = Math.min(ends[0], ends[1]);
      long max = Math.max(ends[0], ends[1]);
      long step = edge(random);
      if (min == max || step == 0) {
        continue;
      }
      long start = random.of(min, max, max - Long.divideUnsigned(max - min, 3));
      Sequence sequence = sequence(start, step, min, max, random.oneIn(2));
      long n = random.of(0L, 1L, 2L, random.longBelow(100), random.longBelow(Long.MAX_VALUE));
      assertThat(number(sequence, n))
          .as("%s at %s", sequence.definition(), n)
          .isEqualTo(slowly(sequence, n));
    }
  }

  private static long edge(Randoms random) {
    long near = random.longBelow(20) - 10;
    return random.of(
        near,
        Long.MAX_VALUE - random.below(10),
        Long.MIN_VALUE + random.below(10),
        random.longBelow(Long.MAX_VALUE) - Long.MAX_VALUE / 2);
  }

  private static Object number(Sequence sequence, long n) {
    try {
      return sequence.number(n);
    } catch (UserException e) {
      return e.code();
    }
  }

  private static Object slowly(Sequence sequence, long n) {
    BigInteger step = BigInteger.valueOf(sequence.step());
    BigInteger min = BigInteger.valueOf(sequence.min());
    BigInteger max = BigInteger.valueOf(sequence.max());
    BigInteger first = BigInteger.valueOf(sequence.first());
    BigInteger way = step.signum() > 0 ? max.subtract(first) : first.subtract(min);
    BigInteger last = way.divide(step.abs());
    BigInteger wanted = BigInteger.valueOf(n);
    if (wanted.compareTo(last) <= 0) {
      return first.add(step.multiply(wanted)).longValueExact();
    } else if (!sequence.cycle()) {
      return ErrorCode.SEQUENCE_EXHAUSTED;
    }
    BigInteger round = max.subtract(min).divide(step.abs()).add(BigInteger.ONE);
    BigInteger place = wanted.subtract(last).subtract(BigInteger.ONE).mod(round);
    return (step.signum() > 0 ? min : max).add(step.multiply(place)).longValueExact();
  }

  @Test
  void noNumberComesTwiceWhateverBecomesOfTransactionsAndProcesses() {
    List<Long> found = new ArrayList<>();
    for (int round = 0; round < 6; round++) {
      for (int i = 0; i < 10 + 100 * round; i++) {
        found.add(next(plain)); // taken back each time
      }
      if (round % 2 == 0) {
        db.reopen();
      } else {
        db.rebuild();
      }
    }
    assertThat(found).doesNotHaveDuplicates().isSorted();
    assertThat(found.subList(0, 3)).containsExactly(1L, 2L, 3L);
  }

  @Test
  void branchesCountTogetherAndAnotherIdCountsAnew() {
    try (Transaction tx = db.begin("main")) {
      tx.create(plain);
      assertThat(tx.next(plain)).isEqualTo(1);
      tx.commit();
    }
    db.branches().create("dev", "main");
    try (Transaction tx = db.begin("dev")) {
      Sequence seen = tx.view().catalog().findSequence("public", "plain").orElseThrow();
      assertThat(tx.next(seen)).isEqualTo(2);
      tx.replace(seen.restarted(tx.newId(), 100));
      seen = tx.view().catalog().findSequence("public", "plain").orElseThrow();
      assertThat(tx.next(seen)).isEqualTo(100);
    }
    assertThat(next(plain)).isEqualTo(3);
  }

  @Test
  void aSequenceThatIsUsedUpSaysSo() {
    Sequence few = sequence(1, 1, 1, 2, false);
    next(few);
    next(few);
    for (int i = 0; i < 2; i++) {
      UserException found = catchThrowableOfType(UserException.class, () -> next(few));
      assertThat(found.code()).isEqualTo(ErrorCode.SEQUENCE_EXHAUSTED);
      assertThat(found.code().sqlState()).isEqualTo("2200H");
      assertThat(found).hasMessageContaining("last number, 2");
      db.reopen();
    }
  }

  @Test
  void aSequenceThatCantCountIsRefused() {
    for (Runnable what :
        List.<Runnable>of(
            () -> sequence(1, 0, 1, 2, false),
            () -> sequence(1, 1, 2, 1, false),
            () -> sequence(3, 1, 1, 2, false),
            () -> plain.restarted(new UUID(6, 3), 0))) {
      UserException found = catchThrowableOfType(UserException.class, what::run);
      assertThat(found.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
    }
  }

  @Test
  void aSequenceGoesOnWithTheNumberThatSomebodySets() {
    Sequence some = sequence(1, 3, 1, 100, false);
    assertThat(List.of(next(some), next(some))).containsExactly(1L, 4L);
    try (Transaction tx = db.begin("main")) {
      tx.set(some, 50, true); // and taken back, which does not matter
    }
    assertThat(List.of(next(some), next(some))).containsExactly(53L, 56L);
    db.reopen();
    long later = next(some);
    assertThat(later).isGreaterThan(56).isLessThanOrEqualTo(100);
    try (Transaction tx = db.begin("main")) {
      tx.set(some, 2, false);
    }
    db.rebuild();
    assertThat(List.of(next(some), next(some))).containsExactly(2L, 5L);
  }

  @Test
  void aSequenceIsNotSetToWhatItDoesNotGive() {
    Sequence some = sequence(1, 1, 1, 10, false);
    try (Transaction tx = db.begin("main")) {
      UserException found =
          catchThrowableOfType(UserException.class, () -> tx.set(some, 11, false));
      assertThat(found.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
    }
    assertThat(next(some)).isEqualTo(1);
  }

  @Test
  void whoeverWatchesKnowsOfEachNumber() {
    List<String> seen = new ArrayList<>();
    try (Transaction tx = db.begin("main")) {
      tx.watchNumbers(
          (sequence, number) -> seen.add((sequence == null ? "" : sequence.name()) + number));
      tx.next(plain);
      Table counted =
          new TableBuilder(new UUID(6, 7), "public", "counted")
              .column("id", Type.BIGINT, new Default.Identity(false, 10, 1), false)
              .primaryKey("id")
              .build();
      tx.create(counted);
      tx.insert(counted, Map.of());
    }
    assertThat(seen).containsExactly("plain1", "10");
  }

  @Test
  void threadsGetDifferentNumbers() throws InterruptedException {
    Set<Long> found = new ConcurrentSkipListSet<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Thread thread =
          new Thread(
              () -> {
                for (int n = 0; n < 500; n++) {
                  found.add(next(plain));
                }
              });
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(found).hasSize(2_000);
  }
}
