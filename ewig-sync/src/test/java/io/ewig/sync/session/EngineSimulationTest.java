package io.ewig.sync.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.Config;
import io.ewig.engine.Ewig;
import io.ewig.engine.LogKind;
import io.ewig.engine.error.ErrorCode;
import io.ewig.engine.error.UserException;
import io.ewig.engine.event.Commit;
import io.ewig.engine.event.EventBuilder;
import io.ewig.engine.event.SigningOrigin;
import io.ewig.engine.event.VersionVector;
import io.ewig.engine.log.Randoms;
import io.ewig.engine.part.Filter;
import io.ewig.engine.schema.MergeLaw;
import io.ewig.engine.schema.Table;
import io.ewig.engine.schema.TableBuilder;
import io.ewig.engine.session.Transaction;
import io.ewig.engine.value.Row;
import io.ewig.engine.value.Type;
import io.ewig.engine.world.WorldPattern;
import io.ewig.sync.protocol.Message;
import io.ewig.sync.protocol.MessageReader;
import io.ewig.sync.protocol.MessageWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Databases, some of which sign and some of which keep a part, that write rows and objects and meet
 * at random, over a net that loses and rewrites what is signed.
 */
class EngineSimulationTest {

  private static final int SEEDS = "long".equals(System.getProperty("ewig.tier")) ? 20_000 : 60;
  private static final int STEPS = 25;
  private static final int ROWS = 3;
  private static final Config MEMORY = Config.defaults().withLog(LogKind.MEMORY);

  /** What parts keep; later some want more. */
  private static final List<Filter> FILTERS =
      List.of(
          Filter.parse("world table://public/plants"),
          Filter.parse("world a://garden"),
          Filter.parse("world a://elsewhere"));

  private static final Table PLANTS =
      new TableBuilder(new UUID(1, 1), "public", "plants")
          .notNull("id", Type.BIGINT)
          .column("name", Type.VARCHAR)
          .column("petals", Type.BIGINT)
          .mergeLaw("petals", MergeLaw.COUNTER)
          .primaryKey("id")
          .build();

  @Test
  void databasesConvergeWhateverTheyWriteAndWheneverTheyMeet() throws IOException {
    for (long seed = 0; seed < SEEDS; seed++) {
      run(new Randoms(seed));
    }
  }

  private static void run(Randoms random) throws IOException {
    List<Ewig> databases = new ArrayList<>();
    try {
      for (int i = 2 + random.below(2); i > 0; i--) {
        databases.add(Ewig.open(Path.of("memory"), MEMORY.withSigning(random.oneIn(2))));
      }
      for (int i = random.below(3); i > 0; i--) {
        Config config =
            MEMORY
                .withSigning(random.oneIn(2))
                .withFilter(FILTERS.get(random.below(FILTERS.size())));
        databases.add(Ewig.open(Path.of("memory"), config));
      }
      try (Transaction tx = databases.get(0).begin("main")) {
        tx.create(PLANTS);
        tx.commit();
      }
      for (Ewig each : databases.subList(1, databases.size())) {
        meet(each, databases.get(0), random, false);
      }
      for (int step = 0; step < STEPS; step++) {
        Ewig at = databases.get(random.below(databases.size()));
        if (random.oneIn(4)) {
          meet(at, databases.get(random.below(databases.size())), random, true);
        } else if (random.oneIn(20)) {
          keepMore(at, random);
        } else {
          write(at, random);
        }
      }
      converge(databases, random);
    } finally {
      databases.forEach(Ewig::close);
    }
  }

  private static void keepMore(Ewig db, Randoms random) {
    Filter now = db.replica().part().wanted();
    List<WorldPattern> worlds = new ArrayList<>(now.worlds());
    worlds.addAll(FILTERS.get(random.below(FILTERS.size())).worlds());
    boolean isAll = now.isEverything() || random.oneIn(2);
    db.replica().keep(isAll ? Filter.EVERYTHING : new Filter(worlds, now.branches()));
  }

  private static void write(Ewig db, Randoms random) {
    try {
      writeHere(db, random);
    } catch (UserException e) {
      assertThat(e.code()).isEqualTo(ErrorCode.NOT_HERE);
      assertThat(db.replica().part().isEverything()).isFalse();
    }
  }

  private static void writeHere(Ewig db, Randoms random) {
    if (random.oneIn(4)) {
      String id = "o" + random.below(2);
      db.append(
          EventBuilder.in("a://garden")
              .json("{\"id\":\"" + id + "\",\"n\":" + random.below(100) + "}"));
      return;
    }
    long id = random.below(ROWS);
    try (Transaction tx = db.begin("main")) {
      if (random.oneIn(5)) {
        tx.delete(PLANTS, List.of(id), null);
      } else {
        tx.put(PLANTS, Row.of(id, "n" + random.below(100), (long) random.below(10)), null);
      }
      tx.commit();
    }
  }

  /** Answers get lost or are rewritten, and requests arrive twice. */
  private static void meet(Ewig one, Ewig other, Randoms random, boolean losing)
      throws IOException {
    if (one == other) {
      return;
    }
    Endpoint there =
        new Endpoint(
            new EngineLocal(other),
            new MemoryQuarantine(),
            SessionOptions.of(Direction.BOTH).withWindowBytes(400));
    VersionVector before = one.replica().version();
    try {
      new Meeting(
              new EngineLocal(one),
              new MemoryQuarantine(),
              Direction.BOTH,
              body -> {
                if (losing && random.oneIn(4)) {
                  there.answer(body);
                  throw new IOException("lost");
                }
                byte[] answer = there.answer(body);
                return losing && random.oneIn(4) ? rewritten(answer, random) : answer;
              })
          .run();
    } catch (IOException lost) {
      assertThat(losing).isTrue();
    }
    assertThat(one.replica().version().contains(before)).isTrue();
  }

  /** Of who signs, whose key the net does not have, something else is said. */
  private static byte[] rewritten(byte[] answer, Randoms random) {
    List<Message> words = new ArrayList<>();
    for (Message word : MessageReader.readAll(answer)) {
      words.add(
          word instanceof Message.Events events
              ? new Message.Events(
                  events.commits().stream().map(commit -> lie(commit, random)).toList(),
                  events.saltKeys())
              : word);
    }
    return MessageWriter.write(words);
  }

  private static Commit lie(Commit commit, Randoms random) {
    if (!SigningOrigin.is(commit.first().origin())) {
      return commit;
    }
    Commit lie = random.oneIn(2) ? Lies.reworded(commit, "lie") : commit;
    return random.oneIn(2) ? Lies.unsealed(lie) : lie;
  }

  private static void converge(List<Ewig> databases, Randoms random) throws IOException {
    for (int round = 0; round < 3; round++) {
      for (Ewig one : databases) {
        for (Ewig other : databases) {
          meet(one, other, random, false);
        }
      }
    }
    Ewig first = databases.get(0);
    for (Ewig other : databases) {
      assertThat(other.replica().standing())
          .as("seed %s", random.seed())
          .isEqualTo(first.replica().standing());
      assertThat(other.replica().root())
          .as("seed %s", random.seed())
          .isEqualTo(first.replica().root(other.replica().part().whole()));
      assertThat(other.replica().growth().isUnderWay()).as("seed %s", random.seed()).isFalse();
    }
  }
}
