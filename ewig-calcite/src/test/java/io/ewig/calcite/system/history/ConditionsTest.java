package io.ewig.calcite.system.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.ewig.calcite.system.SystemQuestions;
import io.ewig.calcite.system.listing.Finder;
import io.ewig.calcite.system.listing.Items;
import io.ewig.calcite.system.listing.Listing;
import io.ewig.calcite.system.listing.Reading;
import io.ewig.calcite.system.listing.Sought;
import io.ewig.engine.Ewig;
import io.ewig.engine.event.EventBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Conditions on events, at random: the same are found by what is sought and by looking at each,
 * though what the search has made sure of is not looked at again.
 */
class ConditionsTest {

  private static final int COMMITS = 30;
  private static final int PER_COMMIT = 5;
  private static final int QUESTIONS = "long".equals(System.getProperty("ewig.tier")) ? 2_000 : 150;

  private final Random random = new Random(71);
  private Ewig engine;
  private SystemQuestions questions;

  @BeforeEach
  void open() {
    engine = Ewig.inMemory();
    questions = new SystemQuestions(engine);
    for (int commit = 0; commit < COMMITS; commit++) {
      var batch = engine.batch();
      for (int i = 0; i < PER_COMMIT; i++) {
        batch.add(EventBuilder.in("w://" + random.nextInt(4)).type(type()).json("{}"));
      }
      batch.commit();
    }
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private String type() {
    return random.nextBoolean() ? "Rained" : "Snowed";
  }

  @Test
  void whatIsSoughtIsWhatLookingAtEachFinds() {
    Listing<RecordedEvent> sought = listing(new EventFinder(engine)::find);
    Listing<RecordedEvent> looked = listing(reading -> withoutAPromise(all(reading)));
    Set<Integer> counts = new HashSet<>();
    for (int i = 0; i < QUESTIONS; i++) {
      String where = conditions();
      List<List<Object>> expected = questions.rows(looked, where);
      assertThat(questions.rows(sought, where)).as(where).isEqualTo(expected);
      counts.add(expected.size());
    }
    assertThat(counts).as("some find nothing, some a few, some many").hasSizeGreaterThan(10);
  }

  private static Listing<RecordedEvent> listing(Finder<RecordedEvent> finder) {
    return EventTable.columns("ewig", "events", "").from(finder);
  }

  private Items<RecordedEvent> all(Reading reading) {
    return new EventFinder(engine)
        .find(new Reading(reading.execution(), reading.moment(), Sought.ALL, reading.arguments()));
  }

  private static Items<RecordedEvent> withoutAPromise(Items<RecordedEvent> items) {
    return items::next;
  }

  private String conditions() {
    List<String> all = new ArrayList<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      String one = random.nextInt(8) == 0 ? "NOT (" + condition() + ")" : condition();
      all.add(random.nextInt(5) == 0 ? "(" + one + " OR " + condition() + ")" : one);
    }
    return String.join(" AND ", all);
  }

  private String condition() {
    return switch (random.nextInt(6)) {
      case 0, 1 -> sides("world", random.nextInt(5) > 0 ? "=" : operator(), world());
      case 2, 3 -> time();
      case 4 -> sides("seq", operator(), number());
      default -> sides("type", random.nextBoolean() ? "=" : operator(), "'" + type() + "'");
    };
  }

  private String sides(String left, String operator, String right) {
    if (random.nextInt(4) > 0) {
      return left + " " + operator + " " + right;
    }
    String turned = operator.replace('<', '#').replace('>', '<').replace('#', '>');
    return right + " " + (operator.equals("<>") ? operator : turned) + " " + left;
  }

  private String operator() {
    return List.of("=", "<", "<=", ">", ">=", "<>").get(random.nextInt(6));
  }

  private String world() {
    String blanks = random.nextInt(5) == 0 ? "  " : "";
    return random.nextInt(20) == 0
        ? "CAST(NULL AS VARCHAR)"
        : "'w://" + random.nextInt(5) + blanks + "'";
  }

  private String number() {
    int number = random.nextInt(COMMITS * PER_COMMIT + 10) - 5;
    return random.nextInt(4) == 0 ? number + ".5" : Integer.toString(number);
  }

  /** The column as it is or cut, beside a moment just before, at or just after that of an event. */
  private String time() {
    Instant recorded = engine.get(random.nextInt((int) engine.head().size())).systemTime();
    Instant moment = recorded.plusNanos(random.nextInt(3) - 1);
    String text = moment.toString().replace('T', ' ').replace("Z", "");
    String value =
        switch (random.nextInt(4)) {
          case 0 -> "TIMESTAMP '" + text + "'";
          case 1 -> "DATE '" + text.substring(0, 10) + "'";
          default -> "CAST('" + text + "' AS TIMESTAMP(9) WITH LOCAL TIME ZONE)";
        };
    int digits = random.nextInt(3) * 3;
    String column =
        switch (random.nextInt(4)) {
          case 0 -> "CAST(\"system_time\" AS TIMESTAMP(" + digits + ") WITH LOCAL TIME ZONE)";
          case 1 -> "CAST(\"system_time\" AS TIMESTAMP(" + digits + "))";
          default -> "\"system_time\"";
        };
    return sides(column, operator(), value);
  }
}
