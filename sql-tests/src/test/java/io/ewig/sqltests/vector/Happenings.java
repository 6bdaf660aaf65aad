package io.ewig.sqltests.vector;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.engine.Batch;
import io.ewig.engine.Config;
import io.ewig.engine.Ewig;
import io.ewig.engine.event.EventDraft;
import io.ewig.engine.event.EventType;
import io.ewig.engine.event.World;
import io.ewig.engine.log.Durability;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** Random events over some days, most of them in sealed segments. */
final class Happenings {

  static final List<String> WORLDS =
      List.of("g://a", "g://ab", "g://b", "h://a", "h://rose", "h://tulip", "z://z");
  static final List<String> TYPES =
      List.of("StateChanged", "PlayerAction", "garden.sown", "garden.cut", "Garden.Cut");

  private static final long START = Instant.parse("2026-03-27T21:00:00Z").getEpochSecond();
  private static final int WAIT_TENTHS_MAX = 600;

  private Happenings() {}

  /**
   * Makes a database in a folder that is not there yet: the copy of one that was open, so its
   * segment is sealed when it is opened again.
   */
  static void grow(Path folder, int events, SplittableRandom random) throws IOException {
    AtomicLong now = new AtomicLong(START * 1_000_000_000L);
    Config config = Config.defaults().withDurability(Durability.NONE).withClock(now::get);
    Path original = folder.resolveSibling(folder.getFileName() + "-open");
    try (Ewig db = Ewig.open(original, config)) {
      for (int made = 0; made < events; ) {
        Batch batch = db.batch();
        int size = random.nextInt(4) == 0 ? 1 : random.nextInt(1, 300);
        for (int i = 0; i < size; i++) {
          batch.add(draft(random));
        }
        batch.commit();
        made += size;
        now.addAndGet(random.nextLong(1, 400_000_000_000L));
      }
      copy(original, folder);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }

  /** Waits until the sealed part is there by columns. */
  static void settle(Connection connection, int events) throws Exception {
    Ewig db = connection.unwrap(Ewig.class);
    for (int i = 0; db.events().columns().warmUntil(0) < events; i++) {
      assertThat(i).as("tenths of seconds").isLessThan(WAIT_TENTHS_MAX);
      Thread.sleep(100);
    }
  }

  /** What was appended since, which no columnar file has; and payloads that are no more. */
  static void goOn(Connection connection, SplittableRandom random) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (int i = 0; i < 50; i++) {
        statement.execute(
            "insert into ewig.events (world, type, payload) values ('"
                + any(WORLDS, random)
                + "', 'garden.late', '{\"n\":"
                + random.nextInt(20)
                + "}')");
      }
      statement.execute("create table bed (n int primary key, name varchar)");
      statement.execute("insert into bed values (1, 'one'), (2, 'two'), (3, null)");
    }
  }

  static Connection connect(Path folder) throws SQLException {
    return DriverManager.getConnection("jdbc:ewig:" + folder);
  }

  static <T> T any(List<T> list, SplittableRandom random) {
    return list.get(random.nextInt(list.size()));
  }

  private static EventDraft draft(SplittableRandom random) {
    byte[] payload = payload(random).getBytes(StandardCharsets.UTF_8);
    return new EventDraft(
        World.of(any(WORLDS, random)), EventType.of(any(TYPES, random)), null, payload);
  }

  private static String payload(SplittableRandom random) {
    int n = random.nextInt(-5, 40);
    return switch (random.nextInt(34)) {
      case 0 -> "";
      case 1 -> "no json {";
      case 2 -> "[{\"n\":" + n + "},{\"n\":7}]";
      case 3 -> "{\"n\":" + n + ",\"n\":3}";
      case 4 -> "{\"n\":" + n + ".0}";
      case 5 -> "{\"n\":" + n + ".25}";
      case 6 -> "{\"n\":1e" + random.nextInt(30) + "}";
      case 7 -> "{\"n\":\"" + n + "\"}";
      case 8 -> "{\"n\":\"r\\u00f6se\"}";
      case 9 -> "{\"n\":null,\"o\":{\"n\":" + n + "}}";
      case 10 -> "{\"n\":true}";
      case 11 -> "{\"n\":9223372036854775807}";
      case 12 -> "{\"n\":9223372036854775808}";
      case 13 -> "{\"n\":3000000000}";
      case 14 -> "{\"o\":[{\"n\":" + n + "}]}";
      case 15 -> "{\"n\":[" + n + "]}";
      case 16 -> "{\"n\":{}}";
      case 17 -> " { \"n\" : " + n + " } ";
      case 18 -> "{\"n\":-0}";
      case 19 -> String.valueOf(n);
      case 20 -> "{\"0\":" + n + "}";
      case 21 -> "[" + n + ",{\"n\":4}]";
      case 22 -> "{\"o\":[" + n + ",7]}";
      case 23 -> "{\"o\":{\"0\":" + n + ",\"\":1,\"a.b\":2}}";
      case 24 -> "{\"n\":12345678901234567890123456789" + random.nextInt(10) + "}";
      case 25 -> "{\"n\":-9223372036854775809,\"s\":\"\\u0031" + n + "\"}";
      case 26 -> "{\"n\":2147483648,\"s\":null}";
      case 27 -> "{\"n\":" + n + ".00000000000000000" + random.nextInt(2) + ",\"s\":[]}";
      default -> "{\"n\":" + n + ",\"o\":{\"n\":" + random.nextInt(9) + "},\"s\":\"x" + n + "\"}";
    };
  }
}
